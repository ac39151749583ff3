"""Pages of one risk: its record, entered, changed and closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.risks.actions import registering
from balai.domains.risks.forms import CloseForm, RiskForm
from balai.domains.risks.models import Trigger
from balai.domains.risks.permissions import KEEP, SEE, may_keep
from balai.domains.risks.queries import register
from balai.domains.risks.queries.reference import appetite, reference
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
from balai.domains.risks.views.shown import acting, form_page, found, kept, opds
from balai.engine.people.public import actor_of, may, requires
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said


@requires(SEE)
def detail(request: HttpRequest, risk_id: int) -> HttpResponse:
    """One risk, what it was judged to be over time, what is done about it and what its figures say."""
    risk, today = found(risk_id), timezone.localdate()
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
        request.POST or None, of=of, opds=opds(), initial={"opd_id": by.opd_id, "sign": "NEGATIVE"}
    )
    if request.method == "POST" and form.is_valid():
        act = registering.register_risk
        made = tried(form, lambda: act(given=form.given(), key=form.cleaned_data["key"], **acting(request)))
        if made is not None:
            messages.success(request, _("Risikonya tercatat. Sekarang nilai kemungkinan dan dampaknya."))
            return redirect("risks:assess", made.pk)
    return form_page(request, None, form, _("Catat risiko"))


@requires(KEEP)
def edit(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Change the record."""
    risk = kept(request, risk_id)
    names = (*registering.FIELDS, "version")
    form = RiskForm(
        request.POST or None,
        of=reference(on=timezone.localdate()),
        opds=opds(),
        initial={name: getattr(risk, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        act, version = registering.change_risk, form.cleaned_data["version"] or 0
        if tried(
            form,
            lambda: act(risk_id=risk_id, given=form.given(), version=version, **acting(request)),
            of=risk,
        ):
            messages.success(request, _("Perubahannya tersimpan."))
            return redirect("risks:detail", risk_id)
    return form_page(request, risk, form, _("Ubah data"))


@requires(KEEP)
def close(request: HttpRequest, risk_id: int) -> HttpResponse:
    """It is no risk any longer."""
    risk, form = kept(request, risk_id), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = registering.close_risk
        if tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **acting(request))):
            messages.success(request, _("Risikonya ditutup; riwayatnya tetap terbaca."))
            return redirect("risks:detail", risk_id)
    return form_page(request, risk, form, _("Tutup risiko"))
