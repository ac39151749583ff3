"""Who may give a duty by form, and who may say that one is done."""

from datetime import date

from django.utils import timezone

from balai.engine.cases.public import Case
from balai.engine.duties.kinds import DutyKind
from balai.engine.duties.models import Duty
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role
from balai.foundation.actor import Actor

GIVERS = frozenset({Role.COORDINATOR, Role.EXECUTIVE, Role.OPD_ADMIN})
_LEADING = frozenset({Role.COORDINATOR, Role.EXECUTIVE})


def may_give(by: Actor, kind: DutyKind, about_id: str, *, on: date) -> bool:
    """Whether `by` may give a duty of this kind: who leads, who plans, and the admins of the agency that owns it."""
    if not by.is_officer:
        return False
    if by.role in _LEADING:
        return True
    if by.role != Role.OPD_ADMIN or by.opd_id is None:
        return False
    return organizations.plans(by.opd_id, on=on) or kind.owner(about_id) == by.opd_id


def reacts(by: Actor, case: Case) -> bool:
    """Whether `by` may confirm, return or end it: who gave it, an admin of the agency that gave it, who leads or plans.

    Nobody accepts the work of his own agency; a rule ends what a rule gave.
    """
    if by.kind == "SYSTEM":
        return Duty.objects.filter(pk=case.pk, given_by=None).exists()
    if not by.is_officer or (by.opd_id and by.opd_id == case.holder_id):
        return False
    if by.role in _LEADING:
        return True
    duty = Duty.objects.filter(pk=case.pk).only("given_by_id", "given_opd_id").first()
    if duty is None:
        return False
    if by.user_id is not None and duty.given_by_id == by.user_id:
        return True
    if by.role != Role.OPD_ADMIN or by.opd_id is None:
        return False
    return by.opd_id == duty.given_opd_id or organizations.plans(
        by.opd_id, on=timezone.localdate(case.updated_at)
    )


def open_to(by: Actor, case: Case) -> bool:
    """Every officer may read who owes what."""
    return by.is_officer
