"""Reading numbers. Days are inclusive on both ends; amounts are summed over what is not named.

A range of days is made up of at most five ranges of years, months and days; each is one query on one index. (One
query with OR was 40 times slower: neither database uses the index for it.)
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from . import rules
from .models import Cell
from .terms import SEPARATOR, Span

Keys = tuple[str, ...] | str


def total(code: str, *, key: Keys = "", since: date, until: date) -> int:
    """The sum of one key over a range of days."""
    return sum(_sums(_one(code, key), "key", since=since, until=until).values())


def series(code: str, *, key: Keys = "", since: date, until: date) -> dict[date, int]:
    """Amount per day, every day of the range, 0 where nothing was added."""
    days = {since + timedelta(days=n): 0 for n in range((until - since).days + 1)}
    cells = Cell.objects.filter(_one(code, key), span=Span.DAY, day__range=(since, until))
    return days | dict(cells.values_list("day").annotate(sum=Sum("amount")).order_by())


def by_month(
    codes: Iterable[str], *, prefix: Keys = (), since: date, until: date
) -> dict[tuple[str, str, date], int]:
    """Sum per indicator, key and first day of a month, for the whole months that the range touches. One query."""
    months = (since.replace(day=1), until)
    cells = Cell.objects.filter(_under(codes, prefix), span=Span.MONTH, day__range=months)
    rows = cells.values_list("indicator", "key", "day").annotate(sum=Sum("amount")).order_by()
    return {(code, key, day): amount for code, key, day, amount in rows}


def series_of(code: str, *, prefix: Keys = (), since: date, until: date) -> dict[str, dict[date, int]]:
    """Amount per key and day, for all keys or those under `prefix`; empty days left out."""
    found: dict[str, dict[date, int]] = {}
    cells = Cell.objects.filter(_under([code], prefix), span=Span.DAY, day__range=(since, until))
    for key, day, amount in cells.values_list("key", "day").annotate(sum=Sum("amount")).order_by():
        if amount:
            found.setdefault(key, {})[day] = amount
    return found


def totals(code: str, *, prefix: Keys = (), since: date, until: date) -> dict[str, int]:
    """Sum per stored key, all keys or those that begin with the parts of `prefix`."""
    sums = _sums(_under([code], prefix), "key", since=since, until=until)
    return {key: amount for (key,), amount in sums.items()}


def totals_of(
    codes: Iterable[str], *, prefix: Keys = (), since: date, until: date
) -> dict[str, dict[str, int]]:
    """`totals` of several indicators at once: code -> key -> sum, every code present."""
    found: dict[str, dict[str, int]] = {code: {} for code in codes}
    sums = _sums(_under(found, prefix), "indicator", "key", since=since, until=until)
    for (code, key), amount in sums.items():
        found[code][key] = amount
    return found


def histogram(code: str, *, key: Keys = "", since: date, until: date) -> dict[int, int]:
    """Amount per bucket of one key; empty buckets left out."""
    sums = _sums(_one(code, key), "bucket", since=since, until=until)
    return {bucket: amount for (bucket,), amount in sorted(sums.items()) if amount}


def histograms(code: str, *, prefix: Keys = (), since: date, until: date) -> dict[str, dict[int, int]]:
    """Amount per key and bucket; empty ones left out."""
    found: dict[str, dict[int, int]] = {}
    sums = _sums(_under([code], prefix), "key", "bucket", since=since, until=until)
    for (key, bucket), amount in sorted(sums.items()):
        if amount:
            found.setdefault(key, {})[bucket] = amount
    return found


def _one(code: str, key: Keys) -> Q:
    return Q(indicator=code, key=rules.key_of(key))


def _under(codes: Iterable[str], prefix: Keys) -> Q:
    these, stem = Q(indicator__in=list(codes)), rules.key_of(prefix)
    if not stem:
        return these
    # Not `startswith`: SQLite's LIKE takes a for A.
    below = stem + SEPARATOR
    return these & (Q(key=stem) | Q(Exact(Left("key", len(below)), below)))


def _sums(which: Q, *by: str, since: date, until: date) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for span, first, last in rules.cover(since, until):
        cells = Cell.objects.filter(which, span=span, day__range=(first, last))
        for *group, amount in cells.values_list(*by).annotate(sum=Sum("amount")).order_by():
            found[tuple(group)] += amount
    return found
