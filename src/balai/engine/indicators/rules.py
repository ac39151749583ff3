"""Durations in buckets, and percentiles that count what is still open. Pure.

Buckets: one hour each up to 72 hours, six hours each up to 30 days, one day each up to 90 days, and one without
an end. A duration on an edge belongs to the bucket that begins there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .terms import SEPARATOR, Reason, Span

Histogram = Mapping[int, int]

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
# (width, number of buckets), shortest first.
_SCALE = ((_HOUR, 72), (6 * _HOUR, 108), (24 * _HOUR, 60))
OVERFLOW = sum(count for _, count in _SCALE)
# Sums of products of whole-number ratios: far below one case in a million, far above float noise.
_NOISE = 1e-12


def bucket_of(duration: timedelta) -> int:
    """The number of the bucket of a duration, 0 … OVERFLOW. Raises ValueError for a negative duration."""
    if duration < timedelta(0):
        raise ValueError(f"a duration cannot be negative: {duration}")
    first, rest = 0, duration
    for width, count in _SCALE:
        if rest < width * count:
            return first + rest // width
        first, rest = first + count, rest - width * count
    return OVERFLOW


def bucket_edges(bucket: int) -> tuple[timedelta, timedelta | None]:
    """Where a bucket begins (included) and ends (excluded; None for the last one)."""
    if not 0 <= bucket <= OVERFLOW:
        raise ValueError(f"no bucket {bucket}")
    start = timedelta(0)
    for width, count in _SCALE:
        if bucket < count:
            return start + bucket * width, start + (bucket + 1) * width
        start, bucket = start + count * width, bucket - count
    return start, None


def open_ages(open_by_day: Mapping[date, int], *, today: date) -> dict[int, int]:
    """Ages of what is still open, in buckets, from how much of each day's intake is open. Whole days."""
    ages: dict[int, int] = {}
    for day, amount in open_by_day.items():
        if amount > 0:
            bucket = bucket_of(max(today - day, timedelta(0)))
            ages[bucket] = ages.get(bucket, 0) + amount
    return ages


@dataclass(frozen=True, slots=True)
class Estimate:
    """A percentile, or the reason why there is none.

    `n` is everything counted, open ones included; `open` how many of them are open. Without a value and with
    reason BEYOND_SCALE the true value is longer than the scale.
    """

    value: timedelta | None
    n: int
    open: int
    reason: Reason = Reason.NONE


def percentile_with_open(
    durations: Histogram, open_ages: Histogram, q: float, *, never: int = 0, minimum: int = 30
) -> Estimate:
    """The time after which a share `q` (0 < q < 1) is done, by Kaplan and Meier (1958), product-limit.

    `durations`: how long the finished ones took; `open_ages`: how long the open ones have waited so far — they
    say "longer than this" and stay in the count until then. Of a finished and an open one in the same bucket
    the finished one comes first. Inside the bucket where the curve crosses 1 - q the value is interpolated in
    a straight line. Below `minimum` cases there is no value. Both histograms must stem from the same intake.
    `never`: how many were given up without being done; they stay in the count for ever (Aalen and Johansen, 1978).
    """
    if not 0 < q < 1:
        raise ValueError(f"q must lie between 0 and 1: {q}")
    still_open = sum(open_ages.values()) + never
    at_risk = n = sum(durations.values()) + still_open
    if n < max(minimum, 1):
        return Estimate(None, n, still_open, Reason.TOO_FEW)
    waiting, target = 1.0, 1 - q
    for bucket in sorted({*durations, *open_ages}):
        done = durations.get(bucket, 0)
        after = waiting * (1 - done / at_risk) if done else waiting
        if done and after <= target + _NOISE:
            start, end = bucket_edges(bucket)
            if end is None:
                return Estimate(None, n, still_open, Reason.BEYOND_SCALE)
            share = min(1.0, (waiting - target) / (waiting - after))
            return Estimate(start + share * (end - start), n, still_open)
        waiting = after
        at_risk -= done + open_ages.get(bucket, 0)
        if not at_risk:
            break
    return Estimate(None, n, still_open, Reason.MOSTLY_OPEN)


def waiting_curve(durations: Histogram, open_ages: Histogram, never: int, days: int) -> list[float]:
    """The share that still waits after 0, 1, … `days` days, by Kaplan and Meier, open ones included.

    `never`: how many were given up without being done; they wait for ever and stay in the count. Ends early where
    nobody is left to be watched.
    """
    at_risk = sum(durations.values()) + sum(open_ages.values()) + never
    waiting, shares, buckets = 1.0, [1.0], sorted({*durations, *open_ages})
    if not at_risk:
        return []
    for day in range(1, days + 1):
        while buckets and (bucket_edges(buckets[0])[1] or timedelta.max) <= day * _DAY:
            bucket = buckets.pop(0)
            waiting *= 1 - durations.get(bucket, 0) / at_risk
            at_risk -= durations.get(bucket, 0) + open_ages.get(bucket, 0)
            if not at_risk:
                return [*shares, waiting]
        shares.append(waiting)
    return shares


def key_of(keys: tuple[str, ...] | str) -> str:
    """The stored form of a key. Raises ValueError when a part contains the separator."""
    parts = (keys,) if isinstance(keys, str) else keys
    if any(SEPARATOR in part for part in parts):
        raise ValueError(f"a part of a key may not contain {SEPARATOR!r}: {keys!r}")
    return SEPARATOR.join(parts)


def spans_of(day: date) -> tuple[tuple[Span, date], ...]:
    """The cells that an amount of `day` stands in: (span, first day of the span)."""
    return (Span.DAY, day), (Span.MONTH, day.replace(day=1)), (Span.YEAR, day.replace(month=1, day=1))


def cover(since: date, until: date) -> list[tuple[Span, date, date]]:
    """The fewest spans that make up the days from `since` to `until`, both included: whole years, whole months
    and single days, as (span, first day of the first, first day of the last)."""
    found: list[tuple[Span, date, date]] = []
    for span, start in _steps(since, until):
        # Steps of one span that follow each other are one range.
        if found and found[-1][0] is span and end_of(*found[-1][::2]) + _DAY == start:
            found[-1] = (span, found[-1][1], start)
        else:
            found.append((span, start, start))
    return found


def end_of(span: Span, start: date) -> date:
    """The last day of the span that begins on `start`."""
    if span is Span.DAY:
        return start
    if span is Span.YEAR:
        return start.replace(month=12, day=31)
    return (start.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY


def _steps(since: date, until: date) -> Iterator[tuple[Span, date]]:
    day = since
    while day <= until:
        fits = [Span.DAY]
        if day.day == 1:
            fits.append(Span.MONTH)
        if day.day == 1 and day.month == 1:
            fits.append(Span.YEAR)
        span = next(span for span in reversed(fits) if end_of(span, day) <= until)
        yield span, day
        day = end_of(span, day) + _DAY
