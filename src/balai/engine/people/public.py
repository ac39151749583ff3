"""The front door of people."""

from .menu import REPORT_KEEPING, SMART_CITY, Item, badge, menu
from .models import User
from .permissions import (
    NotSignedIn,
    Permission,
    may,
    permission,
    permissions,
    requires,
    requires_api,
    role_of,
)
from .queries import actor_of, officers
from .terms import EVERYBODY, OFFICERS, ROLE_LABELS, SIGNED_IN, Role

__all__ = [
    "EVERYBODY",
    "OFFICERS",
    "REPORT_KEEPING",
    "ROLE_LABELS",
    "SIGNED_IN",
    "SMART_CITY",
    "Item",
    "NotSignedIn",
    "Permission",
    "Role",
    "User",
    "actor_of",
    "badge",
    "may",
    "menu",
    "officers",
    "permission",
    "permissions",
    "requires",
    "requires_api",
    "role_of",
]
