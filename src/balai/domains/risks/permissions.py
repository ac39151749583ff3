"""Who may do what with risks."""

from datetime import date

from balai.domains.risks.models import Risk
from balai.domains.risks.terms import HIGHEST_LEVEL
from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

SEE, KEEP = "risks.see", "risks.keep"
KEEPERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN, Role.EXECUTIVE})
SEERS = KEEPERS | {Role.FIELD_OFFICER, Role.AUDITOR}


def may_keep(by: Actor, opd_id: int | None, *, on: date) -> bool:
    """An agency's admins its own; the coordinator, the leadership and the planning offices all."""
    if by.kind == "SYSTEM" or by.role in {Role.COORDINATOR, Role.EXECUTIVE}:
        return True
    if by.role != Role.OPD_ADMIN:
        return False
    return (opd_id is not None and by.opd_id == opd_id) or plans(by.opd_id, on=on)


def must_keep(by: Actor, opd_id: int | None, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_keep(by, opd_id, on=on):
        raise Forbidden("NOT_YOURS", "Hanya OPD pemilik risiko, perencana, koordinator, dan pimpinan.")


def must_accept(by: Actor, risk: Risk) -> None:
    """The owner accepts; what is highest the leadership alone. Raises Forbidden NOT_YOURS."""
    if by.kind == "SYSTEM" or by.role == Role.EXECUTIVE:
        return
    if risk.level == HIGHEST_LEVEL:
        raise Forbidden("NOT_YOURS", "Risiko sangat tinggi hanya dapat diterima pimpinan.")
    if by.role != Role.OPD_ADMIN or by.opd_id != risk.opd_id:
        raise Forbidden("NOT_YOURS", "Yang menerima risiko adalah OPD pemiliknya.")
