"""Which events of use are taken. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

# Clocks of other machines are never quite ours; what is older no longer says anything about being alive.
AHEAD, OLDEST = timedelta(minutes=10), timedelta(days=400)
MOST_AT_ONCE, MOST_AMOUNT = 5000, 100_000
ID_LIMIT, UNIT_LIMIT = 80, 80

# Noughts and halves of a sign, which JSON can write and no table keeps.
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")

FAULT_LABELS = {
    "EVENT_NO_ID": "Kejadian ini tidak punya id.",
    "EVENT_ID_LONG": "Id kejadian terlalu panjang.",
    "EVENT_NO_TIME": "Waktunya tidak terbaca: tulis ISO 8601 dengan zona waktu, misalnya 2026-11-23T09:30:00+07:00.",
    "EVENT_FUTURE": "Waktunya di masa depan. Periksa jam aplikasi itu.",
    "EVENT_OLD": "Kejadian ini lebih tua daripada 400 hari.",
    "EVENT_AMOUNT": "Jumlahnya harus bilangan bulat 1 sampai 100.000.",
    "EVENT_SHAPE": "Kejadian harus berupa objek.",
    "EVENT_TEXT": "id, unit, dan actor harus teks atau bilangan bulat, tanpa karakter yang tidak dapat dibaca.",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One use as an application told it."""

    event_id: str
    at: datetime
    unit: str = ""
    amount: int = 1
    is_internal: bool = False
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the event at `index` of a batch was left out; `code` is one of FAULT_LABELS."""

    index: int
    code: str


def read_events(rows: list[Any], *, now: datetime) -> tuple[list[Event], list[Fault]]:
    """The good ones and the faults of the others, in their order. Of two with one id in a batch the first counts."""
    events: dict[str, Event] = {}
    faults = []
    for index, row in enumerate(rows):
        found = _read(row, now)
        if isinstance(found, str):
            faults.append(Fault(index, found))
        else:
            events.setdefault(found.event_id, found)
    return list(events.values()), faults


def _read(row: Any, now: datetime) -> Event | str:
    if not isinstance(row, Mapping):
        return "EVENT_SHAPE"
    number, unit, actor = (_text(row.get(name)) for name in ("id", "unit", "actor"))
    if number is None or unit is None or actor is None:
        return "EVENT_TEXT"
    if not number:
        return "EVENT_NO_ID"
    if len(number) > ID_LIMIT:
        return "EVENT_ID_LONG"
    at = _moment(row.get("at"))
    if at is None:
        return "EVENT_NO_TIME"
    if at > now + AHEAD:
        return "EVENT_FUTURE"
    if at < now - OLDEST:
        return "EVENT_OLD"
    amount = row.get("amount", 1)
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= MOST_AMOUNT:
        return "EVENT_AMOUNT"
    return Event(number, at, unit[:UNIT_LIMIT], amount, row.get("internal") is True, actor)


def _text(told: Any) -> str | None:
    """A text, or a number as one; None for anything that no table takes."""
    if told is None:
        return ""
    if isinstance(told, bool) or not isinstance(told, str | int):
        return None
    text = str(told)
    return None if _UNREADABLE.search(text) else text


def _moment(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None
