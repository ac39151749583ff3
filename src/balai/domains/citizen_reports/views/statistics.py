"""Statistics for everybody: how long it takes, what is still open, what was confirmed; when reports come; what they go through."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from balai.domains.citizen_reports import figures, figures_more, tables
from balai.engine.organizations import public as organizations
from balai.engine.people.public import requires
from balai.kits.excel import excel_response
from balai.kits.ui.chart_files import line_chart_file

TABS = {"opd": _("Menurut instansi"), "kec": _("Menurut kecamatan"), "group": _("Menurut urusan")}
PAGES = {"statistics": _("Angka"), "seasons": _("Musim"), "journeys": _("Perjalanan")}


@requires("public")
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The last 90 days. Members stand in the order of their names; a small sample has no figure."""
    today, by = timezone.localdate(), _by(request)
    members = figures.table(by, today=today)
    daily = figures.daily(today=today)
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
        "series": {gettext("Laporan masuk"): [(f"{day:%d/%m}", amount) for day, amount in daily.items()]},
        "histogram": figures.answer_histogram(today=today),
        "window": figures.WINDOW,
        "chosen": chosen,
        "names": sorted(figures.names_of(by).items(), key=lambda item: item[1]),
        "curves": curve_series(chosen, today=today),
    }
    return render(request, "citizen_reports/statistics.html", context)


@requires("public")
@require_safe
def seasons(request: HttpRequest) -> HttpResponse:
    """By month of several years, and by weekday and hour."""
    today = timezone.localdate()
    grid = figures_more.binned(figures_more.hours_grid(today=today))
    bins = range(0, 24, figures_more.HOURS_A_BIN)
    context = {
        "rows": [(day[:3], row) for day, row in zip(tables.weekdays(), grid, strict=True)],
        "columns": [f"{hour:02d}" for hour in bins],
        "counted": sum(map(sum, grid)),
        "months": month_series(today=today),
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
    """What stands on the pages as a file: CSV, Excel, and the two line charts as SVG."""
    today, by = timezone.localdate(), _by(request)
    chosen = _chosen(request, by)
    key = chosen[0] if chosen else "region"
    if form == "svg":
        return _svg(what, chosen, today)
    if what in tables.BY_MEMBER:
        table = tables.BY_MEMBER[what](by, today=today)
    elif what in tables.BY_KEY:
        table = tables.BY_KEY[what](key, "daerah" if not chosen else key.replace("|", "-"), today=today)
    elif what == "jam":
        table = tables.hours(today=today)
    else:
        raise Http404
    if form == "xlsx":
        return excel_response(table.name, table.as_sheet())
    answer = HttpResponse(table.as_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return answer


def _svg(what: str, chosen: tuple[str, str] | None, today: date) -> HttpResponse:
    source = f"{organizations.region().name}, {today.isoformat()}"
    if what == "lama":
        series, title, unit = (
            curve_series(chosen, today=today),
            gettext("Yang masih menunggu"),
            gettext("persen, menurut hari sejak masuk"),
        )
    elif what == "bulan":
        series, title, unit = (
            month_series(today=today),
            gettext("Laporan masuk per bulan"),
            gettext("laporan"),
        )
    else:
        raise Http404
    answer = HttpResponse(
        line_chart_file(series, title=title, unit=unit, source=source), content_type="image/svg+xml"
    )
    answer["Content-Disposition"] = f'attachment; filename="{what}.svg"'
    return answer


def curve_series(chosen: tuple[str, str] | None, *, today: date) -> dict[str, list[tuple[str, float | None]]]:
    """Lines of the share that still waits: the region, and beside it the member that was asked for."""
    lines = {
        gettext("Belum dijawab"): figures_more.answer_curve("region", today=today).shares,
        gettext("Belum ditangani"): figures_more.solved_curve("region", today=today).shares,
    }
    if chosen:
        key, label = chosen
        lines[gettext("Belum dijawab: %(name)s") % {"name": label}] = figures_more.answer_curve(
            key, today=today
        ).shares
    days = range(figures_more.CURVE_DAYS + 1)
    return {
        name: [(str(day), round(100 * shares[day], 1) if day < len(shares) else None) for day in days]
        for name, shares in lines.items()
        if shares
    }


def month_series(*, today: date) -> dict[str, list[tuple[str, int | None]]]:
    """A line per year over the twelve months."""
    found = figures_more.months("region", today=today)
    names = tables.month_names()
    return {
        str(year): list(zip(names, amounts, strict=True))
        for year, amounts in found.items()
        if any(amount is not None for amount in amounts)
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
