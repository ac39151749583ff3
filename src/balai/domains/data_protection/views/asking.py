"""Pages for whoever asks about his own data: the form, where it stands, and the secret page with the copy."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.data_protection.actions import asking
from balai.domains.data_protection.forms import AskForm, CodeForm, ContestForm
from balai.domains.data_protection.links import is_own_key
from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.papers import outcome_letter
from balai.domains.data_protection.queries import requests as questions
from balai.domains.data_protection.queries.processing import contact
from balai.domains.data_protection.terms import (
    COPIES,
    GROUND_LABELS,
    RIGHT_LABELS,
    RIGHT_SHORT,
    STEP_LABELS,
    STEP_TONES,
    Identity,
    Step,
)
from balai.engine.people.public import actor_of
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.excel import CONTENT_TYPE
from balai.kits.http.access import public
from balai.kits.http.throttle import throttle
from balai.kits.ui.refusals import refuse, tried
from balai.kits.ui.words import said

# The code of the last request of this browser, so that the receipt survives a reload.
SENT = "data_protection_sent"


@public
def ask(request: HttpRequest) -> HttpResponse:
    """The form. Whether we hold anything under what was typed is not told: the page says the same, with as many questions."""
    form = AskForm(request.POST or None, initial={"right": request.GET.get("hak", ""), "key": uuid4()})
    if request.method == "POST":
        throttle(request, scope="data_protection.ask", limit=20, seconds=3600)
    if form.is_bound and form.is_valid():
        row = tried(
            form,
            lambda: asking.file_request(
                asked=form.asked(), key=form.cleaned_data["key"], by=_citizen(request), at=timezone.now()
            ),
        )
        if row:
            request.session[SENT] = row.case.tracking_code
            return redirect("data_protection:follow")
    context = {"form": form, "contact": contact(on=timezone.localdate())}
    return render(request, "data_protection/ask.html", context, status=422 if form.errors else 200)


@public
def follow(request: HttpRequest) -> HttpResponse:
    """Where a request stands, by its code: no names, no content."""
    sent = request.session.get(SENT, "")
    form = CodeForm(request.POST or None)
    shown: dict[str, Any] = {}
    if request.method == "POST":
        throttle(request, scope="data_protection.follow", limit=60, seconds=600)
        if form.is_valid():
            try:
                code = normalize_tracking_code(form.cleaned_data["code"])
                shown = _standing(questions.request_of_code(code))
            except Refused as refusal:
                refuse(form, refusal)
    elif sent:
        form = CodeForm(initial={"code": sent})
    context = {"form": form, "sent": sent if request.method == "GET" else "", "shown": shown}
    return render(request, "data_protection/follow.html", context, status=422 if form.errors else 200)


@public
def own(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The page of whoever asked, behind the link that went to his address: he proves it, reads the answer, contests, withdraws."""
    row = _own(code, key)
    form = ContestForm(request.POST if request.POST.get("act") == "contest" else None)
    if request.method == "POST":
        act = {"request_id": row.pk, "by": CITIZEN, "at": timezone.now()}
        match request.POST.get("act"):
            case "prove":
                asking.prove_address(**act)
                messages.success(request, _("Terima kasih, alamat Anda sudah dipastikan."))
            case "withdraw":
                asking.withdraw(**act)
            case "contest" if form.is_valid():
                if tried(form, lambda: [asking.contest(text=form.cleaned_data["text"], **act)]):
                    messages.success(request, _("Keberatan Anda diterima; permintaan dibuka lagi."))
        if not form.errors:
            return redirect("data_protection:own", code, key)
    context = {
        "row": row,
        "key": key,
        **_standing(row),
        "form": form,
        "is_proven": row.identity_kind != Identity.NONE,
        "has_copy": _has_copy(row),
    }
    answer = render(request, "data_protection/own.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


@public
def copy(request: HttpRequest, code: str, key: str, form: str) -> HttpResponse:
    """The copy of his data, for two weeks after the answer."""
    row = _own(code, key)
    if not _has_copy(row):
        raise Http404
    return copy_of(row, form)


@public
def letter(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The answer as a letter."""
    row = _own(code, key)
    if row.decided_at is None:
        raise Http404
    return letter_of(row)


def copy_of(row: DataRequest, form: str) -> HttpResponse:
    """The copy as json, csv or xlsx."""
    records, name = questions.holdings_of(row), f"data-saya-DP-{row.pk}"
    if form == "json":
        data = questions.as_data(records, number=f"DP-{row.pk}", at=timezone.now())
        answer: HttpResponse = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    elif form == "csv":
        answer = HttpResponse(questions.as_csv(records), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        answer = HttpResponse(questions.as_excel(records), content_type=CONTENT_TYPE)
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def letter_of(row: DataRequest) -> HttpResponse:
    answer = HttpResponse(outcome_letter(row), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="jawaban-DP-{row.pk}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _citizen(request: HttpRequest):
    """On this page everybody asks for himself, an officer too."""
    by = actor_of(request)
    return CITIZEN if by.is_officer else by


def _own(code: str, key: str) -> DataRequest:
    """The request behind a secret address; a wrong key and a code that is not there are the same 404."""
    row = DataRequest.objects.select_related("case").filter(case__tracking_code=code).first()
    if not is_own_key(code, key) or row is None:
        raise Http404
    return row


def _has_copy(row: DataRequest) -> bool:
    return row.right in COPIES and row.copy_until is not None and timezone.now() < row.copy_until


def _standing(row: DataRequest) -> dict[str, Any]:
    step = Step(row.case.step)
    return {
        "number": f"DP-{row.pk}",
        "right": said(RIGHT_LABELS[row.right]),
        "short": said(RIGHT_SHORT[row.right]),
        "step": said(STEP_LABELS[step]),
        "tone": STEP_TONES[step],
        "is_open": row.decided_at is None and step in {Step.NEW, Step.WORK, Step.SECOND},
        "is_contestable": step in {Step.GRANTED, Step.PARTLY, Step.REFUSED} and row.case.closed_at is None,
        "due_at": row.case.citizen_due_at,
        "decided_at": row.decided_at,
        "ground": said(GROUND_LABELS[row.ground]) if row.ground else "",
    }
