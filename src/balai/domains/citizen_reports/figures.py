"""Statistics that cannot be gamed: percentiles with open reports in them, a minimum sample, no ranking by count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from balai.domains.citizen_reports.counting import (
    ANSWERED,
    CLOSED,
    CONFIRMED,
    CONTESTED,
    OPEN,
    OPENED,
    SOLVED,
)
from balai.domains.citizen_reports.models import CategoryGroup
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Estimate, open_ages, percentile_with_open
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters

# The days that a statistic looks back on.
WINDOW = 90
DEFAULT_SAMPLE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one agency, kecamatan or group. Shares are of what came in; None below the sample."""

    key: str
    label: str
    opened: int
    open: int
    answered: int
    solved: int
    confirmed: int
    contested: int
    median: Estimate
    ninety: Estimate

    @property
    def enough(self) -> bool:
        return self.median.reason != "TOO_FEW"


def table(prefix: str, *, today: date) -> list[Row]:
    """One row per member of `opd`, `kec` or `group`, by name: never ordered by a figure."""
    since = today - timedelta(days=WINDOW - 1)
    sums = indicators.totals_of([OPENED, OPEN, CONFIRMED, CONTESTED], prefix=prefix, since=since, until=today)
    answered = indicators.histograms(ANSWERED, prefix=prefix, since=since, until=today)
    solved = indicators.totals_of([SOLVED], prefix=prefix, since=since, until=today)[SOLVED]
    closed = indicators.histograms(CLOSED, prefix=prefix, since=since, until=today)
    waiting = _open_by_key(prefix, since=since, until=today)
    names = _names(prefix)
    rows = []
    for key, label in names.items():
        stored = key if prefix == "region" else f"{prefix}|{key}"
        opened = sums[OPENED].get(stored, 0)
        if opened <= 0:
            continue
        ages = _merged(open_ages(waiting.get(stored, {}), today=today), closed.get(stored, {}))
        median, ninety = _percentiles(answered.get(stored, {}), ages, today)
        rows.append(
            Row(
                key=key,
                label=label,
                opened=opened,
                open=sums[OPEN].get(stored, 0),
                answered=sum(answered.get(stored, {}).values()),
                solved=solved.get(stored, 0),
                confirmed=sums[CONFIRMED].get(stored, 0),
                contested=sums[CONTESTED].get(stored, 0),
                median=median,
                ninety=ninety,
            )
        )
    return sorted(rows, key=lambda row: row.label)


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
    counts = indicators.histogram(ANSWERED, key="region", since=since, until=today)
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


def _percentiles(
    answered: Mapping[int, int], ages: Mapping[int, int], today: date
) -> tuple[Estimate, Estimate]:
    least = parameters.value("statistics.minimum_sample", on=today, default=DEFAULT_SAMPLE)
    return (
        percentile_with_open(answered, ages, 0.5, minimum=least),
        percentile_with_open(answered, ages, 0.9, minimum=least),
    )


def _open_by_key(prefix: str, *, since: date, until: date) -> dict[str, dict[date, int]]:
    return indicators.series_of(OPEN, prefix=prefix, since=since, until=until)


def _merged(*histograms: Mapping[int, int]) -> dict[int, int]:
    merged: dict[int, int] = {}
    for histogram in histograms:
        for bucket, amount in histogram.items():
            merged[bucket] = merged.get(bucket, 0) + amount
    return merged


def _names(prefix: str) -> dict[str, str]:
    if prefix == "opd":
        return {str(opd.pk): opd.name for opd in organizations.all_opds()}
    if prefix == "kec":
        return {area.code: area.title for area in organizations.kecamatan_list()}
    if prefix == "group":
        return {group.code: group.title for group in CategoryGroup.objects.all()}
    return {"region": organizations.region().name}
