"""Writing numbers: add deltas, rebuild from the journal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from balai.engine.journal import public as journal

from . import registry, rules
from .models import Cell

# Six values a row; SQLite takes 32,766 per statement.
ROWS_PER_STATEMENT = 2000

# indicator, span, key, first day, bucket
CellKey = tuple[str, str, str, date, int]


@dataclass(frozen=True, slots=True)
class Delta:
    """Add `amount` to a cell. `keys` is one text or a tuple of texts, coarsest first."""

    indicator: str
    day: date
    keys: tuple[str, ...] | str = ""
    bucket: int = 0
    amount: int = 1


@transaction.atomic
def add(deltas: Iterable[Delta]) -> None:
    """Add deltas to their cells: merged here, then one UPSERT. Raises LookupError for an unknown indicator."""
    sums: Counter[CellKey] = Counter()
    for delta in deltas:
        registry.indicator(delta.indicator)
        key = rules.key_of(delta.keys)
        for span, day in rules.spans_of(delta.day):
            sums[delta.indicator, span, key, day, delta.bucket] += delta.amount
    # In one order everywhere, so that two writers never wait for each other in a ring.
    rows = sorted((cell, amount) for cell, amount in sums.items() if amount)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_PER_STATEMENT):
            part = rows[start : start + ROWS_PER_STATEMENT]
            cursor.execute(_upsert(len(part)), list(_values(part)))


def _upsert(rows: int) -> str:
    # bulk_create can overwrite on conflict but not add; this one statement is the same on both databases.
    table = Cell._meta.db_table
    return (
        f"INSERT INTO {table} (indicator, span, key, day, bucket, amount) VALUES "
        + ", ".join(["(%s, %s, %s, %s, %s, %s)"] * rows)
        + " ON CONFLICT (indicator, span, key, day, bucket)"
        + f" DO UPDATE SET amount = {table}.amount + excluded.amount"
    )


def _values(rows: Iterable[tuple[CellKey, int]]) -> Iterator[object]:
    for (code, span, key, day, bucket), amount in rows:
        yield from (code, span, key, connection.ops.adapt_datefield_value(day), bucket, amount)


@transaction.atomic
def rebuild(code: str) -> None:
    """Wipe an indicator, and all that the same follower feeds, and send that follower back to the start.

    The cells fill again as the journal's followers run. Raises LookupError for an unknown indicator and
    ValueError for one that no follower feeds.
    """
    follower = registry.indicator(code).follower
    if not follower:
        raise ValueError(f"no follower feeds {code!r}")
    # The rewind locks the follower's row, so no batch runs between it and the wipe.
    journal.rewind(follower)
    fed = [indicator for indicator in registry.indicators() if indicator.follower == follower]
    Cell.objects.filter(indicator__in=[indicator.code for indicator in fed]).delete()
    for reset in {indicator.reset for indicator in fed if indicator.reset}:
        reset()
