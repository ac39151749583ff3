"""Pelindungan data pribadi: the duties of UU 27/2022, with clocks.

For everybody whose data is kept, and for the officer who answers for it. Legal basis: UU 27/2022, articles 5 to 13 (rights),
20 to 27 (basis), 31 (register), 34 (assessment), 40 to 46 (withdrawal, restriction, destruction, breach), 53 (officer).

Five words. A *purpose* is a row of `register.yaml`: why which fields are kept. A *request* is a case whose promise is 3 x 24
hours. An *incident* is a breach, a case with the same clock, two letters and a list of those affected. A *destruction* is one
run of what the retention of a purpose demands. An *assessment* is the paper that a risky purpose needs.
"""
