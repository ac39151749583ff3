"""People whose data the house keeps, seen across all rooms: who holds what of whom, and what may be done with it.

UU 27/2022 gives everybody a right to know, correct, restrict and erase. A room says once, in `apps.ready()`, which of
its tables hold people and how somebody is found there (`Holding`) and what is destroyed when (`Destroyer`); whoever
answers requests asks here and knows no room. A *person* is a NIK, an address, a phone, an account, or codes that only
he knows; a *trace* is a keyed fingerprint of such a thing beside the row that holds it in secret.
"""
