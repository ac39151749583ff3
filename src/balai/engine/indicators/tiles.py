"""Tiles that rooms put before the leadership. A page shows them without knowing which rooms there are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tile says now: a number (None where there is none yet: it is no nought), a remark below it, a tone (ok, warn,
    late, info, muted)."""

    value: int | None
    note: str = ""
    tone: str = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A number with the way to what is behind it, and to the act that belongs to it.

    `permission` is who may see it; `read(at)` gives the number and must stay cheap. `act_url_name` with
    `act_permission` and `act_label` is a button beside it, "" for none; that page takes `?opd=<id>&subject=<words>`,
    so that the act can begin at any row.
    """

    label: str
    url_name: str
    permission: str
    read: Callable[[datetime], Reading]
    act_label: str = ""
    act_url_name: str = ""
    act_permission: str = ""


_tiles: dict[str, Tile] = {}


def tile(entry: Tile) -> None:
    """Register, in `apps.ready()`; the same address again replaces it."""
    _tiles[entry.url_name] = entry


def tiles() -> list[Tile]:
    """All of them, by label."""
    return sorted(_tiles.values(), key=lambda entry: entry.label)
