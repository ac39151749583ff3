"""Who takes services over, and who looks on."""

from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden

ADOPTERS = frozenset({Role.COORDINATOR, Role.OPERATOR})
READERS = ADOPTERS | {Role.AUDITOR}


def must_adopt(by: Actor) -> None:
    """Raises Forbidden NOT_YOURS unless it is a coordinator or an operator."""
    if not (by.is_officer and by.role in ADOPTERS):
        raise Forbidden("NOT_YOURS", "Hanya koordinator dan operator yang mengadopsi layanan.")
