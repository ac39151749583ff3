"""Which state a programme may go to next."""

from balai.domains.masterplan.terms import MOVES_WITH_REASON, PROGRAMME_MOVES, ProgrammeState


def may_move(now: str, to: str) -> bool:
    """Whether the table of moves has it."""
    return to in PROGRAMME_MOVES[ProgrammeState(now)]


def wants_reason(now: str, to: str) -> bool:
    """Whether this move is one that has to be explained."""
    return (ProgrammeState(now), ProgrammeState(to)) in MOVES_WITH_REASON
