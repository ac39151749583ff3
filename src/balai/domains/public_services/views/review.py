"""The last look before sending, and the sending."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.domains.public_services.actions.filing import FormFaults, file_draft
from balai.domains.public_services.forms.applying import SendForm
from balai.domains.public_services.links import owner_url
from balai.domains.public_services.queries import Form, missing
from balai.domains.public_services.views.apply import PAPERS, REVIEW, address, frame, with_draft
from balai.domains.public_services.wording import answer_in_words, said_fault, said_reason, told
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.kits.http.throttle import throttle

UNPROCESSABLE = 422
# The rules say no: the person gets the reason and the way to appeal, not an error of the form.
_NO = frozenset({"NOT_ELIGIBLE", "ALREADY_FILED"})


@requires("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def draft_review(request: HttpRequest, form: Form) -> HttpResponse:
    """Everything once more, with a way back to each part; then it is sent."""
    now = timezone.now()
    if request.method != "POST":
        return _page(request, form, SendForm(), now)
    send = SendForm(request.POST)
    if not send.is_valid():
        return _page(request, form, send, now, status=UNPROCESSABLE)
    try:
        throttle(request, scope="service-send", limit=60, seconds=600)
        contact = send.cleaned_data["contact"].strip()
        filed = file_draft(
            draft_id=form.draft.pk, by=actor_of(request), at=now, client_key=form.draft.key, contact=contact
        )
    except FormFaults as refusal:
        return _page(request, form, send, now, faults=refusal.faults, status=UNPROCESSABLE)
    except Refused as refusal:
        return _refused(request, form, send, now, refusal)
    return redirect(owner_url(filed.case.tracking_code, baru="1"))


def _refused(
    request: HttpRequest, form: Form, send: SendForm, now: datetime, refusal: Refused
) -> HttpResponse:
    status = refusal.status if refusal.status != 400 else UNPROCESSABLE
    if refusal.code not in _NO:
        send.refuse(refusal)
        return _page(request, form, send, now, status=status)
    context = {**frame(form, REVIEW), "reason": said_reason(refusal), "code": refusal.code}
    return render(request, "public_services/refused.html", context, status=status)


def _page(
    request: HttpRequest,
    form: Form,
    send: SendForm,
    now: datetime,
    *,
    faults: Sequence[Fault] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = missing(form.draft, now) if faults is None else faults
    context = {
        **frame(form, REVIEW),
        "send": send,
        "parts": _parts(form),
        "papers": _papers(form),
        "papers_url": address(form, PAPERS) if form.papers else "",
        "faults": [_fault(form, fault) for fault in found],
        "warnings": [said_fault(warning) for warning in packs.warnings(form.pack, form.answers)],
        "place": form.draft.area,
    }
    return render(request, "public_services/draft_review.html", context, status=status)


def _parts(form: Form) -> list[dict[str, object]]:
    return [
        {
            "title": told(part.title),
            "url": address(form, part.code),
            "facts": [
                (told(row.field.label), answer_in_words(row.field, form.answers.get(row.field.code)))
                for row in part.fields
                if row.is_asked
            ],
        }
        for part in form.sections
    ]


def _papers(form: Form) -> list[dict[str, object]]:
    there = {row.code: row for row in form.draft.papers.all()}
    return [
        {"label": told(paper.label), "kept": there.get(paper.code), "is_needed": paper.required}
        for paper, _by in form.papers
    ]


def _fault(form: Form, fault: Fault) -> dict[str, str]:
    """What is missing, and the step on which it is put right."""
    labels = {row.field.label.id: told(row.field.label) for part in form.sections for row in part.fields}
    slug = next(
        (part.code for part in form.sections if any(row.field.code == fault.field for row in part.fields)),
        PAPERS if form.papers else form.sections[0].code,
    )
    paper = next((paper for paper, _by in form.papers if paper.code == fault.field), None)
    message = said_fault(fault, labels | ({paper.label.id: told(paper.label)} if paper else {}))
    return {"message": message, "url": f"{address(form, slug)}#id_{fault.field}"}
