"""The regent's page of a year: five minutes on a phone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.evaluation.models import Finding
from balai.domains.evaluation.queries import findings as found
from balai.domains.evaluation.queries import years as queries
from balai.engine.indicators.public import tiles
from balai.engine.people.public import may, requires
from balai.engine.threads.public import visible_kinds
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said

FINDINGS_SHOWN = 6


@requires("public")
def this_year(request: HttpRequest) -> HttpResponse:
    """The newest year that has programme figures is where a reader begins."""
    known = queries.years(on=timezone.localdate())
    return redirect("evaluation:year", known[0])


@requires("public")
def year(request: HttpRequest, year: int) -> HttpResponse:
    """One year; what dies and who must act are of today and stand on the page of this year only."""
    now = timezone.now()
    today = timezone.localdate(now)
    known = queries.years(on=today)
    if year not in known:
        raise Http404
    if request.GET.get("bentuk") == "xlsx":
        return _file(year)
    rows, whole = queries.programmes(year)
    indices = queries.indices(year)
    context = {
        "year": year,
        "tabs": [{"label": str(one), "url": f"../{one}/", "active": one == year} for one in known],
        "rows": rows,
        "whole": whole,
        "sources": queries.programme_sources(year),
        "indices": [one for one in indices if one.is_known],
        "unknown": [one.label for one in indices if not one.is_known],
        "compared": queries.compared(on=today),
        "findings": _findings(request, year, now),
        "is_now": year == today.year,
        **(_last(known) if whole.target is None else {}),
        **(_now(request, now) if year == today.year else {}),
    }
    return render(request, "evaluation/year.html", context)


def _last(known: list[int]) -> dict[str, Any]:
    """The newest year whose programmes are recorded."""
    for year in known:
        whole = queries.programmes(year)[1]
        if whole.percent is not None:
            return {"last_year": year, "last_whole": whole}
    return {}


def _now(request: HttpRequest, now: Any) -> dict[str, Any]:
    is_officer = may(request.user, "duties.export")
    owing, late = queries.must_act(to_officer=is_officer, at=now)
    sees = "INNOVATION" in visible_kinds(request.user)
    count, dying = queries.dying(reader=request.user) if sees else (0, [])
    shown = [
        one
        for one in tiles()
        if may(request.user, one.permission) and not one.url_name.startswith("evaluation:")
    ]
    return {
        "is_officer": is_officer,
        "owing": owing,
        "owing_open": sum(one.open for one in owing),
        "owing_late": sum(one.late for one in owing),
        "late": late,
        "dying": dying,
        "dying_count": count,
        "tiles": [
            {"label": said(one.label), "url_name": one.url_name, "reading": one.read(now)} for one in shown
        ],
    }


def _findings(request: HttpRequest, year: int, now: Any) -> dict[str, Any]:
    """Findings of the reviews of that year: their counts for everybody, their words for officers."""
    views = found.findings(Finding.objects.filter(site__review__year=year), at=now)
    still = [one for one in views if one.tab in {"open", "late", "orphan"}]
    sees = may(request.user, "evaluation.see")
    return {
        "count": len(views),
        "open": len(still),
        "late": sum(one.tab == "late" for one in views),
        "done": sum(one.tab == "done" for one in views),
        "rows": still[:FINDINGS_SHOWN] if sees else [],
    }


def _file(year: int) -> HttpResponse:
    rows, whole = queries.programmes(year)
    titles = [_("Dimensi"), _("Ditargetkan"), _("Tercapai"), _("Persen terbit"), _("Persen dihitung")]
    lines = [
        (
            said(one.label),
            one.target,
            one.reached,
            *(None if part is None else f"{part}" for part in (one.published, one.percent)),
        )
        for one in (*rows, whole)
    ]
    index_titles = [_("Indeks"), _("Nilai"), _("Tahun lalu"), _("Perubahan"), _("Status"), _("Sumber")]
    index_lines = [
        (
            one.label,
            *(None if part is None else f"{part}" for part in (one.value, one.before, one.change)),
            one.status,
            one.source,
        )
        for one in queries.indices(year)
    ]
    return excel_response(
        f"evaluasi-{year}", Sheet(_("Program"), titles, lines), Sheet(_("Indeks"), index_titles, index_lines)
    )
