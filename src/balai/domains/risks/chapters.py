"""The chapters on risks: of the masterplan, and of the yearly report. Only what may be read by everybody stands in them."""

from collections.abc import Sequence
from datetime import date

from balai.domains.risks.drawing import heat_map, in_words
from balai.domains.risks.models import Risk
from balai.domains.risks.queries.reference import Reference, appetite, reference
from balai.domains.risks.queries.register import cells, judged, published, unborne
from balai.domains.risks.terms import LENS_LABELS, OPTION_LABELS, SIGN_LABELS, Option, Sign, Stage
from balai.engine.publications.public import Block, Bullets, Chapter, Heading, Note, Paragraph, Picture, Table
from balai.foundation.errors import NotFound

MOST_ROWS = 40


def write(edition: str, on: date) -> Sequence[Block]:
    """The register of the day: heat maps before and after, the three lenses, the highest risks, what nobody bears."""
    rows = list(published().prefetch_related("treatments__duty__case__holder"))
    if not rows:
        return []
    try:
        of = reference(on=on)
    except NotFound:
        return []
    before, after = cells(rows, Stage.INHERENT), cells(rows, Stage.RESIDUAL)
    return [
        Paragraph(
            f"Daftar risiko memuat {len(rows)} risiko yang terbuka untuk umum, dinilai dengan matriks {of.edition.name}: nilai peringkat 1 "
            "sampai 25 menurut tabel, bukan hasil kali kemungkinan dan dampak."
        ),
        *_warnings(of, on),
        Picture(heat_map(of, before), in_words(of, before), "Peta risiko sebelum penanganan"),
        Picture(heat_map(of, after), in_words(of, after), "Peta risiko setelah penanganan"),
        *_lenses(rows),
        Heading("Risiko tertinggi"),
        _table(rows, of),
        *_triggered(rows),
        *_unborne(rows, on),
        *_examples(rows),
    ]


def _warnings(of: Reference, on: date) -> list[Block]:
    _value, is_verified = appetite(on=on)
    found: list[Block] = []
    if not is_verified:
        found.append(
            Note(
                "Selera risiko yang dipakai adalah usulan; angkanya belum diperiksa terhadap naskah peraturan."
            )
        )
    if not of.edition.is_verified:
        found.append(
            Note(f"Matriks belum diperiksa terhadap naskah yang ditandatangani. Sumber: {of.edition.source}.")
        )
    return found


def _lenses(rows: Sequence[Risk]) -> list[Block]:
    body = tuple(
        (label, str(len(own)), own[0].event if own else "–")
        for lens, label in LENS_LABELS.items()
        for own in ([risk for risk in rows if risk.lens == lens],)
    )
    return [
        Heading("Tiga lensa"),
        Table(("Lensa", "Risiko", "Yang tertinggi"), body, widths=(3, 1, 8), right=(1,)),
    ]


def _table(rows: Sequence[Risk], of: Reference) -> Table:
    stages = judged([risk.pk for risk in rows[:MOST_ROWS]])
    body = tuple(
        (
            str(place),
            f"{risk.event} ({SIGN_LABELS[Sign(risk.sign)].split()[0].lower()})",
            of.label("categories", risk.category),
            risk.opd.short_name,
            _value(of, stages[risk.pk].get(Stage.INHERENT)),
            _value(of, stages[risk.pk].get(Stage.RESIDUAL)),
            "; ".join(
                f"{OPTION_LABELS[Option(one.option)]}, {one.duty.case.holder.short_name}, {one.duty.due_date:%d-%m-%Y}"
                for one in risk.treatments.all()
            )
            or "–",
        )
        for place, risk in enumerate(rows[:MOST_ROWS], 1)
    )
    return Table(
        ("Nomor", "Risiko", "Kategori", "Pemilik", "Sebelum", "Sesudah", "Penanganan"), body, widths=(2, 7, 3, 3, 2, 2, 5), right=(0,), wide=True
    )  # fmt: skip


def _value(of: Reference, one: object) -> str:
    return "–" if one is None else f"{one.value} {of.label('levels', one.level).lower()}"  # type: ignore[attr-defined]


def _triggered(rows: Sequence[Risk]) -> list[Block]:
    fired = tuple(f"{risk.event} ({risk.opd.short_name})" for risk in rows if risk.is_fired)  # type: ignore[attr-defined]
    return [Heading("Yang sedang terpicu oleh angkanya"), Bullets(fired)] if fired else []


def _unborne(rows: Sequence[Risk], on: date) -> list[Block]:
    limit, _is_verified = appetite(on=on)
    left = tuple(
        f"{risk.event} ({risk.opd.short_name}, {risk.value})" for risk in unborne(rows, limit, on=on)
    )
    if not left:
        return []
    return [Heading("Di atas selera, belum ditangani dan belum diterima"), Bullets(left)]


def _examples(rows: Sequence[Risk]) -> list[Block]:
    count = sum(risk.is_example for risk in rows)
    return [Note(f"{count} risiko di antaranya adalah contoh rekaan.")] if count else []


BOOK = Chapter(publication="MASTERPLAN.BUKU_II", code="RISKS", title="Risiko", order=70, write=write)
YEARLY = Chapter(publication="EVALUATION.YEARLY", code="RISKS", title="Risiko", order=60, write=write)
