"""Worksheets of the bimtek: rows that write into the plan; and the commitment that is signed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.masterplan.actions import commitments, worksheets
from balai.domains.masterplan.forms.strategy import ReasonForm
from balai.domains.masterplan.forms.workshops import CommitmentForm, SignForm, sheet_form
from balai.domains.masterplan.models import Commitment, Signature, WorksheetRow, Workshop
from balai.domains.masterplan.permissions import PLAN, may_plan
from balai.domains.masterplan.permissions_workshops import SIGN, WORKSHOP, signs_for
from balai.domains.masterplan.queries.commitments import signing
from balai.domains.masterplan.queries.workshops import rows_of, stage_of
from balai.domains.masterplan.sheets_workshops import row_facts, worksheet_file
from balai.domains.masterplan.terms_workshops import HEAD, SHEET_HINT_LABELS, SHEET_LABELS, Sheet
from balai.domains.masterplan.views.planners import planners_only
from balai.domains.masterplan.views.shown import acting, opd_choices
from balai.domains.masterplan.views.workshops import form_page, found
from balai.engine.people.public import actor_of, may, requires
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said

ROWS_SHOWN = 100


@requires(WORKSHOP)
def worksheet(request: HttpRequest, workshop_id: int, sheet: str) -> HttpResponse:
    """Fill a row in; below it what was written, and the way to take a row back."""
    row, code = found(workshop_id), _sheet(sheet)
    stage = stage_of(row.stage, on=row.held_on)
    if code not in stage.sheets:
        raise Http404
    if request.GET.get("bentuk") == "xlsx":
        return worksheet_file(row, code)
    group = request.GET.get("kelompok", "")
    form = sheet_form(code, request.POST or None, plan=row.plan, stage=stage, opds=opd_choices(), group=group)
    if request.method == "POST" and form.is_valid() and _written(request, row, code, form):
        here = reverse("masterplan:worksheet", args=[row.pk, sheet])
        return redirect(f"{here}?kelompok={form.cleaned_data['group']}")
    by, now = actor_of(request), timezone.now()
    rows = list(rows_of(row, code)[:ROWS_SHOWN])
    context = {
        "row": row,
        "sheet": code,
        "title": said(SHEET_LABELS[code]),
        "hint": said(SHEET_HINT_LABELS[code]),
        "form": form,
        "tabs": [
            {"label": said(SHEET_LABELS[one]), "url": reverse("masterplan:worksheet", args=[row.pk, one.lower()]), "active": one is code}
            for one in stage.sheets
        ],
        "groups": dict(stage.groups),
        "rows": [
            {"row": one, "facts": row_facts(one), "group": dict(stage.groups).get(one.group, ""), "undo": worksheets.may_undo(by, one, now)}
            for one in rows
        ],
    }  # fmt: skip
    return render(request, "masterplan/workshops/sheet.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, row: Workshop, code: Sheet, form: Any) -> bool:
    given = {name: value for name, value in form.given().items() if name not in ("group", "key")}
    made = tried(
        form,
        lambda: worksheets.write_row(
            workshop_id=row.pk,
            sheet=code,
            group=form.cleaned_data["group"],
            given=given,
            key=form.cleaned_data["key"],
            **acting(request),
        ),
    )
    if made is not None:
        messages.success(request, _("Tertulis langsung ke dalam rencana."))
    return made is not None


@requires(WORKSHOP)
def undo(request: HttpRequest, row_id: int) -> HttpResponse:
    """Take a row back out of the plan."""
    row = WorksheetRow.objects.select_related("workshop").filter(pk=row_id).first()
    if row is None:
        raise Http404
    back = reverse("masterplan:worksheet", args=[row.workshop_id, row.sheet.lower()])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: worksheets.undo_row(row_id=row.pk, reason=reason, **acting(request))):
            messages.success(request, _("Baris ditarik; rencana kembali seperti sebelumnya."))
            return redirect(back)
    return form_page(request, form, _("Tarik baris dari rencana"), back)


@requires("public")
def commitment(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """The words, which offices have signed and which have not; names are read by officers only."""
    row = found(workshop_id)
    words = getattr(row, "commitment", None)
    by = actor_of(request)
    offices = signing(row, words)
    mine = signs_for(by) if may(request.user, SIGN) else None
    own = [one for one in offices if one.signature and (one.signature.opd_id or HEAD) == mine]
    context = {
        "row": row,
        "words": words,
        "offices": offices,
        "signed": sum(one.signature is not None for one in offices),
        "mine": own[0] if own else None,
        "may_sign": words is not None and mine is not None and not own,
        "form": SignForm(initial={"digest": words.digest}) if words else None,
        "shows_names": by.is_officer,
        "writes": may(request.user, PLAN) and may_plan(by, on=timezone.localdate()),
    }
    name = "commitment_print" if request.GET.get("bentuk") == "cetak" and by.is_officer else "commitment"
    return render(request, f"masterplan/workshops/{name}.html", context)


@requires(PLAN)
@planners_only
def word(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Write what will be signed."""
    row = found(workshop_id)
    words = getattr(row, "commitment", None)
    form = CommitmentForm(request.POST or None, initial={"text": words.text if words else ""})
    back = reverse("masterplan:commitment", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        act = commitments.word_commitment
        if tried(form, lambda: act(workshop_id=row.pk, text=text, **acting(request))):
            return redirect(back)
    return form_page(request, form, _("Isi komitmen"), back)


@requires(SIGN)
def sign(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Put one's name under it."""
    words = Commitment.objects.select_related("workshop__plan").filter(pk=commitment_id).first()
    if words is None:
        raise Http404
    back = reverse("masterplan:commitment", args=[words.workshop_id])
    form = SignForm(request.POST or None, initial={"digest": words.digest})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(
            form, lambda: commitments.sign_commitment(commitment_id=words.pk, **given, **acting(request))
        ):
            messages.success(request, _("Ditandatangani. Lembarnya dapat dicetak."))
            return redirect(back)
    return form_page(request, form, _("Tandatangani komitmen"), back)


@requires(SIGN)
def withdraw(request: HttpRequest, signature_id: int) -> HttpResponse:
    """Take one's own signature back."""
    row = Signature.objects.select_related("commitment").filter(pk=signature_id).first()
    if row is None:
        raise Http404
    back = reverse("masterplan:commitment", args=[row.commitment.workshop_id])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        act = commitments.withdraw_signature
        if tried(form, lambda: act(signature_id=row.pk, reason=reason, **acting(request))):
            messages.success(request, _("Tanda tangan ditarik; catatannya tetap ada."))
            return redirect(back)
    return form_page(request, form, _("Tarik tanda tangan"), back)


def _sheet(code: str) -> Sheet:
    try:
        return Sheet(code.upper())
    except ValueError:
        raise Http404 from None
