"""Pages of instruments: the hall of evaluation, an edition, an instrument of one's own."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.evaluation.actions.instruments import keep_edition
from balai.domains.evaluation.forms.assessments import OwnForm
from balai.domains.evaluation.models import Assessment, Edition, Instrument
from balai.domains.evaluation.permissions import INSTRUMENTS, SEE, WORK
from balai.domains.evaluation.queries.assessments import definition_of, fault_words, series_code, spoken
from balai.domains.evaluation.queries.years import years
from balai.domains.evaluation.rules.definition import Definition, number
from balai.domains.evaluation.rules.scoring import scored
from balai.domains.evaluation.terms import STANDING_LABELS, STANDING_TONES, Standing, State
from balai.engine.indicators.public import points_of
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused
from balai.kits.ui.words import in_indonesian, said


@requires("public")
def home(request: HttpRequest) -> HttpResponse:
    """All instruments with their newest figure, their editions, and the way to the years."""
    instruments = list(Instrument.objects.prefetch_related("editions").order_by("order", "label"))
    known = points_of([series_code(one.code) for one in instruments])
    counts: dict[str, int] = {}
    for code in Assessment.objects.exclude(state=State.FINAL).values_list("instrument_code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    sees = may(request.user, SEE)
    context = {
        "rows": [
            _instrument(one, known[series_code(one.code)], counts.get(one.code, 0)) for one in instruments
        ],
        "years": years(on=timezone.localdate()),
        "sees": sees,
        "may_work": may(request.user, WORK),
        "may_keep": may(request.user, INSTRUMENTS),
    }
    return render(request, "evaluation/home.html", context)


def _instrument(one: Instrument, stated: dict[int, Any], running: int) -> dict[str, Any]:
    values = {year: point for year, point in stated.items() if point.value is not None}
    last = values[max(values)] if values else None
    return {
        "one": one,
        "last": last,
        "value": last.value.quantize(Decimal(1).scaleb(-last.series.decimals)) if last else None,
        "series": series_code(one.code) if last else "",
        "trend": [values[year].value.normalize() for year in sorted(values)],
        "running": running,
        "editions": [
            {
                "edition": edition,
                "label": said(STANDING_LABELS[Standing(edition.standing)]),
                "tone": STANDING_TONES[Standing(edition.standing)],
            }
            for edition in sorted(one.editions.all(), key=lambda edition: edition.valid_from, reverse=True)
        ],
    }


@requires("public")
def edition(request: HttpRequest, code: str, edition: str) -> HttpResponse:
    """One edition: its tree with weights, what is wrong with it, published results of others."""
    row = get_object_or_404(Edition.objects.select_related("instrument"), instrument__code=code, code=edition)
    definition = definition_of(row)
    context = {
        "edition": row,
        "instrument": row.instrument,
        "standing": said(STANDING_LABELS[Standing(row.standing)]),
        "tone": STANDING_TONES[Standing(row.standing)],
        "faults": fault_words(row),
        "definition": definition,
        "rows": len(definition.rows()),
        "tree": _tree(definition.parts, 0),
        "references": _references(definition),
        "others": row.instrument.editions.exclude(pk=row.pk).order_by("-valid_from"),
        "facts": [
            (_("Dasar"), in_indonesian(row.basis)),
            (_("Skala"), _scale(definition)),
            (_("Cara menghitung"), _formula(definition)),
            (_("Kepercayaan"), in_indonesian(row.trust)),
            (_("Sumber"), in_indonesian(row.source)),
        ],
        "may_work": may(request.user, WORK) and row.is_usable,
        "may_keep": may(request.user, INSTRUMENTS),
    }
    return render(request, "evaluation/edition.html", context)


def _tree(parts: Any, depth: int) -> list[dict[str, Any]]:
    """Parts in the order of the file, with how deep they lie."""
    found = []
    for part in parts:
        weight = spoken(part.weight)
        found.append({"part": part, "depth": depth, "weight": weight, "is_group": bool(part.parts)})
        found += _tree(part.parts, depth + 1)
    return found


def _references(definition: Definition) -> list[dict[str, Any]]:
    return [
        {
            "one": one,
            "outcome": scored(definition, one.values),
            "published": spoken(number(one.index)),
            "previous": spoken(number(one.previous)),
            "values": [(part, spoken(one.values.get(part.code))) for part in definition.parts],
        }
        for one in definition.references
    ]


def _scale(definition: Definition) -> str:
    low, high = spoken(definition.lowest), spoken(definition.highest)
    if definition.step is None:
        return _("%(low)s sampai %(high)s") % {"low": low, "high": high}
    return _("%(low)s sampai %(high)s, langkah %(step)s") % {
        "low": low,
        "high": high,
        "step": spoken(definition.step),
    }


def _formula(definition: Definition) -> str:
    if not definition.base:
        return _("rata-rata")
    values = {"base": spoken(definition.base), "factor": spoken(definition.factor)}
    if definition.factor == 1:
        return _("jumlah (bobot × nilai) ÷ %(base)s") % values
    return _("%(factor)s × jumlah (bobot × nilai) ÷ %(base)s") % values


@requires(INSTRUMENTS)
def own(request: HttpRequest) -> HttpResponse:
    """Write an instrument or an edition of one's own; with faults it is kept as one that cannot be used."""
    initial = {
        "code": request.GET.get("instrumen", ""),
        "valid_from": timezone.localdate().replace(month=1, day=1),
    }
    form = OwnForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        about = {"code": given["code"], "label": given["label"], "per_opd": given["per_opd"], "order": 90}
        content = {
            **form.content(), "code": given["edition"], "label": f"{given['label']} {given['edition']}"[:160],
            "valid_from": given["valid_from"], "source": given["source"],
        }  # fmt: skip
        try:
            row = keep_edition(
                instrument=about, edition=content, is_own=True, by=actor_of(request), at=timezone.now()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _tell(request, row)
            return redirect("evaluation:edition", row.instrument.code, row.code)
    return render(request, "evaluation/own.html", {"form": form}, status=422 if form.errors else 200)


def _tell(request: HttpRequest, row: Edition) -> None:
    if row.is_usable:
        messages.success(request, _("Instrumennya tersimpan dan dapat dipakai."))
    else:
        messages.warning(
            request,
            _("Tersimpan, tetapi belum dapat dipakai menilai. Yang harus diperbaiki tertulis di bawah."),
        )
