"""Cases: anything a citizen or an office is promised an answer to.

For every room that owes somebody something by a date: reports, applications, instructions. A case
has exactly one holder at every instant, two clocks that are computed from its history, and a table
of allowed moves. The engine knows nothing of what a case is about; a room attaches its own row to it
and registers a kind.

Legal basis: UU 25/2009 (public service), Perpres 76/2013 (handling of complaints).
Five words: case, holder, hand-over, clock, fact (answered, solved, confirmed).
"""
