"""Electronic signatures by BSrE (Balai Besar Sertifikasi Elektronik, BSSN) through a region's Esign Client server.

`BALAI_SIGNING=bsre` and `BALAI_SIGNING_BSRE=https://user:password@host`. The signer gives NIK and passphrase for each
signature; both live as long as the call. What is known of the interface, and from where: README.md beside this file.
"""
