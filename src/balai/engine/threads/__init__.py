"""Threads (benang merah): which need led to which plan, innovation, service, case and outcome.

Rooms register kinds of things that may be tied; a link says what led to what, why, and who says so. From any end the
thread can be walked both ways; where it ends too early is a list of its own.
"""
