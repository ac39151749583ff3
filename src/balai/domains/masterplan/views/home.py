"""The front page of the masterplan: what was promised, what was reached, where to go on."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import number_format

from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.permissions import PLAN, may_plan
from balai.domains.masterplan.queries import figures
from balai.domains.masterplan.queries.programmes import (
    by_dimension,
    ceilings,
    leaderless,
    plans,
    programmes,
    years_judged,
)
from balai.domains.masterplan.views.shown import chosen_plan, page
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.text import whole_number


@requires("public")
def home(request: HttpRequest) -> HttpResponse:
    """One year by dimension, as published and as counted; the plan, its dimensions, what lacks a leader."""
    plan, today = chosen_plan(request), timezone.localdate()
    rows = list(programmes(plan)) if plan else []
    published = figures.published_years() if plan is None or not plan.is_example else []
    years = sorted({*published, *(years_judged(plan) if plan else ())}, reverse=True)
    wanted = whole_number(request.GET.get("tahun", ""))
    year = wanted if wanted in years else _fullest(years)
    lines = figures.table(plan, year) if year else []
    context = {
        "plan": plan,
        "plans": plans(),
        "years": years,
        "year": year,
        "lines": lines,
        "sources": sorted({source for line in lines for source in line.sources}),
        "money": figures.money(year) if year and year in published else [],
        "funds": _funds(plan),
        "groups": _groups(rows),
        "total": len(rows),
        "quick_wins": sum(one.is_quick_win for one in rows),
        "running": sum(one.state == "RUNNING" for one in rows),
        "leaderless": len(leaderless(plan, on=today)) if plan else 0,
        "may_plan": may(request.user, PLAN) and may_plan(actor_of(request), on=today),
    }
    return page(request, "home", "home", context)


def _groups(rows: list[Programme]) -> list[tuple[str, str, int, int]]:
    """(code, label, programmes, quick wins) by dimension."""
    return [
        (code, label, len(found), sum(one.is_quick_win for one in found))
        for code, label, found in by_dimension(rows)
    ]


def _funds(plan: Plan | None) -> list[tuple[str, list[str | None], str]]:
    """(source of funds, ceilings of the five years, their sum), the largest first, in millions of rupiah."""
    found = ceilings(plan) if plan else {}
    rows = sorted(found.items(), key=lambda row: -sum(row[1].values()))
    return [
        (source, [_millions(years.get(year)) for year in plan.years], _millions(sum(years.values())) or "")
        for source, years in rows
        if plan
    ]


def _millions(amount: int | None) -> str | None:
    return None if amount is None else number_format(round(amount / 1_000_000), force_grouping=True)


def _fullest(years: list[int]) -> int | None:
    """The newest year that is known by dimension, so that the first look shows all six; else the newest."""
    full = (
        year
        for year in years
        if sum(bool(line.dimension and line.percent) for line in figures.table(None, year)) == 6
    )
    return next(full, years[0] if years else None)
