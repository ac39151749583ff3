"""Risks for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.risks.models import Risk
from balai.domains.risks.permissions import SEE
from balai.domains.risks.queries import register
from balai.domains.risks.queries.reference import Reference, reference
from balai.domains.risks.terms import LENS_LABELS, SIGN_LABELS, Lens, Sign, Stage
from balai.domains.risks.views.register import MAPS, map_rows
from balai.engine.people.public import may, requires
from balai.engine.threads.public import visible_kinds
from balai.foundation.errors import NotFound
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said, said_refusal


@requires("public")
def public(request: HttpRequest) -> HttpResponse:
    """The heat maps and the ranked list, each risk with the programmes that it threatens or helps.

    Public is what the owner lets into published books (`is_open`) once it was judged, as long as it is open: the event, its
    kind, its place in the matrix before and now, the agency that owns it, how many measures are under way. Whoever may
    `risks.see` reads the rest in the register: causes, controls, voices of citizens, triggers, reasons, acceptances, who
    judged and what is kept from publication. No person is named here, and no holder of a measure.
    """
    try:
        of = reference(on=timezone.localdate())
    except NotFound as missing:
        return render(request, "risks/missing.html", {"text": said_refusal(missing)})
    rows = list(register.published().prefetch_related("treatments"))
    programmes = register.programmes_of([risk.pk for risk in rows], visible=visible_kinds(request.user))
    of_programmes = [risk for risk in rows if programmes.get(risk.pk)]
    is_all = request.GET.get("cakupan") == "semua" or not of_programmes
    chosen = rows if is_all else of_programmes
    page = paged(request, chosen)
    context = {
        **page.context,
        "rows": _shown(page.rows, of, programmes),
        "is_all": is_all,
        "counts": {"all": len(rows), "programmes": len(of_programmes)},
        "maps": [(said(label), map_rows(of, register.cells(chosen, stage))) for label, stage in MAPS],
        "of": of,
        "impacts": of.steps("impacts"),
        "sees": may(request.user, SEE),
    }
    return render(request, "risks/public.html", context)


def _shown(rows: Any, of: Reference, programmes: Any) -> list[dict[str, Any]]:
    stages = register.judged([risk.pk for risk in rows])
    return [_line(risk, of, stages.get(risk.pk, {}), programmes.get(risk.pk, [])) for risk in rows]


def _line(risk: Risk, of: Reference, stages: Any, programmes: Any) -> dict[str, Any]:
    return {
        "risk": risk,
        "category": of.label("categories", risk.category),
        "lens": said(LENS_LABELS[Lens(risk.lens)]),
        "sign": said(SIGN_LABELS[Sign(risk.sign)]),
        "level": of.label("levels", risk.level),
        "colour": of.colour(risk.level),
        "before": stages.get(Stage.INHERENT),
        "programmes": programmes,
        "measures": len(risk.treatments.all()),
    }
