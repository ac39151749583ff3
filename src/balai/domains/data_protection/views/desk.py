"""Pages of the data protection officer: requests by their deadline, and one request with all that we hold of whoever asked."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.data_protection.actions import answering, asking
from balai.domains.data_protection.forms import AnswerForm, CorrectForm, DeskForm, ProveForm, RowsForm
from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.queries import requests as questions
from balai.domains.data_protection.terms import (
    CONFIRM,
    COPIES,
    GROUND_LABELS,
    IDENTITY_LABELS,
    IDENTITY_TONES,
    OPEN_STEPS,
    RIGHT_ARTICLES,
    RIGHT_SHORT,
    SEE,
    STEP_LABELS,
    STEP_TONES,
    WORK,
    Right,
    Step,
)
from balai.domains.data_protection.views.asking import copy_of, letter_of
from balai.engine.data_subjects.public import Record, holding, restricted_of
from balai.engine.people.public import actor_of, may, requires
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said

Forms = dict[str, Any]
# More records of one kind than these are folded.
MOST_OPEN = 6


@requires(SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """Requests, open ones by their deadline."""
    tab = "done" if request.GET.get("tab") == "done" else "open"
    found = paged(request, questions.requests(tab=tab))
    now = timezone.now()
    rows = [
        {
            "row": row,
            "short": said(RIGHT_SHORT[Right(row.right)]),
            "step": said(STEP_LABELS[Step(row.case.step)]),
            "tone": STEP_TONES[Step(row.case.step)],
            "is_late": tab == "open" and row.case.citizen_due_at and row.case.citizen_due_at < now,
            "identity": said(IDENTITY_LABELS.get(row.identity_kind, "")),
            "identity_tone": IDENTITY_TONES.get(row.identity_kind, "muted"),
        }
        for row in found.rows
    ]
    tabs = [
        {"label": _("Belum dijawab"), "url": "?tab=open", "active": tab == "open"},
        {"label": _("Selesai"), "url": "?tab=done", "active": tab == "done"},
    ]
    context = {"rows": rows, "tabs": tabs, "may_work": may(request.user, WORK), "tab": tab, **found.context}
    return render(request, "data_protection/desk.html", context)


@requires(WORK)
def new(request: HttpRequest) -> HttpResponse:
    """Somebody stands at the desk with his card."""
    form = DeskForm(request.POST or None, initial={"key": uuid4()})
    if form.is_bound and form.is_valid():
        acts = {"by": actor_of(request), "at": timezone.now()}
        row = tried(
            form, lambda: asking.file_request(asked=form.asked(), key=form.cleaned_data["key"], **acts)
        )
        if row:
            messages.success(request, _("Permintaan tercatat; jam 3 × 24 berjalan."))
            return redirect("data_protection:request", row.pk)
    return render(request, "data_protection/new.html", {"form": form}, status=422 if form.errors else 200)


@requires(SEE)
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One request: who, what we hold, what may be done; every act is a button of this page."""
    row = questions.request_of(number)
    records = questions.holdings_of(row)
    forms = _forms(row, records)
    if request.method == "POST":
        name = request.POST.get("act", "")
        act = ACTS.get(name)
        if act is None or not may(request.user, CONFIRM if name in {"confirm", "send_back"} else WORK):
            raise PermissionDenied
        form = forms.get(FORMS.get(name, ""))
        if form is not None:
            form = forms[FORMS[name]] = _bound(form, request)
        if form is None or form.is_valid():
            done = {"request_id": number, "by": actor_of(request), "at": timezone.now()}
            if form is None:
                act(form, done)
                return redirect("data_protection:request", number)
            if tried(form, lambda: [act(form, done)]):
                messages.success(request, _("Tersimpan."))
                return redirect("data_protection:request", number)
    status = 422 if any(form is not None and form.errors for form in forms.values()) else 200
    return render(
        request, "data_protection/request.html", _context(request, row, records, forms), status=status
    )


