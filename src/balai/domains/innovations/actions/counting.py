"""Use is counted: events exactly once, and days as the sums of them. Every way in ends here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from balai.domains.innovations.models import UsageDay, UsageEvent
from balai.domains.innovations.rules.events import Event
from balai.kits.crypto import blind_index

# Rows of nine and six values; SQLite takes 32,766 values in a statement.
EVENTS_AT_ONCE, DAYS_AT_ONCE = 3000, 5000
# innovation, day, unit, quality
DayKey = tuple[int, date, str, int]


def keep_events(source_id: int, events: Sequence[Event], *, at: datetime) -> list[Event]:
    """Write the events that were not known and return them, inside the caller's transaction.

    The database itself says which ones were new, so that the same batch sent twice at once counts once.
    """
    by_id = {event.event_id: event for event in events}
    # In one order everywhere: two batches never wait for each other in a ring.
    rows = [_row(source_id, by_id[key], at) for key in sorted(by_id)]
    fresh: list[Event] = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), EVENTS_AT_ONCE):
            part = rows[start : start + EVENTS_AT_ONCE]
            cursor.execute(_insert(len(part)), [value for row in part for value in row])
            fresh += [by_id[key] for (key,) in cursor.fetchall()]
    return fresh


def _insert(rows: int) -> str:
    # bulk_create can ignore what is there, but not say what it ignored.
    return (
        f"INSERT INTO {UsageEvent._meta.db_table}"
        " (source_id, event_id, at, unit, amount, is_internal, actor, received_at) VALUES "
        + ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * rows)
        + " ON CONFLICT (source_id, event_id) DO NOTHING RETURNING event_id"
    )


def _row(source_id: int, event: Event, at: datetime) -> tuple[Any, ...]:
    adapt = connection.ops.adapt_datetimefield_value
    actor = blind_index(event.actor) if event.actor else ""
    return (
        source_id, event.event_id, adapt(event.at), event.unit, event.amount, event.is_internal, actor, adapt(at),
    )  # fmt: skip


def day_sums(innovation_id: int, quality: int, events: Iterable[Event]) -> Counter[tuple[DayKey, bool]]:
    """Amounts by day, unit and whether the office itself was the user; days are local ones."""
    sums: Counter[tuple[DayKey, bool]] = Counter()
    for event in events:
        day = timezone.localdate(event.at)
        sums[(innovation_id, day, event.unit, quality), event.is_internal] += event.amount
    return sums


def add_days(sums: Counter[tuple[DayKey, bool]]) -> None:
    """Add amounts to their days: one UPSERT, inside the caller's transaction. Negative ones take back."""
    keys = sorted({key for key, _ in sums})
    rows = [(key, sums[key, False] + sums[key, True], sums[key, True]) for key in keys]
    table = UsageDay._meta.db_table
    with connection.cursor() as cursor:
        for start in range(0, len(rows), DAYS_AT_ONCE):
            part = rows[start : start + DAYS_AT_ONCE]
            cursor.execute(
                f"INSERT INTO {table} (innovation_id, day, unit, quality, amount, internal) VALUES "
                + ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(part))
                + " ON CONFLICT (innovation_id, day, unit, quality) DO UPDATE SET"
                f" amount = {table}.amount + excluded.amount, internal = {table}.internal + excluded.internal",
                list(_values(part)),
            )


def _values(rows: Iterable[tuple[DayKey, int, int]]) -> Iterator[Any]:
    for (innovation, day, unit, quality), amount, internal in rows:
        yield from (innovation, connection.ops.adapt_datefield_value(day), unit, quality, amount, internal)
