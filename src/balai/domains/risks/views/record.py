"""Pages of one risk: its record, its judgements, its treatments, its acceptance, its triggers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.risks.actions import judging, registering, triggering
from balai.domains.risks.forms import AcceptForm, AssessForm, CloseForm, RiskForm, TreatForm, TriggerForm
from balai.domains.risks.models import Risk, Trigger
from balai.domains.risks.permissions import KEEP, SEE, may_keep
from balai.domains.risks.queries import register
from balai.domains.risks.queries.reference import appetite, reference
from balai.domains.risks.queries.register import FIRED
from balai.domains.risks.rules.appetite import bound
from balai.domains.risks.terms import (
    COMPARISON_LABELS,
    LENS_LABELS,
    OPTION_LABELS,
    SIGN_LABELS,
    STAGE_LABELS,
    Comparison,
    Lens,
    Option,
    Sign,
    Stage,
)
from balai.engine.indicators import public as indicators
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused
from balai.kits.ui.words import said, said_refusal


@requires(SEE)
def detail(request: HttpRequest, risk_id: int) -> HttpResponse:
    """One risk, what it was judged to be over time, what is done about it and what its figures say."""
    risk, today = _found(risk_id), timezone.localdate()
    of, (limit, is_verified) = reference(on=today), appetite(on=today)
    least = bound(limit, sign=risk.sign, category=risk.category)
    history = list(risk.assessments.select_related("by").order_by("-pk"))
    stages = register.judged([risk.pk]).get(risk.pk, {})
    context = {
        "risk": risk,
        "category": of.label("categories", risk.category),
        "area": of.label("areas", risk.impact_area),
        "lens": said(LENS_LABELS[Lens(risk.lens)]),
        "sign": said(SIGN_LABELS[Sign(risk.sign)]),
        "stages": [
            (
                said(label),
                stages.get(stage),
                of.label("levels", stages[stage].level) if stage in stages else "",
                of.colour(stages[stage].level) if stage in stages else "",
            )
            for stage, label in STAGE_LABELS.items()
        ],
        "history": [
            (row, said(STAGE_LABELS[Stage(row.stage)]), of.label("levels", row.level)) for row in history
        ],
        "least": least,
        "is_verified": is_verified,
        "is_above": risk.value is not None and risk.value >= least,
        "treatments": [
            (row, said(OPTION_LABELS[Option(row.option)]))
            for row in risk.treatments.select_related("duty__case__holder").order_by("duty__due_date")
        ],
        "acceptances": [(row, row.expires_on >= today) for row in risk.acceptances.order_by("-pk")],
        "triggers": [_wire(row) for row in risk.triggers.order_by("-is_active", "pk")],
        "is_keeper": may(request.user, KEEP) and may_keep(actor_of(request), risk.opd_id, on=today),
    }
    return render(request, "risks/detail.html", context)


def _wire(row: Trigger) -> dict[str, Any]:
    return {
        "row": row,
        "label": row.reading.get("label") or row.code,
        "comparison": said(COMPARISON_LABELS[Comparison(row.comparison)]),
        "rows": [[_comma(text) for text in one] for one in row.reading.get("rows", [])],
        "missing": row.verdict == "MISSING",
    }


def _comma(text: str | None) -> str | None:
    return text.replace(".", ",") if text else text


@requires(KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a risk."""
    of, by = reference(on=timezone.localdate()), actor_of(request)
    form = RiskForm(
        request.POST or None, of=of, opds=_opds(), initial={"opd_id": by.opd_id, "sign": "NEGATIVE"}
    )
    if request.method == "POST" and form.is_valid():
        act = registering.register_risk
        made = _tried(form, lambda: act(given=form.given(), key=form.cleaned_data["key"], **_by(request)))
        if made is not None:
            messages.success(request, _("Risikonya tercatat. Sekarang nilai kemungkinan dan dampaknya."))
            return redirect("risks:assess", made.pk)
    return _form_page(request, None, form, _("Catat risiko"))