@requires(WORK)
def copy(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The copy, to be handed over at the desk once the request was granted."""
    row = questions.request_of(number)
    if row.right not in COPIES or row.copy_until is None:
        raise PermissionDenied
    return copy_of(row, form)


@requires(SEE)
def letter(request: HttpRequest, number: int) -> HttpResponse:
    row = questions.request_of(number)
    if row.decided_at is None:
        raise PermissionDenied
    return letter_of(row)


def _correct(form: CorrectForm, done: dict[str, Any]) -> None:
    target, _bar, name = form.cleaned_data["what"].partition("|")
    kind, _colon, row_id = target.rpartition(":")
    answering.correct(kind=kind, row_id=int(row_id), name=name, value=form.cleaned_data["value"], **done)


ACTS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "begin": lambda form, done: answering.begin(**done),
    "prove": lambda form, done: asking.prove_at_desk(nik=form.cleaned_data["nik"], **done),
    "correct": _correct,
    "restrict": lambda form, done: answering.restrict(chosen=form.chosen(), **done),
    "release": lambda form, done: answering.release(chosen=form.chosen(), **done),
    "withdraw_consent": lambda form, done: answering.withdraw_consent(chosen=form.chosen(), **done),
    "propose": lambda form, done: answering.propose_erasure(
        chosen=form.chosen(), text=form.cleaned_data["text"], **done
    ),
    "confirm": lambda form, done: answering.confirm_erasure(**done),
    "send_back": lambda form, done: answering.send_back(**done),
    "answer": lambda form, done: answering.answer(**form.cleaned_data, **done),
}
FORMS = {
    "prove": "prove", "correct": "correct", "restrict": "rows", "release": "restricted", "withdraw_consent": "rows",
    "propose": "rows", "answer": "answer",
}  # fmt: skip


def _forms(row: DataRequest, records: list[Record]) -> Forms:
    """The forms that this request has use for, unbound."""
    frozen = _restricted(records)
    forms: Forms = {}
    if row.case.step in OPEN_STEPS:
        forms = {"prove": ProveForm(), "answer": AnswerForm()}
        forms["rows"] = RowsForm(choices=[_choice(one) for one in records if _fits(row, one, frozen)])
        if row.right == Right.CORRECTION:
            forms["correct"] = CorrectForm(choices=_correctable(records))
    if frozen:
        chosen = [_choice(one) for one in records if (one.kind, one.row_id) in frozen]
        forms["restricted"] = RowsForm(choices=chosen)
    return forms


def _bound(form: Any, request: HttpRequest) -> Any:
    """The same form with what was typed."""
    form.is_bound, form.data = True, request.POST
    return form


def _fits(row: DataRequest, one: Record, frozen: set[tuple[str, int]]) -> bool:
    if row.right == Right.RESTRICTION:
        return (one.kind, one.row_id) not in frozen
    return row.right != Right.WITHDRAWAL or answering.consents(one.kind)


def _choice(one: Record) -> tuple[str, str]:
    return f"{one.kind}:{one.row_id}", one.title


def _correctable(records: list[Record]) -> list[tuple[str, str]]:
    return [
        (f"{one.kind}:{one.row_id}|{fact.name}", f"{one.title}: {fact.label}")
        for one in records
        for fact in one.facts
        if fact.name and (held := holding(one.kind)) and held.correct
    ]


def _restricted(records: list[Record]) -> set[tuple[str, int]]:
    kinds: dict[str, list[int]] = {}
    for one in records:
        kinds.setdefault(one.kind, []).append(one.row_id)
    return {(kind, row) for kind, rows in kinds.items() for row in restricted_of(kind, rows)}


def _grouped(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records by what they are; long rows of them are folded, unless something in them is to be erased."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in shown:
        groups.setdefault(one["record"].kind, []).append(one)
    return [
        {
            "label": held.label if (held := holding(kind)) else kind,
            "rows": rows,
            "is_long": len(rows) > MOST_OPEN and not any(one["is_chosen"] for one in rows),
        }
        for kind, rows in groups.items()
    ]


def _context(request: HttpRequest, row: DataRequest, records: list[Record], forms: Forms) -> dict[str, Any]:
    frozen, step = _restricted(records), Step(row.case.step)
    shown = [
        {"record": one, "is_restricted": (one.kind, one.row_id) in frozen, "is_chosen": [one.kind, one.row_id] in row.chosen}
        for one in records
    ]  # fmt: skip
    return {
        "row": row,
        "records": shown,
        "groups": _grouped(shown),
        "forms": forms,
        "right": said(RIGHT_SHORT[Right(row.right)]),
        "articles": RIGHT_ARTICLES[Right(row.right)],
        "step": said(STEP_LABELS[step]),
        "tone": STEP_TONES[step],
        "ground": said(GROUND_LABELS[row.ground]) if row.ground else "",
        "identity": said(IDENTITY_LABELS.get(row.identity_kind, "")),
        "identity_tone": IDENTITY_TONES.get(row.identity_kind, "muted"),
        "is_open": step in OPEN_STEPS,
        "is_late": step in OPEN_STEPS
        and row.case.citizen_due_at
        and row.case.citizen_due_at < timezone.now(),
        "waits_for_second": step is Step.SECOND,
        "is_proposer": row.decided_by_id == request.user.pk,
        "may_work": may(request.user, WORK),
        "may_confirm": may(request.user, CONFIRM),
        "has_copy": row.right in COPIES and row.copy_until is not None,
    }
