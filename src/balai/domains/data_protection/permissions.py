"""Who answers for personal data: the coordinator does the work, the auditor looks on and confirms what cannot be undone."""

from balai.domains.data_protection.terms import CONFIRM, SEE, WORK
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

WORKERS = frozenset({Role.COORDINATOR})
SEERS = frozenset({Role.COORDINATOR, Role.AUDITOR})
# A second person: another coordinator, or the auditor.
CONFIRMERS = frozenset({Role.COORDINATOR, Role.AUDITOR})
_ROLES = {WORK: WORKERS, SEE: SEERS, CONFIRM: CONFIRMERS}


def must(by: Actor, what: str) -> None:
    """Raises Forbidden NOT_YOURS."""
    if by.kind == "SYSTEM" or (by.is_officer and by.role in _ROLES[what]):
        return
    raise Forbidden("NOT_YOURS", "Data pribadi hanya dikerjakan petugas pelindungan data.")
