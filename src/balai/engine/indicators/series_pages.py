"""What the pages of yearly series show, put together from rows and rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from balai.kits.ui.words import in_indonesian, own_word, said

from .formulas import recomputed
from .models import Point, Series, Target, Theme
from .series_queries import points, points_of, series_of_family, statements, targets, targets_of
from .series_rules import Gap, change, gap, low_end, years_between
from .terms import FAMILY_LABELS, POINT_LABELS, PointStatus


@dataclass(frozen=True, slots=True)
class ListRow:
    """A series in a list: its newest figure, how it moved, and how far it is from the target of that year."""

    series: Series
    point: Point | None
    value: Decimal | None
    trend: list[Decimal | None]
    low: Decimal
    change: Decimal | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of one series. `aims` are (document, target, gap), the gap None while there is no figure."""

    year: int
    point: Point | None
    value: Decimal | None
    label: str
    recomputed: Decimal | None
    aims: list[tuple[str, Decimal | None, Gap | None]]


def families() -> list[tuple[str, str]]:
    """(code, label) of the families that have series or themes, in the order of their tabs."""
    present = set(Series.objects.values_list("family", flat=True).distinct())
    present |= set(Theme.objects.values_list("family", flat=True).distinct())
    return [(code, label) for code, label in FAMILY_LABELS.items() if code in present]


def listed(family: str, *, dimension: str = "") -> list[tuple[str, list[ListRow]]]:
    """(theme, rows) of a family; with `dimension` only what belongs to it. Three queries."""
    found = [one for one in series_of_family(family) if not dimension or one.dimension == dimension]
    codes = [one.code for one in found]
    stated, aims = points_of(codes), targets_of(codes)
    grouped: dict[str, list[ListRow]] = {}
    for one in found:
        grouped.setdefault(one.theme, []).append(_row(one, stated[one.code], aims[one.code]))
    return list(grouped.items())


def _row(series: Series, stated: dict[int, Point], aims: dict[int, list[Target]]) -> ListRow:
    values = {year: point.value for year, point in stated.items() if point.value is not None}
    last = max(values, default=None)
    trend = [rounded(series, values.get(year)) for year in years_between(sorted(values))]
    if last is None:
        return ListRow(series, None, None, trend, Decimal(0), None, None)
    aim = aims.get(last)
    # Documents may disagree about a target: the harder one counts here, all stand on the page of the series.
    found = (
        max((_gap(series, values[last], one) for one in aim), key=lambda one: one.missing) if aim else None
    )
    low = low_end(list(values.values()))
    return ListRow(
        series,
        stated[last],
        rounded(series, values[last]),
        trend,
        low,
        rounded(series, change(values)),
        found,
    )


def _gap(series: Series, value: Decimal, aim: Target) -> Gap:
    """The gap, with as many places as the series is published with."""
    found = gap(value, aim.value, series.direction)
    return replace(found, target=rounded(series, found.target), missing=rounded(series, found.missing))


def headings(groups: Sequence[tuple[str, list[ListRow]]]) -> list[tuple[str, list[ListRow]]]:
    """`groups` with their themes in the language of the page, marked as Indonesian where nobody translated them."""
    own = {one.name: own_word(one, "name") for one in Theme.objects.all()}
    words = {theme: own.get(theme, said(theme)) for theme, _rows in groups}
    return [(in_indonesian(theme) if words[theme] == theme else words[theme], rows) for theme, rows in groups]


def themes(family: str) -> list[Theme]:
    """The headings of a family that say how many numbers belong under them."""
    return list(Theme.objects.filter(family=family).order_by("name"))


def of_series(series: Series) -> dict[str, Any]:
    """Chart, rows by year (missing years too) and former statements of one series."""
    stated, aims, ours = points(series.code), targets(series.code), recomputed(series.code)
    years = years_between(sorted({*stated, *aims, *ours}))
    rows = [_year(series, year, stated.get(year), aims.get(year, []), ours.get(year)) for year in years]
    shown = [row.value for row in rows if row.value is not None]
    wanted = {year: rounded(series, min(one.value for one in aims[year])) for year in aims}
    chart = {in_indonesian(series.label): [(str(row.year), row.value) for row in rows]}
    if wanted:
        chart["Target"] = [(str(year), wanted.get(year)) for year in years]
    return {
        "rows": list(reversed(rows)),
        "last": next((row for row in reversed(rows) if row.value is not None), None),
        "chart": chart if shown else {},
        "low": low_end([*shown, *wanted.values()]),
        "has_targets": bool(aims),
        "has_formula": bool(ours),
        "replaced": [old for year in stated for old in statements(series.code, year) if old.replaced_by_id],
    }


def _year(
    series: Series, year: int, point: Point | None, aims: Sequence[Target], ours: Decimal | None
) -> YearRow:
    value = point.value if point else None
    wanted = [
        (aim.source, rounded(series, aim.value), None if value is None else _gap(series, value, aim))
        for aim in aims
    ]
    label = said(POINT_LABELS[PointStatus(point.status)]) if point else ""
    return YearRow(year, point, rounded(series, value), label, rounded(series, ours), wanted)


def rounded(series: Series, value: Decimal | None) -> Decimal | None:
    """With as many places as the series is published with."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-series.decimals))
