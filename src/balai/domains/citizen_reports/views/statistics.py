"""Statistics for everybody: how long it takes, what is still open, what was confirmed; when reports come; what they go through."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from balai.domains.citizen_reports import figures, figures_more, pictures, resident_counts, tables
from balai.engine.organizations import public as organizations
from balai.engine.people.public import may, requires
from balai.kits.excel import excel_response

TABS = {"opd": _("Menurut instansi"), "kec": _("Menurut kecamatan"), "group": _("Menurut urusan")}
PAGES = {"statistics": _("Angka"), "seasons": _("Musim"), "journeys": _("Perjalanan")}


@requires("public")
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The last 90 days. Members stand in the order of their names; a small sample has no figure."""
    today, by = timezone.localdate(), _by(request)
    members = figures.table(by, today=today)
    total = figures.region_row(today=today)
    chosen = _chosen(request, by)
    context = {
        "total": total,
        "rows": [row for row in members if row.enough],
        "small": [row for row in members if not row.enough],
        "marked": _marked(total, members),
        "by": by,
        "tabs": _tabs(by),
        "by_label": TABS[by],
        "series": pictures.daily_series(today=today),
        "histogram": figures.answer_histogram(today=today),
        "window": figures.WINDOW,
        "chosen": chosen,
        "names": sorted(figures.names_of(by).items(), key=lambda item: item[1]),
        "curves": pictures.curve_series(chosen, today=today),
        **(_map(members, today) if by == "kec" else {}),
        "may_fill_residents": may(request.user, resident_counts.FILL),
    }
    return render(request, "citizen_reports/statistics.html", context)


@requires("public")
@require_safe
def seasons(request: HttpRequest) -> HttpResponse:
    """By month of several years, and by weekday and hour."""
    today = timezone.localdate()
    rows, columns = pictures.hours_rows(today=today)
    context = {
        "rows": rows,
        "columns": columns,
        "counted": sum(sum(counts) for _day, counts in rows),
        "months": pictures.month_series(today=today),
    }
    return render(request, "citizen_reports/seasons.html", context)


@requires("public")
@require_safe
def journeys(request: HttpRequest) -> HttpResponse:
    """Hand-overs, waiting for a decision, pauses: where the time goes that citizens wait."""
    today, by = timezone.localdate(), _by(request)
    context = {
        "rows": figures_more.journeys(by, today=today),
        "total": next(iter(figures_more.journeys("region", today=today)), None),
        "tabs": _tabs(by),
        "by": by,
        "by_label": TABS[by],
        "window": figures.WINDOW,
    }
    return render(request, "citizen_reports/journeys.html", context)


@requires("public")
@require_safe
def download(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """What stands on the pages as a file: tables as CSV and Excel, charts as SVG."""
    today, by = timezone.localdate(), _by(request)
    chosen = _chosen(request, by)
    key = chosen[0] if chosen else "region"
    if form == "svg":
        return _picture(what, pictures.Asked(today, chosen))
    if what in tables.BY_MEMBER:
        table = tables.BY_MEMBER[what](by, today=today)
    elif what in tables.BY_KEY:
        table = tables.BY_KEY[what](key, "daerah" if not chosen else key.replace("|", "-"), today=today)
    elif what in tables.OF_REGION:
        table = tables.OF_REGION[what](today=today)
    else:
        raise Http404
    if form == "xlsx":
        return excel_response(table.name, table.as_sheet())
    answer = HttpResponse(table.as_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return answer


def _picture(what: str, asked: pictures.Asked) -> HttpResponse:
    drawn = pictures.picture(what, asked)
    if not drawn:
        raise Http404
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="{what}.svg"'
    return answer


def _map(members: list[figures.Row], today: date) -> dict[str, Any]:
    """The map of the kecamatan, and by how many residents their reports are divided."""
    shown = pictures.map_figures(members)
    return {
        "shapes": organizations.schematic_shapes(),
        "map_figures": shown,
        "map_unit": pictures.map_unit(shown),
        "residents_told": resident_counts.residents_told(on=today),
    }


def _by(request: HttpRequest) -> str:
    by = request.GET.get("menurut", "opd")
    return by if by in TABS else "opd"


def _chosen(request: HttpRequest, by: str) -> tuple[str, str] | None:
    """The member whose curve is drawn beside the region's: stored key and name."""
    key = request.GET.get("lihat", "")
    label = figures.names_of(by).get(key)
    return (f"{by}|{key}", label) if label else None


def _tabs(by: str) -> list[dict[str, Any]]:
    return [{"label": label, "url": f"?menurut={code}", "active": code == by} for code, label in TABS.items()]


def _marked(total: figures.Row | None, members: list[figures.Row]) -> list[tuple[str, str]]:
    """Who has a mark, and what it says."""
    rows = [*([total] if total else []), *members]
    return [(row.label, tables.marked(month, mark)) for row in rows for month, mark in row.marks]
