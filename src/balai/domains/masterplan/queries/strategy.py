"""Named questions about SWOT, gaps, vision, missions, and what they said before."""

from dataclasses import dataclass
from decimal import Decimal

from balai.domains.masterplan.models import (
    Gap,
    Keyword,
    Mission,
    Plan,
    Revision,
    SwotEntry,
    TowsStrategy,
    Vision,
)
from balai.domains.masterplan.rules.strategy import missing
from balai.domains.masterplan.terms_strategy import PAIR_LABELS, QUADRANT_LABELS, Quadrant, Thing
from balai.engine.indicators.public import Series, known_series, one_series, points_of, targets_of


@dataclass(frozen=True, slots=True)
class TargetYear:
    """A target of a year by one document, what was reached, and what lacks; None where nobody has a figure."""

    year: int
    target: Decimal
    source: str
    value: Decimal | None
    missing: Decimal | None


@dataclass(frozen=True, slots=True)
class MissionSeries:
    """An indicator of a mission with its targets by year, and the newest figure (year, value)."""

    series: Series
    years: tuple[TargetYear, ...]
    latest: tuple[int, Decimal] | None


def swot(plan: Plan) -> dict[Quadrant, list[SwotEntry]]:
    """The entries of each quadrant: ranked ones first, then as they came."""
    found: dict[Quadrant, list[SwotEntry]] = {one: [] for one in QUADRANT_LABELS}
    rows = SwotEntry.objects.filter(plan=plan, removed_at=None).select_related("author_opd")
    for row in sorted(rows, key=lambda one: (one.rank == 0, one.rank, one.pk)):
        found[Quadrant(row.quadrant)].append(row)
    return found


def tows(plan: Plan) -> dict[str, list[TowsStrategy]]:
    """The strategies by pair (SO, WO, ST, WT)."""
    found: dict[str, list[TowsStrategy]] = {pair: [] for pair in PAIR_LABELS}
    rows = TowsStrategy.objects.filter(plan=plan, removed_at=None)
    for row in rows.select_related("inner", "outer", "author_opd").order_by("pk"):
        found[row.pair].append(row)
    return found


def gaps(plan: Plan) -> list[Gap]:
    """By dimension, then as they came."""
    rows = Gap.objects.filter(plan=plan, removed_at=None).select_related("programme", "author_opd")
    return list(rows.order_by("dimension", "pk"))


def vision(plan: Plan) -> Vision | None:
    """What the plan says of its vision year; None before somebody has."""
    return Vision.objects.filter(plan=plan, removed_at=None).first()


def keywords(plan: Plan) -> list[tuple[str, int]]:
    """(word, how many wrote it), the most written first; letters are not told apart by their case."""
    counted: dict[str, list[str]] = {}
    for word in (
        Keyword.objects.filter(plan=plan, removed_at=None).order_by("pk").values_list("text", flat=True)
    ):
        counted.setdefault(word.casefold(), []).append(word)
    return sorted(
        ((words[0], len(words)) for words in counted.values()), key=lambda one: (-one[1], one[0].casefold())
    )


def missions(plan: Plan) -> list[tuple[Mission, list[MissionSeries]]]:
    """Each mission with its indicators; targets and figures of all of them in two queries."""
    rows = list(Mission.objects.filter(plan=plan, removed_at=None))
    codes = sorted({code for row in rows for code in row.series if known_series(code)})
    known = {code: one_series(code) for code in codes}
    points, targets = points_of(codes), targets_of(codes)
    return [
        (row, [_measured(known[code], points[code], targets[code]) for code in row.series if code in known])
        for row in rows
    ]


def _measured(series: Series, points: dict, targets: dict) -> MissionSeries:
    years = []
    for year in sorted(targets):
        for target in targets[year]:
            point = points.get(year)
            value = point.value if point is not None else None
            lacks = None if value is None else missing(value, target.value, series.direction)
            years.append(TargetYear(year, target.value, target.source, value, lacks))
    stated = [(year, point.value) for year, point in points.items() if point.value is not None]
    return MissionSeries(series, tuple(years), stated[-1] if stated else None)


def revisions(thing: Thing, thing_id: int) -> list[Revision]:
    """All that one thing ever said, the newest first."""
    rows = Revision.objects.filter(thing=thing, thing_id=thing_id).select_related("made_opd")
    return list(rows.order_by("-version"))
