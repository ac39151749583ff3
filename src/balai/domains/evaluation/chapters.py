"""What evaluation writes into the yearly report: the summary, the indices, and who must act."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from balai.domains.evaluation.models import Assessment, Finding
from balai.domains.evaluation.permissions import ISSUE
from balai.domains.evaluation.queries import findings as found
from balai.domains.evaluation.queries import years as queries
from balai.domains.evaluation.queries.standing import standing
from balai.domains.evaluation.terms import State
from balai.engine.publications.public import (
    Block,
    Chapter,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Publication,
    Table,
)

YEARLY = "EVALUATION.YEARLY"


def editions() -> list[tuple[str, str]]:
    """The years that can be reported on."""
    return [(str(year), str(year)) for year in queries.years(on=timezone.localdate())]


def summary(edition: str, on: date) -> Sequence[Block]:
    """The year on one page."""
    year, now = int(edition), timezone.now()
    rows, whole = queries.programmes(year)
    blocks: list[Block] = [Paragraph(_opening(year, whole))]
    if rows:
        table = [
            (one.label, _said(one.target), _said(one.reached), _percent(one.percent))
            for one in (*rows, whole)
        ]
        blocks.append(
            Table(
                ("Dimensi", "Ditargetkan", "Tercapai", "Persen"),
                tuple(table),
                "Program menurut dimensi",
                (5, 2, 2, 2),
                (1, 2, 3),
            )
        )
        sources = "; ".join(queries.programme_sources(year))
        blocks.append(Note(f"Sumber: {sources}. Persen dihitung dari jumlahnya dan sama dengan yang terbit."))
    facts = [(one.label, _index(one)) for one in queries.indices(year)]
    blocks += [Heading("Indeks tahun ini"), Facts(tuple(facts))]
    if year == on.year:
        count, dying = queries.dying()
        owing, _late = queries.must_act(to_officer=False, at=now)
        views = found.findings(Finding.objects.filter(site__review__year=year), at=now)
        blocks += [
            Heading("Hari ini"),
            Facts(
                (
                    ("Inovasi yang meredup", str(count)),
                    ("Tugas yang belum selesai", str(sum(one.open for one in owing))),
                    ("Tugas yang lewat tanggal", str(sum(one.late for one in owing))),
                    ("Temuan tinjauan lapangan", str(len(views))),
                )
            ),
        ]
        if dying:
            blocks.append(
                Paragraph("Yang paling perlu ditolong: " + "; ".join(knot.title for knot in dying) + ".")
            )
    return blocks


def index_chapter(edition: str, on: date) -> Sequence[Block]:
    """Indices beside last year's, and every instrument that became final this year by component."""
    year = int(edition)
    rows = queries.indices(year)
    table = [
        (
            one.label,
            _said(one.value),
            _said(one.before),
            _signed(one.change),
            one.status or "belum ada",
            one.source or one.note,
        )
        for one in rows
    ]
    blocks: list[Block] = [
        Table(
            ("Indeks", "Nilai", "Tahun lalu", "Perubahan", "Status", "Sumber"),
            tuple(table),
            "Indeks dan tahun lalu",
            (4, 2, 2, 2, 2, 5),
            (1, 2, 3),
        ),
        Note("Yang kosong memang belum ada angkanya: tidak ada yang ditebak."),
    ]
    finals = Assessment.objects.filter(year=year, state=State.FINAL).select_related(
        "edition__instrument", "opd"
    )
    for one in finals.order_by("edition__instrument__order", "subject")[:12]:
        blocks += _instrument(one)
    return blocks


def actions(edition: str, on: date) -> Sequence[Block]:
    """Who owes what, those late first; only in the report of the running year."""
    if int(edition) != on.year:
        return []
    owing, late = queries.must_act(to_officer=False, at=timezone.now(), most=30)
    if not owing:
        return [Paragraph("Tidak ada tugas terbuka yang tercatat.")]
    rows = [(one.opd.short_name, str(one.open), str(one.late), _day(one.oldest)) for one in owing[:40]]
    blocks: list[Block] = [
        Table(
            ("Pemegang", "Belum selesai", "Lewat", "Tertua"),
            tuple(rows),
            "Tugas menurut pemegang",
            (6, 2, 2, 3),
            (1, 2),
        )
    ]
    if late:
        blocks += [
            Heading("Yang paling lama lewat"),
            Table(
                ("Tugas", "Pemegang", "Batas"),
                tuple((one.title, one.holder_name, _day(one.due_date)) for one in late),
                widths=(7, 3, 2),
            ),
        ]
    return blocks


def _instrument(row: Assessment) -> list[Block]:
    shown = standing(row)
    title = row.edition.instrument.label + (f": {row.opd.short_name}" if row.subject else "")
    table = [
        (one.part.label, one.weight, _said(one.own), _said(one.other), _signed(one.change))
        for one in shown.parts
    ]
    blocks: list[Block] = [
        Heading(title),
        Facts((("Indeks", f"{_said(row.figure)} {row.band}".strip()), ("Edisi", row.edition.label))),
        Table(
            ("Komponen", "Bobot", "Mandiri", "Asesor", "Perubahan"),
            tuple(table),
            "",
            (5, 2, 2, 2, 2),
            (1, 2, 3, 4),
        ),
    ]
    if shown.picture:
        blocks.append(Picture(shown.picture.replace("currentColor", "#222222"), f"Radar komponen {title}"))
    if row.is_example:
        blocks.append(
            Note(row.note or "Contoh: angka pada penilaian ini rekaan untuk memperlihatkan cara kerjanya.")
        )
    return blocks


def _opening(year: int, whole: queries.Reached) -> str:
    if whole.target is None:
        return f"Angka program tahun {year} belum ditemukan atau belum dicatat."
    if whole.reached is None:
        return f"Tahun {year} ditargetkan {whole.target} program; yang tercapai belum dicatat."
    return f"Tahun {year} tercapai {whole.reached} dari {whole.target} program masterplan, {_percent(whole.percent)}."


def _index(one: queries.Index) -> str:
    if one.value is None:
        return "belum ada" + (f" ({one.note})" if one.note else "")
    parts = [_said(one.value)]
    if one.change is not None:
        parts.append(f"({_signed(one.change)} dari tahun lalu)")
    parts += [f"· {word}" for word in (one.status.casefold() if one.is_example else "", one.note) if word]
    return " ".join(parts)


def _said(value: Decimal | int | None) -> str:
    if value is None:
        return "–"
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".") if len(text.partition(".")[2]) > 3 else text
    return text.replace(".", ",")


def _signed(value: Decimal | None) -> str:
    return "–" if value is None else ("+" if value > 0 else "") + _said(value)


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{_said(value)}%"


def _day(value: date | None) -> str:
    return "–" if value is None else f"{value:%d-%m-%Y}"


PUBLICATION = Publication(
    code=YEARLY,
    title="Evaluasi Tahunan",
    subtitle="Gerakan Menuju Smart City",
    permission=ISSUE,
    editions=editions,
    order=60,
)
CHAPTERS = (
    Chapter(publication=YEARLY, code="SUMMARY", title="Ringkasan", order=10, write=summary),
    Chapter(publication=YEARLY, code="INDICES", title="Indeks dan instrumen", order=40, write=index_chapter),
    Chapter(publication=YEARLY, code="ACTIONS", title="Siapa harus bertindak", order=70, write=actions),
)
