"""Programmes: the list, one of them, the table as a file, those without a leader."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.permissions import KEEP, PLAN, may_keep, may_plan
from balai.domains.masterplan.queries import leads
from balai.domains.masterplan.queries.excel import sheet
from balai.domains.masterplan.queries.programmes import (
    Filter,
    by_dimension,
    filtered,
    leaderless,
    offices_of,
    plans,
    programmes,
    span_of,
)
from balai.domains.masterplan.queries.quick_wins import card
from balai.domains.masterplan.rules.columns import COLUMN_LABELS, KEEP_BESIDE
from balai.domains.masterplan.rules.figures import number_in
from balai.domains.masterplan.rules.quick_wins import QUICK_WIN_FAULT_LABELS
from balai.domains.masterplan.terms import (
    ACT_LABELS,
    HORIZON_LABELS,
    PROGRAMME_LABELS,
    PROGRAMME_TONES,
    ProgrammeState,
)
from balai.domains.masterplan.views.shown import chosen_plan, one_programme, page
from balai.engine.duties.public import open_and_late
from balai.engine.journal.public import history
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.dimensions import DIMENSION_LABELS, SUB_DIMENSION_LABELS, Dimension
from balai.foundation.text import whole_number
from balai.kits.excel import excel_response
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said


def wanted_of(request: HttpRequest) -> Filter:
    """What the address asks for; unknown words ask for nothing."""
    get = request.GET
    return Filter(
        words=get.get("q", "").strip()[:100],
        dimension=get.get("dimensi", "") if get.get("dimensi") in {*Dimension, "NONE"} else "",
        opd=get.get("opd", "")[:40],
        state=get.get("keadaan", "") if get.get("keadaan") in set(ProgrammeState) else "",
        horizon=get.get("periode", "") if get.get("periode") in {*HORIZON_LABELS, "NONE"} else "",
        year=whole_number(get.get("tahun", "")) or None,
        quick_win=bool(get.get("cepat")),
    )


def filter_words(plan: Plan, wanted: Filter) -> dict[str, Any]:
    """What the form of filters offers, and what was chosen."""
    return {
        "wanted": wanted,
        "is_narrowed": wanted != Filter(),
        "plan": plan,
        "plans": plans(),
        "dimensions": list(DIMENSION_LABELS.items()),
        "opds": [opd.code for opd in organizations.active_opds(on=timezone.localdate())],
        "states": [(code.value, said(label)) for code, label in PROGRAMME_LABELS.items()],
        "horizons": [(code.value, said(label)) for code, label in HORIZON_LABELS.items()],
        "plan_years": list(plan.years),
    }


@requires("public")
def listing(request: HttpRequest) -> HttpResponse:
    """The programmes by dimension, filtered; as the table of the action plan too."""
    plan = chosen_plan(request)
    if plan is None:
        return page(request, "programmes", "programmes", {"plan": None, "may_plan": may(request.user, PLAN)})
    wanted, today = wanted_of(request), timezone.localdate()
    rows = filtered(programmes(plan), wanted)
    if request.GET.get("bentuk") == "xlsx":
        return excel_response(f"program-{plan.code}", sheet(plan, rows))
    pages = paged(request, sorted(rows, key=_in_story))
    owing = open_and_late("PROGRAMME")
    context = {
        **filter_words(plan, wanted),
        **pages.context,
        "groups": [
            (code, label, [_line(row, owing, today) for row in found])
            for code, label, found in by_dimension(pages.rows)
        ],
        "may_plan": may(request.user, PLAN) and may_plan(actor_of(request), on=today),
    }
    return page(request, "programmes", "programmes", context)


def _in_story(row: Programme) -> tuple[int, str]:
    order = list(Dimension)
    return (order.index(row.dimension) if row.dimension in order else len(order), row.code)


def _line(row: Programme, owing: dict, today: Any) -> dict[str, Any]:
    due = owing.get(str(row.pk))
    return {
        "row": row,
        "state": said(PROGRAMME_LABELS[row.state]),
        "tone": PROGRAMME_TONES[row.state],
        "is_gone": row.lead is not None and not row.lead.is_active(today),
        "span": span_of(row),
        "open": due.open if due else 0,
        "late": due.late if due else 0,
    }


@requires("public")
def detail(request: HttpRequest, programme_id: int) -> HttpResponse:
    """One programme: who leads and who owes what, its years, where it came from and what it led to."""
    row, today = one_programme(programme_id), timezone.localdate()
    by = actor_of(request)
    is_keeper = may(request.user, KEEP) and may_keep(by, row.lead_id, on=today)
    context = {
        "row": row,
        "state": said(PROGRAMME_LABELS[row.state]),
        "tone": PROGRAMME_TONES[row.state],
        "horizon": said(HORIZON_LABELS[row.horizon]) if row.horizon else "",
        "sub": said(SUB_DIMENSION_LABELS.get(row.sub_dimension, "")),
        "is_gone": row.lead is not None and not row.lead.is_active(today),
        "supporting": offices_of([row]).get(row.pk, []),
        "years": _years(row),
        "is_in_words": any(one.target and number_in(one.target) is None for one in row.years.all()),
        "span": span_of(row),
        "beside": [
            (code[1:] if code.startswith(KEEP_BESIDE) else said(COLUMN_LABELS[code]), text)
            for code, text in row.kept.items()
        ],
        **_quick_win(row, today),
        "is_keeper": is_keeper,
        "may_plan": may(request.user, PLAN) and may_plan(by, on=today),
        "entries": _entries(row) if is_keeper else [],
    }
    return page(request, "programme", "programmes", context)


def _quick_win(row: Programme, today: Any) -> dict[str, Any]:
    found = card(row, on=today) if row.is_quick_win else None
    faults = [said(QUICK_WIN_FAULT_LABELS[code]) for code in found.faults] if found else []
    return {"card": found, "faults": faults}


def _entries(row: Programme) -> list[dict[str, Any]]:
    """What was done to it, newest first."""
    entries = history(subject=("programme", row.pk))[-20:][::-1]
    return [{"words": said(ACT_LABELS.get(entry.code, entry.code)), "at": entry.at} for entry in entries]


def _years(row: Programme) -> list[dict[str, Any]]:
    """The five years of the plan and every other one of which something is said."""
    kept = {one.year: one for one in row.years.all()}
    found = []
    for year in sorted({*row.plan.years, *kept}):
        one = kept.get(year)
        term = year - row.plan.start_year + 1
        found.append(
            {
                "year": year,
                "term": term if 1 <= term <= 5 else None,
                "kept": one,
                "ceiling_words": row.kept.get(f"pagu_t{term}", ""),
            }
        )
    return found


@requires("public")
def without_leader(request: HttpRequest) -> HttpResponse:
    """Programmes that nobody leads, with the offices that could."""
    plan, today = chosen_plan(request), timezone.localdate()
    rows = leaderless(plan, on=today) if plan else []
    proposals: dict[str, list[tuple[str, str]]] = {}
    lines = []
    for row in rows:
        key = row.lead.code if row.lead else row.lead_text
        if key not in proposals:
            likely = (
                leads.successors(row.lead, on=today)
                if row.lead
                else leads.named(key, on=today)
                if key
                else []
            )
            proposals[key] = [(one.opd.name, said(leads.PROPOSAL_LABELS[one.why])) for one in likely]
        lines.append({"row": row, "proposals": proposals[key]})
    context = {
        "plan": plan,
        "lines": lines,
        "may_plan": may(request.user, PLAN) and may_plan(actor_of(request), on=today),
    }
    return page(request, "leaderless", "programmes", context)
