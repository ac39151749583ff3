"""What we keep, why and how long: in plain words for everybody, field by field for officers."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.data_protection.actions.assessing import file_assessment
from balai.domains.data_protection.forms import AssessmentForm
from balai.domains.data_protection.models import Assessment
from balai.domains.data_protection.queries import incidents
from balai.domains.data_protection.queries.processing import (
    Processing,
    contact,
    processing,
    unassessed,
    words_of,
)
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.terms import (
    BASIS_ARTICLES,
    BASIS_LABELS,
    RIGHT_LABELS,
    SEE,
    SPECIFIC_LABELS,
    UNIT_LABELS,
    WAY_LABELS,
    WORK,
)
from balai.engine.people.public import actor_of, may, requires
from balai.kits.excel import Sheet, excel_response
from balai.kits.http.access import public
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import own_word, said


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """The page for everybody."""
    today = timezone.localdate()
    rows = [_shown(one) for one in processing(on=today) if one.purpose.code != "OFFICIAL_ACTS"]
    context = {
        "rows": rows,
        "contact": contact(on=today),
        "rights": [(right.value, said(label)) for right, label in RIGHT_LABELS.items()],
        "notices": incidents.public_notices(),
        "is_officer": may(request.user, SEE),
    }
    return render(request, "data_protection/privacy.html", context)


@requires(SEE)
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing, also as Excel and CSV."""
    rows = processing(on=timezone.localdate())
    form = request.GET.get("bentuk")
    if form == "xlsx":
        return excel_response("daftar-pemrosesan", Sheet(_("Daftar pemrosesan"), _titles(), _lines(rows)))
    if form == "csv":
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="daftar-pemrosesan.csv"'
        csv.writer(answer).writerows([_titles(), *_lines(rows)])
        return answer
    context = {
        "rows": [_shown(one) for one in rows],
        "missing": unassessed(rows),
        "may_work": may(request.user, WORK),
    }
    return render(request, "data_protection/register.html", context)


@requires(SEE)
def assessment(request: HttpRequest, code: str) -> HttpResponse:
    """The assessments of a purpose; the officer files a new one."""
    about = purpose(code)
    if about is None:
        raise Http404
    may_work = may(request.user, WORK)
    form = AssessmentForm(request.POST if may_work and request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        acts = {"by": actor_of(request), "at": timezone.now()}
        if tried(form, lambda: file_assessment(code=code, **form.cleaned_data, **acts)):
            messages.success(request, _("Penilaian dampak tersimpan."))
            return redirect("data_protection:register")
    context = {
        "about": about,
        "name": own_word(about, "name"),
        "form": form if may_work else None,
        "papers": Assessment.objects.filter(purpose=code).select_related("by").order_by("-at")[:20],
    }
    return render(request, "data_protection/assessment.html", context, status=422 if form.errors else 200)


def _shown(one: Processing) -> dict[str, Any]:
    """A purpose in the language of the page."""
    about, kept = one.purpose, one.retention
    return {
        "purpose": about,
        "name": own_word(about, "name"),
        "why": own_word(about, "why"),
        "data": own_word(about, "data"),
        "basis": said(BASIS_LABELS[about.basis]),
        "article": BASIS_ARTICLES[about.basis],
        "specific": [said(SPECIFIC_LABELS[code]) for code in about.specific],
        "retention": kept,
        "unit": said(UNIT_LABELS[kept.unit]) if kept else "",
        "way": said(WAY_LABELS[kept.way]) if kept else "",
        "is_unassessed": one.is_unassessed,
        "assessment": one.assessment,
    }


def _titles() -> list[str]:
    return [
        _("Kode"), _("Tujuan"), _("Tabel"), _("Isian"), _("Nama teknis"), _("Dasar"), _("Pasal 20 (2)"), _("Peraturan"),
        _("Data siapa"), _("Penerima"), _("Data spesifik"), _("Daftar yang dicocokkan"), _("Masa simpan"), _("Sesudahnya"),
        _("Dasar masa simpan"), _("Sudah diperiksa"), _("Transfer ke luar negeri"), _("Penilaian dampak"),
    ]  # fmt: skip


def _lines(rows: list[Processing]) -> Iterator[list[Any]]:
    """One line per field."""
    for one in rows:
        shown, about, kept = _shown(one), one.purpose, one.retention
        for field in about.fields:
            table, name = words_of(field)
            yield [
                about.code, shown["name"], table, name, field, shown["basis"], shown["article"], about.legal,
                about.whose, "; ".join(about.recipients), ", ".join(shown["specific"]), "; ".join(about.joins),
                f"{kept.amount} {shown['unit']} {_('setelah')} {kept.start}" if kept else _("belum ditetapkan"),
                shown["way"], kept.reference if kept else "", _("ya") if kept and kept.verified else _("belum"),
                about.transfer or _("tidak ada"), one.assessment.title if one.assessment else (_("belum ada") if one.is_unassessed else ""),
            ]  # fmt: skip
