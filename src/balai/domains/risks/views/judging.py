"""Pages on which a risk is judged: by the matrix, by what is done about it, by what is borne."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.risks.actions import judging
from balai.domains.risks.forms import AcceptForm, AssessForm, TreatForm
from balai.domains.risks.permissions import KEEP
from balai.domains.risks.queries.reference import reference
from balai.domains.risks.views.shown import acting, form_page, kept, opds
from balai.engine.people.public import requires
from balai.kits.ui.refusals import tried


@requires(KEEP)
def assess(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Judge it by the matrix, which stands beside the form."""
    risk, of = kept(request, risk_id), reference(on=timezone.localdate())
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
        made = tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **acting(request)))
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
    risk = kept(request, risk_id)
    form = TreatForm(request.POST or None, sign=risk.sign, opds=opds(), initial={"holder_id": risk.opd_id})
    if request.method == "POST" and form.is_valid():
        act = judging.plan_treatment
        if tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **acting(request))):
            messages.success(request, _("Penanganannya menjadi tugas dengan pemegang dan tanggal."))
            return redirect("risks:detail", risk_id)
    return form_page(request, risk, form, _("Rencanakan penanganan"))


@requires(KEEP)
def accept(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Bear it until a day."""
    risk = kept(request, risk_id)
    form = AcceptForm(request.POST or None, initial={"version": risk.version})
    if request.method == "POST" and form.is_valid():
        act = judging.accept_risk
        if tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **acting(request)), of=risk):
            messages.success(request, _("Penerimaannya tercatat bersama keadaan risikonya hari ini."))
            return redirect("risks:detail", risk_id)
    return form_page(request, risk, form, _("Terima risiko"))
