"""Who may give, and who may accept the result."""

from balai.domains.instructions.models import Instruction
from balai.engine.cases.public import Case
from balai.engine.people.public import Role
from balai.foundation.actor import Actor

# Who may give instructions. Whoever holds the office of the leadership may also accept or return the result of
# one that a predecessor gave.
GIVERS = frozenset({Role.EXECUTIVE, Role.COORDINATOR})


def may_give(by: Actor) -> bool:
    return by.is_officer and by.user_id is not None and by.role in GIVERS


def reacts(by: Actor, case: Case) -> bool:
    """Whether `by` may confirm, return or withdraw: the leadership, or the coordinator who gave it.

    Nobody accepts the work of his own agency.
    """
    if not by.is_officer or (by.opd_id and by.opd_id == case.holder_id):
        return False
    if by.role == Role.EXECUTIVE:
        return True
    return may_give(by) and Instruction.objects.filter(pk=case.pk, given_by=by.user_id).exists()
