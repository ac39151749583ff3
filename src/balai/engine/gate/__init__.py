"""The gate: who may knock, how often, and what is asked of a place from which too much comes.

For everybody who sends something without an account, and for the officers who keep order. Nobody is known here: devices,
blocks of addresses and phones are keyed digests. A ban has an end, a reason and an appeal that another officer decides. A
place that is suspicious is asked a small puzzle that its machine solves; without scripts it waits a little instead.

Legal basis: UU 25/2009 (complaints are received, refusals are reasoned), UU 27/2022 (no more is kept than is needed).
Five words: visitor, ban, appeal, puzzle, trace.
"""
