"""The officer compares: this report beside those near by that may be the same."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from balai.domains.citizen_reports.alike.finding import find_alike, question_of
from balai.domains.citizen_reports.alike.rules.likeness import ALIKE, PERHAPS, Likeness
from balai.domains.citizen_reports.alike.showing import cards_of
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import report_of
from balai.domains.citizen_reports.terms import CASE_KIND
from balai.engine.cases import public as cases
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor

MOST = 6


@requires("cases.see")
def alike_of(request: HttpRequest, case_id: int) -> HttpResponse:
    """Reports that may be the same as this one; a part of the case's page, or a page of its own, side by side."""
    by = actor_of(request)
    case = cases.Case.objects.select_related("holder").filter(pk=case_id, kind=CASE_KIND).first()
    if case is None or not cases.may_see(by, case):
        raise Http404
    report = report_of(case)
    context = {
        "report": report,
        "case": case,
        "number": number_of(report),
        "photos": cases.photos_of([case]).get(case.pk, []),
        "cards": _compared(report, by) if report.is_public and case.head_id is None else [],
    }
    part = request.htmx and not request.htmx.boosted
    return render(request, f"citizen_reports/alike/{'_panel' if part else 'compare'}.html", context)


def _compared(report: Report, by: Actor) -> list[dict[str, Any]]:
    cards = cards_of(find_alike(question_of(report), most=MOST, least=PERHAPS))
    photos = cases.photos_of([card["case"] for card in cards])
    return [
        {
            **card,
            "photos": photos.get(card["case"].pk, []),
            "reasons": _reasons(card["likeness"]),
            "is_likely": card["likeness"].score >= ALIKE,
            "may_merge": _may_merge(by, report.case, card["case"]),
        }
        for card in cards
    ]


def _reasons(likeness: Likeness) -> list[str]:
    """What speaks for it, in words."""
    found = ["kategori sama"] if likeness.same_category else []
    if likeness.same_photo:
        found.append("foto serupa")
    if likeness.shared:
        found.append("kata yang sama: " + ", ".join(likeness.shared[:6]))
    return found


def _may_merge(by: Actor, one: cases.Case, other: cases.Case) -> bool:
    """Whether this officer may put the younger under the older. Only what the button promises: the act checks again."""
    head, member = sorted((one, other), key=lambda case: (case.opened_at, case.pk))
    is_open = head.state in cases.HEAD_STATES and member.state in cases.OPEN_STATES
    is_own = one.holder_id == other.holder_id or by.role == "COORDINATOR"
    return is_open and is_own and cases.may_do(by, cases.Act.MERGED, member)
