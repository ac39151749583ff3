"""Traces are kept, processing is restricted and set free again. Whether somebody may, the room that asks has settled."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db import transaction

from balai.engine.data_subjects.holdings import holding
from balai.engine.data_subjects.models import Restriction, Trace
from balai.engine.data_subjects.persons import Person, traces_of
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor

RESTRICTED, RELEASED = "DATA_RESTRICTED", "DATA_RELEASED"


def keep_traces(kind: str, people: Mapping[int, Person]) -> int:
    """Write what these rows (id -> person) are found by; twice is once. How many traces they have."""
    rows = [Trace(kind=kind, row_id=row, key=key) for row, who in people.items() for key in traces_of(who)]
    Trace.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def forget_traces(kind: str, rows: Collection[int]) -> None:
    """The rows hold nobody any more."""
    Trace.objects.filter(kind=kind, row_id__in=rows).delete()


def tracing(kind: str, *, case_kind: str) -> Callable[[list[journal.Entry]], None]:
    """A follower of CASE_OPENED that keeps the traces of a holding whose rows have the numbers of their cases."""

    def follow(entries: list[journal.Entry]) -> None:
        rows = [int(one.subject_id) for one in entries if (one.data or {}).get("kind") == case_kind]
        known = holding(kind)
        if rows and known is not None:
            keep_traces(kind, known.contacts(rows))

    return follow


@transaction.atomic
def restrict(*, kind: str, row_id: int, by: Actor, at: datetime, request_id: int | None = None) -> None:
    """Stop the processing of one row; twice is once."""
    _row, is_new = Restriction.objects.get_or_create(
        kind=kind, row_id=row_id, defaults={"since": at, "request_id": request_id}
    )
    if is_new:
        _tell(kind, row_id, True, at)
        data = {"kind": kind, "request": request_id}
        journal.append(code=RESTRICTED, subject=("personal_data", row_id), by=by, at=at, data=data)


@transaction.atomic
def release(*, kind: str, row_id: int, by: Actor, at: datetime) -> None:
    """The row may be processed again."""
    gone, _ = Restriction.objects.filter(kind=kind, row_id=row_id).delete()
    if gone:
        _tell(kind, row_id, False, at)
        journal.append(code=RELEASED, subject=("personal_data", row_id), by=by, at=at, data={"kind": kind})


def _tell(kind: str, row_id: int, is_restricted: bool, at: datetime) -> None:
    known = holding(kind)
    if known is not None:
        known.on_restrict(row_id, is_restricted, at)
