"""Pages of readiness and strategy: read by everybody, written by planners."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from balai.domains.masterplan.actions import strategy as actions
from balai.domains.masterplan.drawing_strategy import radar
from balai.domains.masterplan.forms.strategy import FORMS
from balai.domains.masterplan.instrument_readiness import beside_rubric
from balai.domains.masterplan.models import Plan, Written
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
    THING_LABELS,
    Element,
    Mark,
    Thing,
)
from balai.domains.masterplan.views.planners import planners_only
from balai.domains.masterplan.views.shown import acting, chosen_plan, opd_choices, page, tried
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused
from balai.kits.excel import excel_response
from balai.kits.ui.words import in_indonesian, said, said_refusal

SECTION_LABELS = {
    "strategy": "Kesiapan daerah",
    "swot": "SWOT dan strategi",
    "gaps": "Kesenjangan",
    "vision": "Visi dan misi",
}
# Which page a thing stands on.
HOMES = {
    Thing.READINESS: "strategy",
    Thing.SWOT: "swot",
    Thing.TOWS: "swot",
    Thing.GAP: "gaps",
    Thing.VISION: "vision",
    Thing.MISSION: "vision",
    Thing.KEYWORD: "vision",
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


@requires(PLAN)
@planners_only
def write(request: HttpRequest, thing: str) -> HttpResponse:
    """The form of one thing: a new one, or with `?butir=` the one that is there."""
    kind, plan = _thing(thing), chosen_plan(request)
    if plan is None:
        raise Http404
    row = _row(kind, request.GET.get("butir", ""), plan)
    initial = {name: getattr(row, name) for name in (*actions.content_fields(kind), "version")} if row else {}
    initial |= {name: value for name, value in request.GET.items() if name in actions.content_fields(kind)}
    form = FORMS[kind](request.POST or None, initial=initial, plan=plan, opds=opd_choices())
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: actions.write_strategy(
                thing=kind,
                plan_id=plan.pk,
                given=form.given(),
                thing_id=row.pk if row else None,
                version=form.cleaned_data["version"],
                **acting(request),
            ),
        )
        if made is not None:
            messages.success(request, _("Tersimpan; versi sebelumnya tetap ada di riwayat."))
            return redirect(f"masterplan:{HOMES[kind]}")
    context = {
        "form": form,
        "title": said(THING_LABELS[kind]),
        "thing": kind.value,
        "row": row,
        "back": reverse(f"masterplan:{HOMES[kind]}"),
        "criteria": ready.rubric() if kind is Thing.READINESS else [],
    }
    return render(request, "masterplan/strategy/form.html", context, status=422 if form.errors else 200)


@requires(PLAN)
@planners_only
def remove(request: HttpRequest, thing: str, number: int) -> HttpResponse:
    """Take it out of the plan; its history stays."""
    kind = _thing(thing)
    row = actions.MODELS[kind].objects.filter(pk=number).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            version = int(request.POST.get("version") or 0)
            actions.remove_strategy(thing=kind, thing_id=number, version=version, **acting(request))
        except (Refused, ValueError) as refusal:
            told = said_refusal(refusal) if isinstance(refusal, Refused) else _("Muat ulang halaman.")
            messages.error(request, told)
        else:
            messages.success(request, _("Dikeluarkan dari rencana; isinya tetap ada di riwayat."))
        return redirect(f"masterplan:{HOMES[kind]}")
    context = {"row": row, "title": said(THING_LABELS[kind]), "back": reverse(f"masterplan:{HOMES[kind]}")}
    return render(request, "masterplan/strategy/remove.html", context)


@requires("public")
def history(request: HttpRequest, thing: str, number: int) -> HttpResponse:
    """All that one thing ever said; by agency, without names."""
    kind = _thing(thing)
    rows = queries.revisions(kind, number)
    if not rows:
        raise Http404
    texts = actions.TEXTS[kind]
    shown = [
        {
            "revision": row,
            "mark": said(MARK_LABELS[Mark(row.content["mark"])]) if "mark" in row.content else "",
            "facts": [
                (said(label), in_indonesian(row.content.get(name))) for name, (label, _a, _b) in texts.items()
            ],
        }
        for row in rows
    ]
    context = {"rows": shown, "title": said(THING_LABELS[kind]), "back": reverse(f"masterplan:{HOMES[kind]}")}
    return render(request, "masterplan/strategy/history.html", context)


def _thing(code: str) -> Thing:
    try:
        return Thing(code.upper())
    except ValueError:
        raise Http404 from None


def _row(kind: Thing, number: str, plan: Plan) -> Written | None:
    if not number:
        return None
    if not number.isdecimal() or len(number) > 15:
        raise Http404
    found = actions.MODELS[kind].objects.filter(pk=int(number), plan=plan).first()
    if found is None:
        raise Http404
    return found
