"""The register: heat map, ranked list, three lenses; as Excel and on paper."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.risks.models import Risk, Trigger
from balai.domains.risks.permissions import KEEP, SEE
from balai.domains.risks.queries import register
from balai.domains.risks.queries.reference import Reference, appetite, reference
from balai.domains.risks.queries.register import Chosen
from balai.domains.risks.rules.appetite import bound
from balai.domains.risks.terms import LENS_LABELS, OPTION_LABELS, SIGN_LABELS, Lens, Option, Sign, Stage
from balai.engine.organizations import public as organizations
from balai.engine.people.public import may, requires
from balai.foundation.errors import NotFound
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said, said_refusal

MAPS = (("Sebelum penanganan", Stage.INHERENT), ("Setelah penanganan", Stage.RESIDUAL))


@requires(SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """The heat maps, and the risks from the highest down."""
    today = timezone.localdate()
    try:
        of = reference(on=today)
    except NotFound as missing:
        return render(request, "risks/missing.html", {"text": said_refusal(missing)})
    chosen = _chosen(request.GET)
    rows = list(register.risks(chosen).prefetch_related("treatments__duty__case__holder"))
    if request.GET.get("bentuk") == "xlsx":
        return _file(rows, of)
    page = paged(request, rows)
    limit, is_verified = appetite(on=today)
    open_rows = [risk for risk in rows if risk.closed_on is None]
    context = {
        **page.context,
        "rows": _shown(page.rows, of, limit),
        "maps": [(said(label), map_rows(of, register.cells(open_rows, stage))) for label, stage in MAPS],
        "of": of,
        "impacts": of.steps("impacts"),
        "fired": sum(risk.is_fired for risk in open_rows),
        "unborne": len(register.unborne(open_rows, limit, on=today)),
        "highest": sum(risk.level == "VERY_HIGH" for risk in open_rows),
        "limit": limit,
        "is_verified": is_verified,
        "lenses": [
            (one.value, said(label), sum(risk.lens == one for risk in open_rows))
            for one, label in LENS_LABELS.items()
        ],
        "chosen": chosen,
        "is_narrowed": chosen != Chosen(),
        "options": _options(of, today),
        "may_keep": may(request.user, KEEP),
    }
    return render(request, "risks/list.html", context)


def _chosen(get: Any) -> Chosen:
    names = {
        "words": "q",
        "opd": "opd",
        "category": "kategori",
        "level": "tingkat",
        "sign": "jenis",
        "lens": "lensa",
        "state": "keadaan",
    }
    return Chosen(
        **{field: get.get(name, "").replace("\0", "").strip()[:100] for field, name in names.items()}
    )


def _options(of: Reference, today: Any) -> dict[str, Any]:
    return {
        "opds": [(opd.code, opd.short_name) for opd in organizations.active_opds(on=today)],
        "categories": list(of.labels("categories").items()),
        "levels": list(reversed(of.labels("levels").items())),
        "signs": [(one.value, said(label)) for one, label in SIGN_LABELS.items()],
        "lenses": [(one.value, said(label)) for one, label in LENS_LABELS.items()],
        "states": [
            ("FIRED", _("Sedang terpicu")),
            ("UNJUDGED", _("Belum dinilai")),
            ("CLOSED", _("Ditutup")),
        ],
    }


def map_rows(of: Reference, cells: Any) -> list[dict[str, Any]]:
    """Rows from the likeliest down, each with its five cells."""
    rows = []
    for k, label, _example in reversed(of.steps("likelihoods")):
        row = []
        for d in range(1, 6):
            value, found = of.matrix.value(k, d), cells.get((k, d), [])
            level = of.matrix.level(value)
            names = "; ".join(risk.event for risk in found[:5])
            row.append(
                {
                    "value": value,
                    "colour": level.colour,
                    "level": of.label("levels", level.code),
                    "count": len(found),
                    "names": names,
                }
            )
        rows.append({"number": k, "label": label, "cells": row})
    return rows


def _shown(rows: Sequence[Risk], of: Reference, limit: Any) -> list[dict[str, Any]]:
    stages = register.judged([risk.pk for risk in rows])
    borne = register.accepted([risk.pk for risk in rows], on=timezone.localdate())
    found = []
    for risk in rows:
        own = stages.get(risk.pk, {})
        least = bound(limit, sign=risk.sign, category=risk.category)
        found.append(
            {
                "risk": risk,
                "category": of.label("categories", risk.category),
                "lens": said(LENS_LABELS[Lens(risk.lens)]),
                "sign": said(SIGN_LABELS[Sign(risk.sign)]),
                "level": of.label("levels", risk.level) if risk.level else "",
                "colour": of.colour(risk.level),
                "before": own.get(Stage.INHERENT),
                "target": own.get(Stage.TARGET),
                "after": own.get(Stage.RESIDUAL),
                "is_above": risk.value is not None and risk.value >= least,
                "treatments": list(risk.treatments.all()),
                "next": min(risk.treatments.all(), key=lambda one: one.duty.due_date, default=None),
                "is_accepted": risk.pk in borne,
            }
        )
    return found


def _file(rows: Sequence[Risk], of: Reference) -> HttpResponse:
    """The register with the columns of the forms of assessment, treatment and monitoring."""
    titles = [
        _("Nomor"), _("Sasaran"), _("Jenis"), _("Kategori"), _("Kejadian"), _("Penyebab"), _("Dampak"), _("Area dampak"), _("Lensa"),
        _("Pemilik"), _("Kontrol saat ini"), _("Kemungkinan"), _("Tingkat dampak"), _("Besaran"), _("Tingkat"), _("Sasaran besaran"),
        _("Besaran sesudah"), _("Penanganan"), _("Terpicu"), _("Suara warga"), _("Tinjau lagi"), _("Ditutup"), _("Contoh"),
    ]  # fmt: skip
    shown = _shown(rows, of, {"NEGATIVE": 99, "POSITIVE": 99})
    body = []
    for one in shown:
        risk, before, target, after = one["risk"], one["before"], one["target"], one["after"]
        treated = "\n".join(
            f"{said(OPTION_LABELS[Option(t.option)])}: {t.duty.case.title} ({t.duty.case.holder.short_name}, {t.duty.due_date:%d-%m-%Y})"
            for t in one["treatments"]
        )
        body.append(
            (
                risk.pk, risk.goal, one["sign"], one["category"], risk.event, risk.cause, risk.effect, of.label("areas", risk.impact_area),
                one["lens"], risk.opd.name, risk.controls, before and before.likelihood, before and before.impact,
                before and before.value, one["level"], target and target.value, after and after.value, treated,
                _("ya") if risk.is_fired else "", risk.citizen_voice, risk.review_date, risk.closed_on, _("ya") if risk.is_example else "",
            )
        )  # fmt: skip
    rules = Trigger.objects.filter(risk__in=[risk.pk for risk in rows], is_active=True).order_by(
        "risk_id", "pk"
    )
    wires = (
        (t.risk_id, t.code, t.comparison, str(t.threshold or _("target")), t.hold, t.verdict) for t in rules
    )
    second = Sheet(
        _("Pemicu"),
        [_("Nomor risiko"), _("Indikator"), _("Pembanding"), _("Ambang"), _("Selama"), _("Bacaan terakhir")],
        wires,
    )
    return excel_response("daftar-risiko", Sheet(_("Risiko"), titles, body), second)
