"""Bursts: a flood is reported by hundreds within hours. One banner says so, one tap says "me too", one answer reaches all.

For citizens who need not write what is known already, and for officers who answer once. A burst never touches a clock:
every promise keeps its date. Five words: burst, kecamatan, "saya juga", answer to all, end.
"""
