"""The roadmap as a picture and as a table."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from balai.domains.masterplan.models import Programme
from balai.domains.masterplan.queries.programmes import filtered, programmes, span_of
from balai.domains.masterplan.queries.roadmap import roadmap_svg
from balai.domains.masterplan.terms import HORIZON_LABELS, PROGRAMME_LABELS, PROGRAMME_TONES
from balai.domains.masterplan.views.programmes import filter_words, wanted_of
from balai.domains.masterplan.views.shown import chosen_plan, page
from balai.engine.people.public import requires
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said


@requires("public")
def roadmap(request: HttpRequest) -> HttpResponse:
    """Which programme takes which years, filtered; the table behind it, as Excel too."""
    plan = chosen_plan(request)
    if plan is None:
        return page(request, "roadmap", "roadmap", {"plan": None})
    rows, today = list(filtered(programmes(plan), wanted_of(request))), timezone.localdate()
    lines = [_line(row) for row in rows]
    if request.GET.get("bentuk") == "xlsx":
        return _file(lines)
    query = request.GET.copy()
    query["bentuk"] = "xlsx"
    context = {
        **filter_words(plan, wanted_of(request)),
        "lines": lines,
        "timeless": [line["row"] for line in lines if line["span"] is None],
        # Every word in it is escaped where it is drawn.
        "picture": mark_safe(roadmap_svg(plan, today, rows=rows, links=True)),
        "narrow": mark_safe(roadmap_svg(plan, today, rows=rows, links=True, narrow=True)),
        "excel_url": f"?{query.urlencode()}",
        "last_year": max(plan.vision_year, plan.start_year + 4),
    }
    return page(request, "roadmap", "roadmap", context)


def _line(row: Programme) -> dict[str, Any]:
    return {
        "row": row,
        "span": span_of(row),
        "state": said(PROGRAMME_LABELS[row.state]),
        "tone": PROGRAMME_TONES[row.state],
        "horizon": said(HORIZON_LABELS[row.horizon]) if row.horizon else "",
    }


def _file(lines: list[dict]) -> HttpResponse:
    titles = [
        _("Kode"), _("Program"), _("Dimensi"), _("OPD"), _("Mulai"), _("Selesai"), _("Periode"), _("Keadaan"),
        _("Quick win"),
    ]  # fmt: skip
    rows = [
        (
            line["row"].code,
            line["row"].name,
            DIMENSION_LABELS.get(line["row"].dimension, ""),
            line["row"].lead.code if line["row"].lead else line["row"].lead_text,
            line["span"].first if line["span"] else None,
            line["span"].last if line["span"] else None,
            line["horizon"],
            line["state"],
            _("Ya") if line["row"].is_quick_win else "",
        )
        for line in lines
    ]
    return excel_response("peta-jalan", Sheet(_("Peta jalan"), titles, rows))
