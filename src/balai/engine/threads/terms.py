"""The words of threads."""

from enum import StrEnum

# How far a thread is walked in each direction, and how much of it is shown: a hall full of links still answers.
STEPS = 6
MOST_KNOTS = 200
WHY_LIMIT = 500
SEE, TIE = "public", "threads.tie"


class Direction(StrEnum):
    """Towards what a thing came from, or towards what it led to."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"


class Act(StrEnum):
    """What the journal says about threads."""

    TIED = "THREAD_TIED"
    CUT = "THREAD_CUT"
