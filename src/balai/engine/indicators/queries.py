"""Reading numbers: one query each. Days are inclusive on both ends; amounts are summed over what is not named."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Left

from . import rules
from .models import Cell
from .terms import SEPARATOR, Span

Keys = tuple[str, ...] | str


def total(code: str, *, key: Keys = "", since: date, until: date) -> int:
    """The sum of one key over a range of days."""
    return _cells(code, key, since, until).aggregate(sum=Coalesce(Sum("amount"), 0))["sum"]


def series(code: str, *, key: Keys = "", since: date, until: date) -> dict[date, int]:
    """Amount per day, every day of the range, 0 where nothing was added."""
    days = {since + timedelta(days=n): 0 for n in range((until - since).days + 1)}
    cells = Cell.objects.filter(
        indicator=code, span=Span.DAY, key=rules.key_of(key), day__range=(since, until)
    )
    rows = cells.values_list("day").annotate(sum=Sum("amount"))
    return days | dict(rows.order_by())


def totals(code: str, *, prefix: Keys = (), since: date, until: date) -> dict[str, int]:
    """Sum per stored key, all keys or those that begin with the parts of `prefix`; keys that sum to 0 included."""
    rows = _under([code], prefix, since, until).values_list("key").annotate(sum=Sum("amount"))
    return dict(rows.order_by())


def totals_of(
    codes: Iterable[str], *, prefix: Keys = (), since: date, until: date
) -> dict[str, dict[str, int]]:
    """`totals` of several indicators in one query: code -> key -> sum, every code present."""
    found: dict[str, dict[str, int]] = {code: {} for code in codes}
    cells = _under(found, prefix, since, until)
    for code, key, amount in cells.values_list("indicator", "key").annotate(sum=Sum("amount")).order_by():
        found[code][key] = amount
    return found


def histogram(code: str, *, key: Keys = "", since: date, until: date) -> dict[int, int]:
    """Amount per bucket of one key; empty buckets left out."""
    rows = _cells(code, key, since, until).values_list("bucket").annotate(sum=Sum("amount"))
    return {bucket: amount for bucket, amount in rows.order_by("bucket") if amount}


def histograms(code: str, *, prefix: Keys = (), since: date, until: date) -> dict[str, dict[int, int]]:
    """Amount per key and bucket; empty ones left out."""
    found: dict[str, dict[int, int]] = {}
    rows = _under([code], prefix, since, until).values_list("key", "bucket").annotate(sum=Sum("amount"))
    for key, bucket, amount in rows.order_by("key", "bucket"):
        if amount:
            found.setdefault(key, {})[bucket] = amount
    return found


def _cells(code: str, key: Keys, since: date, until: date) -> QuerySet[Cell]:
    return Cell.objects.filter(_during(since, until), indicator=code, key=rules.key_of(key))


def _under(codes: Iterable[str], prefix: Keys, since: date, until: date) -> QuerySet[Cell]:
    cells = Cell.objects.filter(_during(since, until), indicator__in=list(codes))
    stem = rules.key_of(prefix)
    if not stem:
        return cells
    # Not `startswith`: SQLite's LIKE takes a for A.
    below = stem + SEPARATOR
    return cells.annotate(head=Left("key", len(below))).filter(Q(key=stem) | Q(head=below))


def _during(since: date, until: date) -> Q:
    ranges = [Q(span=span, day__range=(first, last)) for span, first, last in rules.cover(since, until)]
    return reduce(or_, ranges, Q(pk__in=[]) if not ranges else Q())
