"""The front door of people."""

from balai.engine.people.menu import Item, badge, menu
from balai.engine.people.models import User
from balai.engine.people.permissions import actor_of, may, permission, permissions, requires, role_of
from balai.engine.people.queries import officers
from balai.engine.people.terms import EVERYBODY, OFFICERS, ROLE_LABELS, Role

__all__ = [
    "EVERYBODY", "OFFICERS", "ROLE_LABELS", "Item", "Role", "User", "actor_of", "badge", "may", "menu",
    "officers", "permission", "permissions", "requires", "role_of",
]  # fmt: skip
