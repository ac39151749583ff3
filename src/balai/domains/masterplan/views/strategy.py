"""Pages of readiness and strategy, section by section: read by everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from balai.domains.masterplan.drawing_strategy import radar
from balai.domains.masterplan.instrument_readiness import beside_rubric
from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.permissions import PLAN, may_plan
from balai.domains.masterplan.queries import readiness as ready
from balai.domains.masterplan.queries import strategy as queries
from balai.domains.masterplan.sheets_strategy import strategy_sheets
from balai.domains.masterplan.terms_strategy import (
    ELEMENT_LABELS,
    MARK_LABELS,
    MARK_TONES,
    PAIR_LABELS,
    PART_LABELS,
    QUADRANT_LABELS,
    Element,
    Mark,
)
from balai.domains.masterplan.views.shown import chosen_plan, page
from balai.engine.people.public import actor_of, may, requires
from balai.kits.excel import excel_response
from balai.kits.ui.words import said

SECTION_LABELS = {
    "strategy": "Kesiapan daerah",
    "swot": "SWOT dan strategi",
    "gaps": "Kesenjangan",
    "vision": "Visi dan misi",
}


def _section(request: HttpRequest, name: str, plan: Plan | None, context: dict[str, Any]) -> HttpResponse:
    """A page of strategy below its own line of sections."""
    sections = [
        {"label": said(label), "url": reverse(f"masterplan:{code}"), "active": code == name}
        for code, label in SECTION_LABELS.items()
    ]
    writes = may(request.user, PLAN) and may_plan(actor_of(request), on=timezone.localdate())
    return page(
        request,
        f"strategy/{name}",
        "strategy",
        {"plan": plan, "sections": sections, "writes": writes, **context},
    )


@requires("public")
def readiness(request: HttpRequest) -> HttpResponse:
    """How ready the regency is: shares, elements as a picture, every criterion with its reason and source."""
    plan = chosen_plan(request)
    criteria = ready.rubric()
    given = ready.marks(plan) if plan else {}
    found = ready.standing(criteria, given)
    rows = [(said(ELEMENT_LABELS[one.element]), one.score) for one in found.elements]
    picture = radar(rows, alt=_("Kesiapan lima elemen, 0 sampai 100"))
    context = {
        "standing": found,
        "shares": [
            (said(MARK_LABELS[mark]), percent, MARK_TONES[mark]) for mark, percent in found.shares.items()
        ],
        "weakest": [said(ELEMENT_LABELS[one]) for one in found.weakest],
        # Drawn here from numbers; every word in it is escaped.
        "picture": mark_safe(picture),
        "elements": [_element(one, criteria, given, found) for one in Element],
        **beside_rubric(plan),
    }
    return _section(request, "strategy", plan, context)


def _element(element: Element, criteria: list, given: dict, found: ready.Standing) -> dict[str, Any]:
    rows = [
        {
            "criterion": one,
            "part": said(PART_LABELS[one.part]),
            "row": given.get(one.code),
            "mark": said(MARK_LABELS[Mark(given[one.code].mark)]) if one.code in given else "",
            "tone": MARK_TONES[Mark(given[one.code].mark)] if one.code in given else "muted",
            "meaning": one.meaning(given[one.code].mark) if one.code in given else "",
        }
        for one in criteria
        if one.element is element
    ]
    score = next(one for one in found.elements if one.element is element)
    return {"label": said(ELEMENT_LABELS[element]), "rows": rows, "score": score}


@requires("public")
def swot(request: HttpRequest) -> HttpResponse:
    """The four boxes, and the strategies of their pairs."""
    plan = chosen_plan(request)
    boxes, pairs = (queries.swot(plan), queries.tows(plan)) if plan else ({}, {})
    context = {
        "boxes": [(code, said(QUADRANT_LABELS[code]), rows) for code, rows in boxes.items()],
        "pairs": [(pair, said(PAIR_LABELS[pair]), rows) for pair, rows in pairs.items()],
        "has_entries": any(boxes.values()),
        "has_example": any(row.is_example for rows in boxes.values() for row in rows),
    }
    return _section(request, "swot", plan, context)


@requires("public")
def gaps(request: HttpRequest) -> HttpResponse:
    """From where to where, what lacks, and which programme closes it."""
    plan = chosen_plan(request)
    rows = queries.gaps(plan) if plan else []
    context = {"rows": rows, "open": sum(row.programme_id is None for row in rows)}
    return _section(request, "gaps", plan, context)


@requires("public")
def vision(request: HttpRequest) -> HttpResponse:
    """Vision, its keywords, and the missions with the targets of their indicators."""
    plan = chosen_plan(request)
    context = {
        "vision": queries.vision(plan) if plan else None,
        "keywords": queries.keywords(plan) if plan else [],
        "missions": queries.missions(plan) if plan else [],
    }
    return _section(request, "vision", plan, context)


@requires("public")
def workbook(request: HttpRequest) -> HttpResponse:
    """Readiness, SWOT, strategies and gaps as one Excel file."""
    plan = chosen_plan(request)
    if plan is None:
        raise Http404
    return excel_response(f"strategi-{plan.code}", *strategy_sheets(plan))
