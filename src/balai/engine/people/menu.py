"""The menu and the small counters on it, filled by the parts of the house in `apps.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from .permissions import may

UNREAD_NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu. `badge` names the counter shown beside it, "" for none."""

    label: str
    url_name: str
    permission: str
    icon: str = ""
    order: int = 100
    badge: str = ""


_items: dict[str, Item] = {}
_badges: dict[str, Callable[[Any], int]] = {}


def menu(item: Item) -> None:
    """Put a line on the menu; the same address again replaces it."""
    _items[item.url_name] = item


def badge(name: str, count: Callable[[Any], int]) -> None:
    """Register a counter `count(user)`. The one called "notices" feeds the bell of every page."""
    _badges[name] = count


def counted(name: str, user: Any) -> int:
    """The counter's number for a signed-in user; 0 for visitors and unknown counters."""
    count = _badges.get(name)
    return count(user) if count and user is not None and user.is_authenticated else 0


def lines(request: HttpRequest) -> list[dict[str, Any]]:
    """The lines that this user may follow, in order: `url`, `label`, `icon`, `active`, `count`."""
    user = getattr(request, "user", None)
    shown = sorted(
        (item for item in _items.values() if may(user, item.permission)), key=lambda i: (i.order, i.label)
    )
    addresses = [reverse(item.url_name) for item in shown]
    # `/petugas/aturan/` lies below `/petugas/`: the line that says most of the address is the active one.
    here = max((url for url in addresses if _leads_to(url, request.path)), key=len, default="")
    return [
        {
            "url": url,
            "label": item.label,
            "icon": item.icon,
            "active": url == here,
            "count": counted(item.badge, user),
        }
        for item, url in zip(shown, addresses, strict=True)
    ]


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
