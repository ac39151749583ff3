"""Who may do what with needs."""

from datetime import date

from balai.domains.needs.models import Need
from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

KEEP = "needs.keep"
OFFERERS = frozenset(
    {Role.COORDINATOR, Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.VILLAGE_OFFICER, Role.EXECUTIVE}
)
KEEPERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN, Role.EXECUTIVE})


def may_keep(by: Actor, *, on: date) -> bool:
    """Who looks through what strangers sent, merges, weighs and decides: coordinator, leadership, planning offices."""
    if by.kind == "SYSTEM" or by.role in {Role.COORDINATOR, Role.EXECUTIVE}:
        return True
    return by.role == Role.OPD_ADMIN and plans(by.opd_id, on=on)


def must_keep(by: Actor, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_keep(by, on=on):
        raise Forbidden(
            "NOT_YOURS", "Yang menimbang dan memutuskan kebutuhan: perencana, koordinator, dan pimpinan."
        )


def may_see(by: Actor, need: Need, *, on: date) -> bool:
    """What is not shown to everybody is seen by who keeps the inventory and by who stated it."""
    if need.moderation == "SHOWN" or may_keep(by, on=on):
        return True
    return by.user_id is not None and need.proposed_by_id == by.user_id
