"""The statistics as plain tables: for files, for programs, and as what stands behind every chart."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from balai.domains.citizen_reports import figures, figures_more
from balai.domains.citizen_reports.rules.flags import Mark
from balai.engine.indicators.public import REASON_LABELS, Estimate
from balai.kits.excel import Sheet
from balai.kits.ui.words import said

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Table:
    """A name for the file, titles, rows of texts and numbers."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def as_csv(self) -> str:
        """RFC 4180, with a byte-order mark so that spreadsheets read it as UTF-8."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.titles)
        writer.writerows(self.rows)
        return "\ufeff" + out.getvalue()

    def as_sheet(self) -> Sheet:
        rows = [[_whole(cell) for cell in row] for row in self.rows]
        return Sheet(self.name, self.titles, rows)


def _whole(cell: Any) -> Any:
    return Decimal(str(cell)) if isinstance(cell, float) else cell


def members(by: str, *, today: date) -> Table:
    """The members of a grouping with their figures, their denominators and their marks."""
    titles = [
        _("Nama"), _("Masuk"), _("Masuk per 10.000 penduduk"), _("Belum dijawab"), _("Dijawab"), _("Ditangani"),
        _("Dikonfirmasi"), _("Disanggah"), _("Tidak pernah dijawab"), _("Tidak diukur lamanya"), _("Median (jam)"),
        _("P90 (jam)"), _("Diukur"), _("Keterangan"), _("Tanda"),
    ]  # fmt: skip
    return Table(f"statistik-{by}", titles, [_member(row) for row in figures.table(by, today=today)])


def _member(row: figures.Row) -> list[Any]:
    why = said(REASON_LABELS[row.median.reason or row.ninety.reason])
    return [
        row.label, row.opened, row.per_ten_thousand, row.open, row.answered, row.solved, row.confirmed, row.contested,
        row.never, row.left_out, _hours(row.median), _hours(row.ninety), row.median.n, why,
        "; ".join(marked(month, mark) for month, mark in row.marks),
    ]  # fmt: skip


def _hours(estimate: Estimate) -> float | None:
    return round(estimate.value.total_seconds() / 3600, 1) if estimate.value else None


def marked(month: date, mark: Mark) -> str:
    """A mark in one sentence: which month, what happened, of how many."""
    return f"{month:%Y-%m}: {said(mark.sentence).format(n=mark.amount)} ({mark.amount}/{mark.of})"


def curves(key: str, label: str, *, today: date) -> Table:
    """The share that still waits, day by day: for an answer and for a proof."""
    answer, solved = figures_more.answer_curve(key, today=today), figures_more.solved_curve(key, today=today)
    rows = [
        [day, _share(answer.shares, day), _share(solved.shares, day)]
        for day in range(figures_more.CURVE_DAYS + 1)
    ]
    titles = [
        _("Hari sejak masuk"),
        _("Belum dijawab (%%), dari %(n)s") % {"n": answer.n},
        _("Belum ditangani (%%), dari %(n)s") % {"n": solved.n},
    ]
    return Table(f"lama-{label}", titles, rows)


def _share(shares: Sequence[float], day: int) -> float | None:
    return round(100 * shares[day], 1) if day < len(shares) else None


def hours(*, today: date) -> Table:
    """Reports of a year by weekday and hour."""
    rows = [
        [name, *counts] for name, counts in zip(weekdays(), figures_more.hours_grid(today=today), strict=True)
    ]
    return Table("hari-dan-jam", [_("Hari"), *(f"{hour:02d}.00" for hour in range(24))], rows)


def months(key: str, label: str, *, today: date) -> Table:
    """Reports by month, year beside year."""
    found = figures_more.months(key, today=today)
    rows = [[name, *(found[year][n] for year in found)] for n, name in enumerate(month_names())]
    return Table(f"bulan-{label}", [_("Bulan"), *map(str, found)], rows)


def daily(*, today: date) -> Table:
    """Reports of each of the last days."""
    rows = [[day.isoformat(), amount] for day, amount in figures.daily(today=today).items()]
    return Table("laporan-per-hari", [_("Tanggal"), _("Laporan masuk")], rows)


def answers(*, today: date) -> Table:
    """How many were answered within how many days."""
    titles = [_("Hari sampai jawaban pertama"), _("Laporan")]
    return Table("lama-sampai-jawaban", titles, figures.answer_histogram(today=today))


def journeys(by: str, *, today: date) -> Table:
    """What reports went through on the way."""
    titles = [
        _("Nama"), _("Masuk"), _("Pernah berpindah"), _("Perpindahan"), _("Menit menunggu keputusan"),
        _("Dialihkan ke instansi lain"), _("Penundaan"), _("Menit ditunda"),
    ]  # fmt: skip
    rows = [
        [r.label, r.opened, r.moved, r.hops, r.limbo // MINUTE, r.refusals, r.pauses, r.paused // MINUTE]
        for r in figures_more.journeys(by, today=today)
    ]
    return Table(f"perjalanan-{by}", titles, rows)


def weekdays() -> list[str]:
    return [_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu")]


def month_names() -> list[str]:
    return [
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("Mei"), _("Jun"), _("Jul"), _("Agu"), _("Sep"), _("Okt"), _("Nov"), _("Des"),
    ]  # fmt: skip


Maker = Callable[..., Table]
BY_MEMBER: Mapping[str, Maker] = {"anggota": members, "perjalanan": journeys}
BY_KEY: Mapping[str, Maker] = {"lama": curves, "bulan": months}
OF_REGION: Mapping[str, Maker] = {"jam": hours, "harian": daily, "jawaban": answers}
