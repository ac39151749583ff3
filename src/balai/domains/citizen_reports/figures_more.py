"""More to be read from the books: how long people wait, when reports come, what they go through on the way."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from balai.domains.citizen_reports import measured_figures as measured
from balai.domains.citizen_reports.counting import OPENED, SOLVED
from balai.domains.citizen_reports.figures import DEFAULT_SAMPLE, WINDOW, merged, names_of
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import open_ages, waiting_curve
from balai.engine.parameters import public as parameters

CURVE_DAYS = 30
HOURS_A_BIN = 3
YEARS = 3


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that still waits after each day. `n` reports, `open` of them without an end yet; no shares below the sample."""

    shares: tuple[float, ...]
    n: int
    open: int


def answer_curve(key: str, *, today: date) -> Curve:
    """How long until an answer that says something. `key` as stored: `region`, `opd|7`, …"""
    within = {"key": tuple(key.split("|")), "since": today - timedelta(days=WINDOW - 1), "until": today}
    waiting = indicators.series(measured.WAITING, **within)
    ages = merged(open_ages(waiting, today=today), indicators.histogram(measured.WITHDRAWN, **within))
    never = indicators.total(measured.NEVER, **within)
    return _curve(indicators.histogram(measured.ANSWERED, **within), ages, never, today)


def solved_curve(key: str, *, today: date) -> Curve:
    """How long until a proof that the work is done; whatever ended otherwise is not done."""
    within = {"key": tuple(key.split("|")), "since": today - timedelta(days=WINDOW - 1), "until": today}
    opened, solved = indicators.series(OPENED, **within), indicators.series(SOLVED, **within)
    undone = {day: max(0, amount - solved.get(day, 0)) for day, amount in opened.items()}
    return _curve(indicators.histogram(SOLVED, **within), open_ages(undone, today=today), 0, today)


def _curve(durations: Mapping[int, int], ages: Mapping[int, int], never: int, today: date) -> Curve:
    least = parameters.value("statistics.minimum_sample", on=today, default=DEFAULT_SAMPLE)
    still = sum(ages.values()) + never
    n = sum(durations.values()) + still
    shares = waiting_curve(durations, ages, never, CURVE_DAYS) if n >= least else []
    return Curve(tuple(shares), n, still)


def hours_grid(*, today: date) -> list[list[int]]:
    """Reports of a year by weekday (Monday first) and hour."""
    counts = indicators.histogram(
        measured.HOURS, key="region", since=today - timedelta(days=364), until=today
    )
    return [[counts.get(day * 24 + hour, 0) for hour in range(24)] for day in range(7)]


def binned(grid: list[list[int]]) -> list[list[int]]:
    """The same in bins of three hours, to be read on a phone."""
    return [[sum(row[start : start + HOURS_A_BIN]) for start in range(0, 24, HOURS_A_BIN)] for row in grid]


def months(key: str, *, today: date) -> dict[int, list[int | None]]:
    """Year -> reports of each of its months; None for months that are not over or before the first report."""
    since = date(today.year - YEARS + 1, 1, 1)
    found = indicators.by_month([OPENED], prefix=tuple(key.split("|")), since=since, until=today)
    amounts = {month: amount for (_code, stored, month), amount in found.items() if stored == key}
    first = min(amounts, default=today)
    return {
        year: [_month(amounts, date(year, month, 1), first, today) for month in range(1, 13)]
        for year in range(first.year, today.year + 1)
    }


def _month(amounts: Mapping[date, int], month: date, first: date, today: date) -> int | None:
    is_over = month.replace(day=monthrange(month.year, month.month)[1]) < today
    return amounts.get(month, 0) if first <= month and is_over else None


@dataclass(frozen=True, slots=True)
class Journey:
    """What the reports of one member went through in the window."""

    key: str
    label: str
    opened: int
    moved: int
    hops: int
    limbo: timedelta
    refusals: int
    pauses: int
    paused: timedelta


_COUNTED = [OPENED, measured.REFUSALS, measured.LIMBO, measured.PAUSES, measured.PAUSED]


def journeys(prefix: str, *, today: date) -> list[Journey]:
    """Hops, limbo and pauses per member, by name. Of agencies: what they handed on themselves."""
    within = {"prefix": prefix, "since": today - timedelta(days=WINDOW - 1), "until": today}
    sums = indicators.totals_of(_COUNTED, **within)
    hops = indicators.histograms(measured.HOPS, **within)
    rows = []
    for key, label in names_of(prefix).items():
        stored = key if prefix == "region" else f"{prefix}|{key}"
        figures = [sums[code].get(stored, 0) for code in _COUNTED]
        if figures[0] > 0:
            counts = hops.get(stored, {})
            moved = sum(amount for hop, amount in counts.items() if hop)
            all_hops = sum(hop * amount for hop, amount in counts.items())
            opened, refusals, limbo, pauses, paused = figures
            lasting = timedelta(minutes=limbo), timedelta(minutes=paused)
            rows.append(
                Journey(key, label, opened, moved, all_hops, lasting[0], refusals, pauses, lasting[1])
            )
    return sorted(rows, key=lambda row: row.label)
