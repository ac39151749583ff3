"""Questions about plans and programmes. Books, reports and pages of the room ask here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from balai.domains.masterplan.models import Plan, Programme, ProgrammeYear
from balai.domains.masterplan.rules.figures import Count
from balai.domains.masterplan.rules.roadmap import Span, span
from balai.domains.masterplan.terms import PlanState
from balai.foundation.dimensions import DIMENSION_LABELS, Dimension


def plans() -> list[Plan]:
    """All of them: what binds first, then the newest."""
    order = {PlanState.IN_FORCE: 0, PlanState.DRAFT: 1, PlanState.ENDED: 2}
    return sorted(
        Plan.objects.all(), key=lambda one: (order[PlanState(one.state)], -one.start_year, one.code)
    )


def current_plan() -> Plan | None:
    """The plan that pages show when nothing else was chosen; None before there is one."""
    found = plans()
    return found[0] if found else None


def plan_of(code: str) -> Plan | None:
    """The plan with this code; the current one for ""."""
    return next((one for one in plans() if one.code == code), None) if code else current_plan()


def programmes(plan: Plan) -> QuerySet[Programme]:
    """The programmes of a plan with lead office, by dimension and code; years are one more question for all."""
    rows = Programme.objects.filter(plan=plan).select_related("plan", "lead", "quick_win")
    return rows.prefetch_related("years").order_by("code")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; blank narrows nothing. `year` keeps programmes with a target or ceiling in it."""

    words: str = ""
    dimension: str = ""
    opd: str = ""
    state: str = ""
    horizon: str = ""
    year: int | None = None
    quick_win: bool = False


def filtered(rows: QuerySet[Programme], wanted: Filter) -> QuerySet[Programme]:
    """Only what was asked for; an office finds what it leads and what it supports."""
    for word in wanted.words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(activity__icontains=word))
    for name in ("dimension", "state", "horizon"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: "" if value == "NONE" else value})
    if wanted.opd:
        own = Q(lead__code=wanted.opd) | Q(supporting__code=wanted.opd)
        rows = rows.filter(pk__in=Programme.objects.filter(own).values("pk"))
    if wanted.year:
        years = ProgrammeYear.objects.filter(year=wanted.year).exclude(target="", ceiling_rupiah=None)
        rows = rows.filter(pk__in=years.values("programme_id"))
    return rows.filter(is_quick_win=True) if wanted.quick_win else rows


def by_dimension(rows: Iterable[Programme]) -> list[tuple[str, str, list[Programme]]]:
    """(code, label, programmes) in the order of the six; last those of none, under ""."""
    found: dict[str, list[Programme]] = defaultdict(list)
    for row in rows:
        found[row.dimension].append(row)
    order: list[tuple[str, str]] = [(code.value, label) for code, label in DIMENSION_LABELS.items()]
    return [(code, label, found[code]) for code, label in [*order, ("", "")] if found[code]]


def counts(plan: Plan, year: int) -> dict[Dimension, Count]:
    """How many programmes had a target in that year and how many reached it, by dimension; one question."""
    rows = ProgrammeYear.objects.filter(programme__plan=plan, year=year).exclude(target="")
    found: Counter[tuple[str, bool]] = Counter()
    for dimension, reached in rows.values_list("programme__dimension", "is_reached"):
        found[dimension, bool(reached)] += 1
    return {
        one: Count(found[one.value, True] + found[one.value, False], found[one.value, True])
        for one in Dimension
    }


def years_judged(plan: Plan) -> list[int]:
    """Years of which somebody said what was reached, newest first."""
    rows = ProgrammeYear.objects.filter(programme__plan=plan).exclude(is_reached=None)
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)


def ceilings(plan: Plan) -> dict[str, dict[int, int]]:
    """Ceilings in rupiah by source of funds and year, as the programmes say; "" where no source is named."""
    rows = ProgrammeYear.objects.filter(programme__plan=plan).exclude(ceiling_rupiah=None)
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for source, year, amount in (
        rows.order_by("programme__fund_source", "year")
        .values_list("programme__fund_source", "year")
        .annotate(amount=Sum("ceiling_rupiah"))
    ):
        found[source][year] = amount
    return dict(found)


def span_of(programme: Programme) -> Span | None:
    """The years that it takes on the roadmap; uses what was prefetched."""
    plan = programme.plan
    years = [one.year for one in programme.years.all() if one.target or one.ceiling_rupiah]
    return span(
        start=programme.start_year,
        end=programme.end_year,
        horizon=programme.horizon,
        years=years,
        start_year=plan.start_year,
        vision_year=plan.vision_year,
    )


def leaderless(plan: Plan, *, on: date) -> list[Programme]:
    """Programmes without a lead office, or whose office was dissolved by that day."""
    gone = Q(lead=None) | Q(lead__valid_to__lt=on)
    return list(programmes(plan).filter(gone))


def offices_of(rows: Sequence[Programme]) -> Mapping[int, list[Any]]:
    """Supporting offices of these programmes by id, by code; one question."""
    links = Programme.supporting.through.objects.filter(programme__in=rows).select_related("opd")
    found: dict[int, list[Any]] = defaultdict(list)
    for link in sorted(links, key=lambda one: one.opd.code):
        found[link.programme_id].append(link.opd)
    return found