@requires(KEEP)
def edit(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Change the record."""
    risk = _kept(request, risk_id)
    names = (*registering.FIELDS, "version")
    form = RiskForm(
        request.POST or None,
        of=reference(on=timezone.localdate()),
        opds=_opds(),
        initial={name: getattr(risk, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        act, version = registering.change_risk, form.cleaned_data["version"] or 0
        if _tried(form, lambda: act(risk_id=risk_id, given=form.given(), version=version, **_by(request))):
            messages.success(request, _("Perubahannya tersimpan."))
            return redirect("risks:detail", risk_id)
    return _form_page(request, risk, form, _("Ubah data"))


@requires(KEEP)
def assess(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Judge it by the matrix, which stands beside the form."""
    risk, of = _kept(request, risk_id), reference(on=timezone.localdate())
    form = AssessForm(
        request.POST or None,
        of=of,
        initial={
            "stage": "RESIDUAL" if risk.value else "INHERENT",
            "likelihood": risk.likelihood,
            "impact": risk.impact,
        },
    )
    if request.method == "POST" and form.is_valid():
        act = judging.assess_risk
        made = _tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **_by(request)))
        if made is not None:
            messages.success(request, _("Penilaiannya tercatat dan tidak berubah lagi."))
            return redirect("risks:detail", risk_id)
    rows = [
        {
            "number": k,
            "label": label,
            "cells": [
                {"value": of.matrix.value(k, d), "colour": of.matrix.level(of.matrix.value(k, d)).colour}
                for d in range(1, 6)
            ],
        }
        for k, label, _example in reversed(of.steps("likelihoods"))
    ]
    context = {
        "risk": risk,
        "form": form,
        "title": _("Nilai risiko"),
        "rows": rows,
        "of": of,
        "impacts": of.steps("impacts"),
    }
    return render(request, "risks/assess.html", context, status=422 if form.errors else 200)


@requires(KEEP)
def treat(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Give somebody the duty to treat it."""
    risk = _kept(request, risk_id)
    form = TreatForm(request.POST or None, sign=risk.sign, opds=_opds(), initial={"holder_id": risk.opd_id})
    if request.method == "POST" and form.is_valid():
        act = judging.plan_treatment
        if _tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **_by(request))):
            messages.success(request, _("Penanganannya menjadi tugas dengan pemegang dan tanggal."))
            return redirect("risks:detail", risk_id)
    return _form_page(request, risk, form, _("Rencanakan penanganan"))


@requires(KEEP)
def accept(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Bear it until a day."""
    risk = _kept(request, risk_id)
    form = AcceptForm(request.POST or None, initial={"version": risk.version})
    if request.method == "POST" and form.is_valid():
        act = judging.accept_risk
        if _tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **_by(request))):
            messages.success(request, _("Penerimaannya tercatat bersama keadaan risikonya hari ini."))
            return redirect("risks:detail", risk_id)
    return _form_page(request, risk, form, _("Terima risiko"))


@requires(KEEP)
def close(request: HttpRequest, risk_id: int) -> HttpResponse:
    """It is no risk any longer."""
    risk, form = _kept(request, risk_id), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = registering.close_risk
        if _tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **_by(request))):
            messages.success(request, _("Risikonya ditutup; riwayatnya tetap terbaca."))
            return redirect("risks:detail", risk_id)
    return _form_page(request, risk, form, _("Tutup risiko"))


@requires(KEEP)
def wire(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Wire it to a figure by which it reports itself; the figure is read at once."""
    risk = _kept(request, risk_id)
    series = [(one.code, one.label) for one in indicators.Series.objects.order_by("family", "code")]
    counted = [(one.code, said(one.label)) for one in indicators.indicators()]
    form = TriggerForm(request.POST or None, series=series, counted=counted)
    if request.method == "POST" and form.is_valid():
        act = triggering.set_trigger
        if _tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **_by(request))):
            triggering.check_triggers(at=timezone.now())
            messages.success(request, _("Pemicunya terpasang dan angkanya sudah dibaca."))
            return redirect("risks:detail", risk_id)
    return _form_page(request, risk, form, _("Pasang pemicu"))


@requires(KEEP)
@require_POST
def unwire(request: HttpRequest, trigger_id: int) -> HttpResponse:
    """Stop reading a figure."""
    row = Trigger.objects.filter(pk=trigger_id).first()
    if row is None:
        raise Http404
    try:
        triggering.end_trigger(trigger_id=trigger_id, **_by(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, _("Pemicunya dihentikan."))
    return redirect("risks:detail", row.risk_id)


def _found(risk_id: int) -> Risk:
    risk = Risk.objects.select_related("opd").annotate(is_fired=FIRED).filter(pk=risk_id).first()
    if risk is None:
        raise Http404
    return risk


def _kept(request: HttpRequest, risk_id: int) -> Risk:
    risk = _found(risk_id)
    if not may_keep(actor_of(request), risk.opd_id, on=timezone.localdate()):
        raise PermissionDenied
    return risk


def _opds() -> list[tuple[int, str]]:
    today = timezone.localdate()
    return [(opd.pk, organizations.opd_name(opd.pk, on=today)) for opd in organizations.active_opds(on=today)]


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "at": timezone.now()}


def _tried(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, said_refusal(refusal))
        return None


def _form_page(request: HttpRequest, risk: Risk | None, form: forms.Form, title: str) -> HttpResponse:
    context = {"risk": risk, "form": form, "title": title}
    return render(request, "risks/form.html", context, status=422 if form.errors else 200)
