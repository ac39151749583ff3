"""Who writes in a workshop, and who signs for an office."""

from balai.domains.masterplan.terms_workshops import HEAD
from balai.engine.people.public import Role
from balai.foundation.actor import Actor

WORKSHOP, SIGN = "masterplan.workshop", "masterplan.sign"
WRITERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.VILLAGE_OFFICER})
SIGNERS = frozenset({Role.EXECUTIVE, Role.OPD_ADMIN})


def may_write(by: Actor) -> bool:
    """Officers of agencies and of villages."""
    return by.kind == "SYSTEM" or (by.is_officer and by.role in WRITERS)


def signs_for(by: Actor) -> str | int | None:
    """HEAD for the head of the region, the id of the agency for its admin, None for who signs for nobody."""
    if by.is_officer and by.role == Role.EXECUTIVE:
        return HEAD
    return by.opd_id if by.is_officer and by.role == Role.OPD_ADMIN else None
