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
    """A line of the menu. `badge` names the counter shown beside it, "" for none; `group` the lines it is folded with.

    `unless` is a permission whose holders have a fuller line instead.
    """

    label: str
    url_name: str
    permission: str
    icon: str = ""
    order: int = 100
    badge: str = ""
    group: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are shown folded under one word, at the place `order`."""

    label: str
    icon: str
    order: int


# The groups that rooms may name in `Item.group`.
SMART_CITY, REPORT_KEEPING = "SMART_CITY", "REPORT_KEEPING"
GROUP_LABELS = {SMART_CITY: "Kota cerdas", REPORT_KEEPING: "Kelola laporan"}
GROUPS = {
    SMART_CITY: Group(GROUP_LABELS[SMART_CITY], "star", 52),
    REPORT_KEEPING: Group(GROUP_LABELS[REPORT_KEEPING], "settings", 9),
}

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
    """The lines that this user may follow, in order: `url`, `label`, `icon`, `active`, `count`.

    A group is a line without `url` that has its own lines in `inside` (a template would take `items` of a dictionary
    for its method); of a single line no group is made.
    """
    user = getattr(request, "user", None)
    shown = sorted(
        (item for item in _items.values() if _is_for(user, item)), key=lambda i: (i.order, i.label)
    )
    addresses = [reverse(item.url_name) for item in shown]
    # `/petugas/aturan/` lies below `/petugas/`: the line that says most of the address is the active one.
    here = max((url for url in addresses if _leads_to(url, request.path)), key=len, default="")
    rows: list[tuple[int, dict[str, Any]]] = []
    folded: dict[str, list[dict[str, Any]]] = {}
    for item, url in zip(shown, addresses, strict=True):
        line = {
            "url": url,
            "label": item.label,
            "icon": item.icon,
            "active": url == here,
            "count": counted(item.badge, user),
        }
        if item.group in GROUPS:
            folded.setdefault(item.group, []).append(line)
        else:
            rows.append((item.order, line))
    rows += [(GROUPS[code].order, _group(GROUPS[code], inside)) for code, inside in folded.items()]
    return [line for _order, line in sorted(rows, key=lambda row: row[0])]


def _is_for(user: Any, item: Item) -> bool:
    return may(user, item.permission) and not (item.unless and may(user, item.unless))


def _group(group: Group, inside: list[dict[str, Any]]) -> dict[str, Any]:
    if len(inside) == 1:
        return inside[0]
    return {
        "label": group.label,
        "icon": group.icon,
        "active": any(line["active"] for line in inside),
        "count": sum(line["count"] for line in inside),
        "inside": inside,
    }


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
