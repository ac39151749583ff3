"""What the figures say that triggers are wired to; a handful of questions, whatever the number of triggers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from balai.domains.risks.models import Trigger
from balai.domains.risks.terms import Measure
from balai.engine.indicators import public as indicators

# A figure older than this says nothing of today.
OLDEST_YEARS = 3
# The key under which rooms count what concerns the whole region.
WHOLE = "region"


@dataclass(frozen=True, slots=True)
class Figures:
    """The newest values of a figure, oldest first, with their thresholds and the year or day of each; None is missing."""

    label: str
    spots: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    thresholds: tuple[Decimal | None, ...]

    @property
    def newest(self) -> str:
        """The newest value with its year or day, "–" where there is none."""
        known = [
            (spot, value) for spot, value in zip(self.spots, self.values, strict=True) if value is not None
        ]
        return f"{known[-1][1].normalize():f} ({known[-1][0]})".replace(".", ",") if known else "–"

    def kept(self) -> dict[str, Any]:
        """As a trigger keeps what it last read."""
        rows = zip(self.spots, self.values, self.thresholds, strict=True)
        return {
            "label": self.label,
            "rows": [[spot, _text(value), _text(threshold)] for spot, value, threshold in rows],
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def read(rows: Sequence[Trigger], *, on: date) -> dict[int, Figures]:
    """trigger -> what its figure says on that day."""
    codes = {row.code for row in rows if row.measure == Measure.SERIES}
    points, targets = indicators.points_of(codes), indicators.targets_of(codes)
    labels = {series.code: series.label for series in indicators.Series.objects.filter(code__in=codes)}
    found = {}
    for row in rows:
        if row.measure == Measure.SERIES:
            label = labels.get(row.code, row.code)
            found[row.pk] = _of_series(row, label, points[row.code], targets[row.code], on)
        else:
            found[row.pk] = _of_count(row, on)
    return found


def _of_series(row: Trigger, label: str, points: Any, targets: Any, on: date) -> Figures:
    """The last `hold` years up to the newest one with a value. A year that nobody stated among them is missing; so is
    everything where the newest value is older than OLDEST_YEARS."""
    known = [year for year, point in points.items() if year <= on.year and point.value is not None]
    last = max(known, default=None)
    if last is None:
        return Figures(label, (), (), ())
    last = max(last, on.year - OLDEST_YEARS)
    years = range(last - row.hold + 1, last + 1)
    values = tuple(points[year].value if year in points else None for year in years)
    return Figures(
        label, tuple(str(year) for year in years), values, tuple(_aim(row, targets, year) for year in years)
    )


def _aim(row: Trigger, targets: Any, year: int) -> Decimal | None:
    """The threshold of the rule, or the lowest target that a document sets for the year."""
    if row.threshold is not None:
        return row.threshold
    return min((target.value for target in targets.get(year, ())), default=None)


def _of_count(row: Trigger, on: date) -> Figures:
    """The sum of the last `hold` days, yesterday the last of them: today is not over. Before anything was counted: missing."""
    until = on - timedelta(days=1)
    since = until - timedelta(days=row.hold - 1)
    known = {one.code: one.label for one in indicators.indicators()}
    ever = indicators.totals(row.code, since=date(2000, 1, 1), until=until) if row.code in known else {}
    if not ever:
        return Figures(known.get(row.code, row.code), (), (), ())
    key = tuple(row.key.split("|")) if row.key else (WHOLE if WHOLE in ever else "")
    value = Decimal(indicators.total(row.code, key=key, since=since, until=until))
    return Figures(known[row.code], (f"{since:%d-%m-%Y} – {until:%d-%m-%Y}",), (value,), (row.threshold,))
