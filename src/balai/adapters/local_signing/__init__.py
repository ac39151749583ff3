"""Signatures in PDF (PAdES B-B) with a key of this installation: for a region with a key of its own, and for demos.

`BALAI_SIGNING_KEY` and `BALAI_SIGNING_CERT` name PEM files (the certificate first, then those above it). Without them
a demo authority is made in the data folder; its certificates say CONTOH in their subject, and so does every letter.
"""
