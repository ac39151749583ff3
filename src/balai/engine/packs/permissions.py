"""Who may change what services a region offers."""

from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

ADOPTERS = frozenset({Role.COORDINATOR, Role.OPERATOR})


def must_adopt(by: Actor) -> None:
    """Raises Forbidden NOT_YOURS unless it is the system, a coordinator or an operator."""
    if by.kind != "SYSTEM" and not (by.is_officer and by.role in ADOPTERS):
        raise Forbidden("NOT_YOURS", "Hanya koordinator dan operator yang mengatur layanan.")
