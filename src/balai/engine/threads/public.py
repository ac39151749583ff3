"""The front door of threads."""

from .actions import tie, untie
from .kinds import Knot, ThreadKind, expect, register_thread_kind, thread_kind, thread_kinds
from .queries import Thread, Tie, after, before, dead_ends, find, knot, linked, search, visible_kinds, walk
from .terms import Direction

__all__ = [
    "Direction",
    "Knot",
    "Thread",
    "ThreadKind",
    "Tie",
    "after",
    "before",
    "dead_ends",
    "expect",
    "find",
    "knot",
    "linked",
    "register_thread_kind",
    "search",
    "thread_kind",
    "thread_kinds",
    "tie",
    "untie",
    "visible_kinds",
    "walk",
]
