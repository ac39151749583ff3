"""Pages of yearly series: a family, one series, a new statement, a target, and the index as a calculator."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.engine.people.public import actor_of, requires
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.foundation.errors import NotFound, Refused
from balai.foundation.human_development import CLASS_LABELS, human_development
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import in_indonesian, said, said_refusal

from . import series_pages
from .forms import CalculatorForm, PointForm, TargetForm
from .models import Series
from .permissions import may_state
from .series_actions import set_target, state_point
from .series_queries import one_series
from .terms import Direction


@requires("public")
def family(request: HttpRequest) -> HttpResponse:
    """The series of one family with their newest figures; as Excel too."""
    known = series_pages.families()
    chosen = request.GET.get("keluarga", "")
    code = chosen if chosen in dict(known) else next((one for one, _label in known), "")
    dimension = request.GET.get("dimensi", "") if request.GET.get("dimensi", "") in DIMENSION_LABELS else ""
    groups = series_pages.listed(code, dimension=dimension)
    if request.GET.get("bentuk") == "xlsx":
        return _file(code, groups)
    filled = sum(row.value is not None for _theme, rows in groups for row in rows)
    context = {
        "tabs": [
            {"label": said(label), "url": f"?keluarga={one}", "active": one == code} for one, label in known
        ],
        "family": code,
        "label": said(dict(known).get(code, "")),
        "groups": series_pages.headings(groups),
        "themes": series_pages.themes(code),
        "filled": filled,
        "total": sum(len(rows) for _theme, rows in groups),
        "dimensions": [(one, said(label)) for one, label in DIMENSION_LABELS.items()]
        if code == "SMART_CITY"
        else (),
        "dimension": dimension,
    }
    return render(request, "indicators/family.html", context)


def _file(code: str, groups: list[tuple[str, list[series_pages.ListRow]]]) -> HttpResponse:
    titles = [
        _("Kode"),
        _("Tema"),
        _("Indikator"),
        _("Satuan"),
        _("Tahun"),
        _("Nilai"),
        _("Sumber"),
        _("Pemilik data"),
    ]
    lines = [
        (
            row.series.code,
            theme,
            row.series.label,
            row.series.unit,
            row.point.year if row.point else None,
            row.value,
            row.point.source if row.point else "",
            row.series.owner.code if row.series.owner else "",
        )
        for theme, rows in groups
        for row in rows
    ]
    return excel_response(f"indikator-{code.lower()}", Sheet(code, titles, lines))


@requires("public")
def series(request: HttpRequest, code: str) -> HttpResponse:
    """One series: chart, every year with its source and gap, what was stated before."""
    found = _series(code)
    context = {
        "series": found,
        "facts": _facts(found),
        "may_state": may_state(actor_of(request), found, on=timezone.localdate()),
        **series_pages.of_series(found),
    }
    return render(request, "indicators/series.html", context)


def _facts(found: Series) -> list[tuple[str, str]]:
    directions = {
        Direction.UP: _("makin besar makin baik"),
        Direction.DOWN: _("makin kecil makin baik"),
        Direction.NONE: _("tidak berarah"),
    }
    facts = [
        (_("Rumus"), in_indonesian(found.formula)),
        (_("Satuan"), in_indonesian(found.unit)),
        (_("Arah yang baik"), directions[Direction(found.direction)]),
        (_("Dimensi"), said(DIMENSION_LABELS.get(found.dimension, ""))),
        (_("Sumber data"), in_indonesian(found.source)),
        (_("Pemilik data"), found.owner.code if found.owner else _("belum ditunjuk")),
        (_("Peta ke instrumen lain"), in_indonesian(found.maps_to)),
        (_("Kode"), found.code),
    ]
    return [(term, text) for term, text in facts if text]


@requires("indicators.state")
def state(request: HttpRequest, code: str) -> HttpResponse:
    """State what the series was in a year."""
    return _write(request, code, PointForm, state_point, _("Angkanya tercatat."), _("Catat angka"))


@requires("indicators.state")
def target(request: HttpRequest, code: str) -> HttpResponse:
    """Set what the series is to be in a year."""
    return _write(request, code, TargetForm, set_target, _("Targetnya tercatat."), _("Tetapkan target"))


def _write(request: HttpRequest, code: str, form_class: Any, act: Any, done: str, title: str) -> HttpResponse:
    found, now = _stated_by(request, code), timezone.now()
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(code=found.code, by=actor_of(request), at=now, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect(reverse("indicators:series", args=[found.code]))
    context = {"series": found, "form": form, "title": title}
    return render(request, "indicators/write.html", context, status=422 if form.errors else 200)


def _series(code: str) -> Series:
    try:
        return one_series(code)
    except NotFound as refusal:
        raise Http404(said_refusal(refusal)) from refusal


def _stated_by(request: HttpRequest, code: str) -> Series:
    found = _series(code)
    if not may_state(actor_of(request), found, on=timezone.localdate()):
        raise PermissionDenied
    return found


@requires("public")
def calculator(request: HttpRequest) -> HttpResponse:
    """The human development index from its four parts, with every step."""
    form = CalculatorForm(request.GET or None)
    result = None
    if request.GET and form.is_valid():
        given = form.cleaned_data
        result = human_development(
            life_years=given["life"],
            expected_years=given["expected"],
            mean_years=given["mean"],
            spending_rupiah=given["spending"] * Decimal(1000),
        )
    context = {"form": form, "result": result, "grade": said(CLASS_LABELS[result.grade]) if result else ""}
    return render(request, "indicators/calculator.html", context, status=422 if form.errors else 200)
