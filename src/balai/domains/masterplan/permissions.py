"""Who may do what with the masterplan: planners with all of it, a lead office with its own programmes."""

from datetime import date

from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

PLAN, KEEP = "masterplan.plan", "masterplan.keep"
KEEPERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN})


def may_plan(by: Actor, *, on: date) -> bool:
    """The coordinator, and the admins of the offices that plan for the whole regency."""
    if by.kind == "SYSTEM" or by.role == Role.COORDINATOR:
        return True
    return by.role == Role.OPD_ADMIN and plans(by.opd_id, on=on)


def may_keep(by: Actor, lead_id: int | None, *, on: date) -> bool:
    """Planners every programme; an admin those that his office leads."""
    own = by.role == Role.OPD_ADMIN and by.opd_id is not None and by.opd_id == lead_id
    return own or may_plan(by, on=on)


def must_plan(by: Actor, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_plan(by, on=on):
        raise Forbidden("NOT_YOURS", "Hanya perencana dan koordinator yang menyusun rencana.")


def must_keep(by: Actor, lead_id: int | None, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_keep(by, lead_id, on=on):
        raise Forbidden(
            "NOT_YOURS", "Hanya OPD pemimpinnya, perencana, dan koordinator yang mengubah program ini."
        )
