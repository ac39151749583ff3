"""Numbers without gaps and without doubles: whoever rolls back gives the number back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from balai.engine.documents.models import NumberSeries
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor


def next_number(*, series: str, by: Actor, at: datetime) -> int:
    """The next number of a series, from 1, inside the caller's transaction.

    The series stays locked until that transaction ends, so draw the number late. The act that uses the number writes
    the journal.
    """
    with transaction.atomic():
        if not _count_up(series, by, at):
            _begin(series, by, at)
        return NumberSeries.objects.values_list("last", flat=True).get(pk=series)


def _count_up(series: str, by: Actor, at: datetime) -> int:
    return NumberSeries.objects.filter(pk=series).update(
        last=F("last") + 1, changed_at=at, changed_by_id=by.user_id
    )


def _begin(series: str, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            NumberSeries.objects.create(code=series, last=1, changed_at=at, changed_by_id=by.user_id)
    except IntegrityError:  # somebody else began it a moment ago
        _count_up(series, by, at)


@transaction.atomic
def continue_series(*, series: str, last: int, by: Actor, at: datetime) -> NumberSeries:
    """Go on after the number `last` that an office has already given out on paper; a series never goes back."""
    NumberSeries.objects.get_or_create(pk=series, defaults={"changed_at": at, "changed_by_id": by.user_id})
    moved = NumberSeries.objects.filter(pk=series, last__lt=last).update(
        last=last, changed_at=at, changed_by_id=by.user_id
    )
    if moved:
        journal.append(
            code="NUMBERS_CONTINUED",
            subject=("number_series", series[:64]),
            by=by,
            at=at,
            data={"last": last},
        )
    return NumberSeries.objects.get(pk=series)
