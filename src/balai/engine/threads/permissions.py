"""Who may tie and cut."""

from datetime import date

from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.engine.threads.models import Link
from balai.foundation.actor import Actor


def may_tie(by: Actor) -> bool:
    """Coordinators and admins of agencies; the house itself."""
    return by.kind == "SYSTEM" or by.role in {Role.COORDINATOR, Role.OPD_ADMIN}


def may_cut(by: Actor, link: Link, *, on: date) -> bool:
    """Who made it; the coordinator and the planning offices any."""
    if by.kind == "SYSTEM" or by.role == Role.COORDINATOR:
        return True
    if by.role != Role.OPD_ADMIN:
        return False
    return link.made_by_id == by.user_id or plans(by.opd_id, on=on)
