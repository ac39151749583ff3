"""Talking with people who report by chat: what is missing is asked for, and nothing is sent without their yes.

A side door of the room: the middle imports nothing of it. `understanding` and `machine` are pure and know neither
Django nor a channel; `world` reads what they are told; `speaking` does what was decided, in the transaction of the turn.
"""
