"""Duties: what one office owes by a date, and to what it belongs.

A duty is a case: one holder at every instant, hand-overs in the ledger, clocks that nobody restarts. Rooms register kinds
of duties (tasks of programmes, findings, obligations of a decree) and ask what is owed.
"""
