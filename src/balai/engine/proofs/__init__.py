"""Proofs: that a photo was taken for this thing, here and now, by who says so.

For officers who show that work is done, and for the colleague of another agency who looks again. A capture answers a
one-time challenge with the hash of its bytes, its time and its place; marks of forgery are weighed, and what is
suspicious, unproven or drawn by lot waits for a second person. The part knows a thing only by kind and number.

Legal basis: UU 25/2009 (public service), UU 11/2008 and its changes (electronic documents as evidence).
Five words: challenge, capture, mark, hand-in, verdict.
"""
