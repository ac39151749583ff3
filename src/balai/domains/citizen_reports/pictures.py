"""The charts of the statistics: what is drawn on the pages, and the same as a picture file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.domains.citizen_reports import figures, figures_more, resident_counts, tables
from balai.engine.organizations import public as organizations
from balai.kits.ui.area_maps import AreaFigures, area_map_file
from balai.kits.ui.chart_files import heat_grid_file, histogram_file, line_chart_file

Lines = dict[str, list[tuple[str, float | None]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which day the picture is, and whose curve stands beside the region's: (stored key, name)."""

    today: date
    chosen: tuple[str, str] | None = None


def curve_series(chosen: tuple[str, str] | None, *, today: date) -> Lines:
    """Lines of the share that still waits: the region, and beside it the member that was asked for."""
    lines = {
        _("Belum dijawab"): figures_more.answer_curve("region", today=today).shares,
        _("Belum ditangani"): figures_more.solved_curve("region", today=today).shares,
    }
    if chosen:
        key, label = chosen
        lines[_("Belum dijawab: %(name)s") % {"name": label}] = figures_more.answer_curve(
            key, today=today
        ).shares
    days = range(figures_more.CURVE_DAYS + 1)
    return {
        name: [(str(day), round(100 * shares[day], 1) if day < len(shares) else None) for day in days]
        for name, shares in lines.items()
        if shares
    }


def month_series(*, today: date) -> Lines:
    """A line per year over the twelve months."""
    found = figures_more.months("region", today=today)
    names = tables.month_names()
    return {
        str(year): list(zip(names, amounts, strict=True))
        for year, amounts in found.items()
        if any(amount is not None for amount in amounts)
    }


def daily_series(*, today: date) -> Lines:
    """One line: what came in on each of the last days."""
    daily = figures.daily(today=today)
    return {_("Laporan masuk"): [(f"{day:%d/%m}", amount) for day, amount in daily.items()]}


def hours_rows(*, today: date) -> tuple[list[tuple[str, list[int]]], list[str]]:
    """Weekdays with their counts in bins of hours, and the titles of the bins."""
    grid = figures_more.binned(figures_more.hours_grid(today=today))
    rows = [(day[:3], row) for day, row in zip(tables.weekdays(), grid, strict=True)]
    return rows, [f"{hour:02d}" for hour in range(0, 24, figures_more.HOURS_A_BIN)]


def map_figures(rows: list[figures.Row]) -> AreaFigures:
    """What the map of the kecamatan shows: reports per 10,000 residents where all are known, else the counts."""
    rates = {row.key: row.per_ten_thousand for row in rows if row.per_ten_thousand is not None}
    if rows and len(rates) == len(rows):
        return AreaFigures(rates, shaded=True)
    counts = {area.code: 0 for area in organizations.kecamatan_list()}
    return AreaFigures(counts | {row.key: row.opened for row in rows}, shaded=False)


def map_unit(shown: AreaFigures) -> str:
    """What the figures of the map count."""
    return _("laporan per 10.000 penduduk") if shown.shaded else _("laporan")


def picture(what: str, asked: Asked) -> str | None:
    """The SVG of a chart; None for what is no chart, "" where there is nothing to draw yet."""
    return _PICTURES[what](asked) if what in _PICTURES else None


def _curve(asked: Asked) -> str:
    series = curve_series(asked.chosen, today=asked.today)
    title, unit = _("Yang masih menunggu menurut hari sejak masuk"), _("persen laporan; mendatar: hari")
    return line_chart_file(series, title=title, unit=unit, source=_of_window(asked)) if series else ""


def _months(asked: Asked) -> str:
    series = month_series(today=asked.today)
    title = _("Laporan masuk per bulan")
    return line_chart_file(series, title=title, unit=_("laporan"), source=_source(asked)) if series else ""


def _daily(asked: Asked) -> str:
    series = daily_series(today=asked.today)
    title = _("Laporan masuk per hari")
    return line_chart_file(series, title=title, unit=_("laporan"), source=_source(asked))


def _answers(asked: Asked) -> str:
    title = _("Lama sampai jawaban pertama")
    buckets = figures.answer_histogram(today=asked.today)
    return histogram_file(buckets, title=title, unit=_("laporan, menurut hari"), source=_of_window(asked))


def _hours(asked: Asked) -> str:
    rows, columns = hours_rows(today=asked.today)
    title = _("Laporan masuk menurut hari dan jam")
    unit = _("laporan setahun terakhir; tiap kolom tiga jam mulai pukul yang tertulis")
    return heat_grid_file(rows, columns, title=title, unit=unit, source=_source(asked))


def _map(asked: Asked) -> str:
    shown = map_figures(figures.table("kec", today=asked.today))
    told = resident_counts.residents_told(on=asked.today) if shown.shaded else ""
    source = " ".join([_of_window(asked), _("Batas di peta ini skematis."), told]).strip()
    return area_map_file(
        organizations.schematic_shapes(),
        shown,
        title=_("Laporan masuk menurut kecamatan"),
        unit=map_unit(shown),
        source=source,
    )


def _source(asked: Asked) -> str:
    return _("Sumber: laporan warga di Balai %(region)s. Dihitung %(day)s.") % {
        "region": organizations.region().name,
        "day": date_format(asked.today, "j F Y"),
    }


def _of_window(asked: Asked) -> str:
    days = _("%(days)s hari terakhir.") % {"days": figures.WINDOW}
    return f"{_source(asked)} {days}"


_PICTURES: Mapping[str, Callable[[Asked], str]] = {
    "lama": _curve,
    "bulan": _months,
    "harian": _daily,
    "jawaban": _answers,
    "jam": _hours,
    "peta": _map,
}
