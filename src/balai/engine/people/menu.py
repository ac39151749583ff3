"""The menu: items that rooms register, shown to those who may use them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from balai.engine.people.permissions import may


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `order` sorts; `badge` names a registered counter."""

    label: str
    url_name: str
    permission: str
    icon: str
    order: int = 100
    badge: str = ""


_ITEMS: list[Item] = []
_BADGES: dict[str, Callable[[Any], int]] = {}


def menu(item: Item) -> None:
    """Register an item, in `apps.ready()`."""
    _ITEMS.append(item)
    _ITEMS.sort(key=lambda entry: (entry.order, entry.label))


def badge(name: str, counter: Callable[[Any], int]) -> None:
    """Register a counter of things that wait for a user."""
    _BADGES[name] = counter


def count(name: str, user: Any) -> int:
    return _BADGES[name](user) if name in _BADGES else 0


def items_for(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries that this visitor may use."""
    found = []
    for item in _ITEMS:
        if may(request.user, item.permission):
            url = reverse(item.url_name)
            active = request.path == url or (url != "/" and request.path.startswith(url))
            badge_count = count(item.badge, request.user) if item.badge else 0
            found.append({"label": item.label, "url": url, "icon": item.icon, "active": active, "badge": badge_count})
    return found
