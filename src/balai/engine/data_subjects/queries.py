"""Named questions: which rows are somebody's, which are restricted, which must be kept."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from balai.engine.data_subjects.holdings import Record, holding, holdings
from balai.engine.data_subjects.models import LegalHold, Restriction, Trace
from balai.engine.data_subjects.persons import Person, all_traces_of

MOST_ROWS = 2000


def records_of(who: Person) -> list[Record]:
    """Everything that the rooms hold of this person, by room; nothing for nobody."""
    if who.is_nobody:
        return []
    found: list[Record] = []
    for one in holdings():
        rows = sorted(set(one.find(who)))[:MOST_ROWS]
        if rows:
            found.extend(one.show(rows))
    return found


def record(kind: str, row_id: int, *, who: Person) -> Record | None:
    """One of them; None for rows of other people and for kinds that nobody registered."""
    one = holding(kind)
    if one is None or who.is_nobody or row_id not in set(one.find(who)):
        return None
    return next(iter(one.show([row_id])), None)


def traced(kind: str, who: Person) -> set[int]:
    """Rows of a kind that bear a trace of this person."""
    rows = Trace.objects.filter(key__in=all_traces_of(who), kind=kind)
    return set(rows.values_list("row_id", flat=True)[:MOST_ROWS])


def restricted_rows(kind: str) -> QuerySet[Any]:
    """Ids of a kind that must not be processed, as a subquery: `rows.exclude(pk__in=restricted_rows("app.Model"))`."""
    return Restriction.objects.filter(kind=kind).values("row_id")


def is_restricted(kind: str, row_id: int) -> bool:
    return Restriction.objects.filter(kind=kind, row_id=row_id).exists()


def restricted_of(kind: str, rows: Iterable[int]) -> set[int]:
    """Those of the rows that must not be processed."""
    found = Restriction.objects.filter(kind=kind, row_id__in=list(rows))
    return set(found.values_list("row_id", flat=True))


def held_rows(kind: str, rows: Collection[int], *, on: date) -> set[int]:
    """Those of the rows that a hold keeps from being destroyed on that day."""
    living = LegalHold.objects.filter(kind=kind, ended_at=None).filter(Q(until=None) | Q(until__gte=on))
    ids = set(living.filter(row_id__in=[0, *rows]).values_list("row_id", flat=True))
    return set(rows) if 0 in ids else ids
