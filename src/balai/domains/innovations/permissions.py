"""Who may do what with innovations."""

from datetime import date

from balai.domains.innovations.models import Innovation
from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

KEEP, COUNCIL = "innovations.keep", "innovations.decide"
KEEPERS = frozenset({Role.COORDINATOR, Role.OPD_ADMIN, Role.FIELD_OFFICER})
DECIDERS = frozenset({Role.COORDINATOR, Role.EXECUTIVE})


def may_keep(by: Actor, opd_id: int | None, *, on: date) -> bool:
    """The coordinator and the planning offices all; an agency's officers their own."""
    if by.kind == "SYSTEM" or by.role == Role.COORDINATOR:
        return True
    if by.role not in KEEPERS:
        return False
    return (opd_id is not None and opd_id == by.opd_id) or plans(by.opd_id, on=on)


def must_keep(by: Actor, innovation: Innovation, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS."""
    if not may_keep(by, innovation.opd_id, on=on):
        raise Forbidden(
            "NOT_YOURS", "Hanya OPD pemiliknya, perencana, dan koordinator yang mengubah inovasi ini."
        )


def may_vouch(by: Actor, innovation: Innovation) -> bool:
    """Who says that a survey was somebody else's: never the owner itself, for the model trusts such a survey more."""
    return by.kind == "SYSTEM" or innovation.opd_id is None or innovation.opd_id != by.opd_id


def may_decide(by: Actor) -> bool:
    """Who decides what sleeps: revive, merge or end."""
    return by.kind == "SYSTEM" or by.role in DECIDERS
