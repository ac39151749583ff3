"""Statistics that cannot be gamed: percentiles with open reports in them, a minimum sample, no ranking by count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from balai.domains.citizen_reports import measured_figures as measured
from balai.domains.citizen_reports.counting import ANSWERED, CONFIRMED, CONTESTED, OPEN, OPENED, SOLVED
from balai.domains.citizen_reports.models import CategoryGroup
from balai.domains.citizen_reports.resident_counts import residents
from balai.domains.citizen_reports.rules import flags
from balai.domains.citizen_reports.rules.flags import Mark
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Estimate, open_ages, percentile_with_open
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters

# The days that a statistic looks back on.
WINDOW = 90
DEFAULT_SAMPLE = 30
_SUMS = [OPENED, OPEN, ANSWERED, SOLVED, CONFIRMED, CONTESTED, measured.NEVER, measured.LEFT_OUT]


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one agency, kecamatan or group. Shares are of what came in; None below the sample.

    `answered`, `solved`, `confirmed`: three facts, none of which stands for another. `never`: closed without an answer or
    handed over late; `left_out`: not waited for, see `rules/measuring.py`. `marks`: (first day of a month, mark).
    """

    key: str
    label: str
    opened: int
    open: int
    answered: int
    solved: int
    confirmed: int
    contested: int
    never: int
    left_out: int
    median: Estimate
    ninety: Estimate
    per_ten_thousand: float | None = None
    marks: tuple[tuple[date, Mark], ...] = ()

    @property
    def enough(self) -> bool:
        return self.median.reason != "TOO_FEW"


def table(prefix: str, *, today: date) -> list[Row]:
    """One row per member of `opd`, `kec` or `group`, by name: never ordered by a figure."""
    since = today - timedelta(days=WINDOW - 1)
    sums = indicators.totals_of(_SUMS, prefix=prefix, since=since, until=today)
    books = _Waiting(prefix, since=since, today=today)
    marked = marks_of(prefix, since=since, until=today)
    known = residents(on=today)
    rows = []
    for key, label in names_of(prefix).items():
        stored = key if prefix == "region" else f"{prefix}|{key}"
        figures = {code: sums[code].get(stored, 0) for code in _SUMS}
        if figures[OPENED] <= 0:
            continue
        median, ninety = books.percentiles(stored, never=figures[measured.NEVER])
        rows.append(
            Row(
                key=key,
                label=label,
                opened=figures[OPENED],
                open=figures[OPEN],
                answered=figures[ANSWERED],
                solved=figures[SOLVED],
                confirmed=figures[CONFIRMED],
                contested=figures[CONTESTED],
                never=figures[measured.NEVER],
                left_out=figures[measured.LEFT_OUT],
                median=median,
                ninety=ninety,
                per_ten_thousand=_per_ten_thousand(figures[OPENED], known.get(_area(prefix, key))),
                marks=tuple(marked.get(stored, ())),
            )
        )
    return sorted(rows, key=lambda row: row.label)


class _Waiting:
    """How long the answered ones waited, and how long the others have waited so far, of every member."""

    def __init__(self, prefix: str, *, since: date, today: date) -> None:
        within = {"prefix": prefix, "since": since, "until": today}
        self.today = today
        self.answered = indicators.histograms(measured.ANSWERED, **within)
        self.withdrawn = indicators.histograms(measured.WITHDRAWN, **within)
        self.waiting = indicators.series_of(measured.WAITING, **within)
        self.least = parameters.value("statistics.minimum_sample", on=today, default=DEFAULT_SAMPLE)

    def percentiles(self, key: str, *, never: int) -> tuple[Estimate, Estimate]:
        ages = merged(open_ages(self.waiting.get(key, {}), today=self.today), self.withdrawn.get(key, {}))
        durations = self.answered.get(key, {})
        half, most = (
            percentile_with_open(durations, ages, q, never=never, minimum=self.least) for q in (0.5, 0.9)
        )
        return half, most


def marks_of(prefix: str, *, since: date, until: date) -> dict[str, list[tuple[date, Mark]]]:
    """Stored key -> marks of the months that the range touches, newest first."""
    codes = [measured.FLAG + flag.code for flag in flags.FLAGS] + [measured.FLAG + flags.ENDED, OPENED]
    counts: dict[tuple[str, date], dict[str, int]] = {}
    for (code, key, month), amount in indicators.by_month(
        codes, prefix=prefix, since=since, until=until
    ).items():
        name = flags.OPENED if code == OPENED else code.removeprefix(measured.FLAG)
        counts.setdefault((key, month), {})[name] = amount
    found: dict[str, list[tuple[date, Mark]]] = {}
    for (key, month), amounts in sorted(counts.items(), key=lambda item: item[0][1], reverse=True):
        found.setdefault(key, []).extend((month, mark) for mark in flags.marks(amounts))
    return found


def _area(prefix: str, key: str) -> str:
    return {"kec": key, "region": organizations.region().code}.get(prefix, "")


def _per_ten_thousand(amount: int, people: int | None) -> float | None:
    return round(10_000 * amount / people, 1) if people else None


def region_row(*, today: date) -> Row | None:
    """The figures of the whole region; None before the first report."""
    rows = table("region", today=today)
    return rows[0] if rows else None


def daily(*, today: date, days: int = 30) -> dict[date, int]:
    """How many came in on each of the last days."""
    return indicators.series(OPENED, key="region", since=today - timedelta(days=days - 1), until=today)


def home_figures(*, today: date) -> Row | None:
    """What the first page says of the last 90 days."""
    return region_row(today=today)


def answer_histogram(*, today: date) -> list[tuple[str, int]]:
    """How many were answered within how many days, for the chart."""
    since = today - timedelta(days=WINDOW - 1)
    counts = indicators.histogram(measured.ANSWERED, key="region", since=since, until=today)
    edges = [
        (_("< 1 hari"), 1),
        ("1–2", 2),
        ("2–3", 3),
        ("3–5", 5),
        ("5–10", 10),
        ("10–20", 20),
        ("> 20", 10_000),
    ]
    found = {label: 0 for label, _days in edges}
    for bucket, amount in counts.items():
        start, _end = indicators.bucket_edges(bucket)
        label = next(label for label, days in edges if start < timedelta(days=days))
        found[label] += amount
    return list(found.items())


def merged(*histograms: Mapping[int, int]) -> dict[int, int]:
    """The sum of histograms."""
    total: dict[int, int] = {}
    for histogram in histograms:
        for bucket, amount in histogram.items():
            total[bucket] = total.get(bucket, 0) + amount
    return total


def names_of(prefix: str) -> dict[str, str]:
    """Key -> name of every member of `opd`, `kec`, `group` or `region`."""
    if prefix == "opd":
        return {str(opd.pk): opd.name for opd in organizations.all_opds()}
    if prefix == "kec":
        return {area.code: area.title for area in organizations.kecamatan_list()}
    if prefix == "group":
        return {group.code: group.title for group in CategoryGroup.objects.all()}
    return {"region": organizations.region().name}
