"""Reports that speak of the same: found among those near by, shown before sending and to the officer, joined in one tap.

For the reporter who is not the first, and for the officer who should work once. Only public reports are ever found.
Legal basis: Permenpan RB 62/2018 (a complaint is handled once, every complainant is answered).
Five words: alike (mirip), head (induk), join (ikut), likeness, burst.
"""
