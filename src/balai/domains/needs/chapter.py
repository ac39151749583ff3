"""The chapter of the first book: what is needed, how it is weighed, and what became of it."""

from collections.abc import Sequence
from datetime import date

from balai.domains.needs.queries.inventory import Line, counted, lines, reasons, weights
from balai.domains.needs.terms import (
    CRITERION_LABELS,
    SOURCE_LABELS,
    STANDING_LABELS,
    Criterion,
    Source,
    Standing,
)
from balai.engine.organizations import public as organizations
from balai.engine.publications.public import Block, Chapter, Facts, Heading, Note, Paragraph, Table
from balai.foundation.dimensions import DIMENSION_LABELS

MOST_ROWS = 60


def write(edition: str, on: date) -> Sequence[Block]:
    """The inventory of the day, the heaviest needs first; nothing when there is none."""
    rows = lines(on=on)
    if not rows:
        return []
    sums, of = counted(rows), weights(on=on)
    statements = sum(line.statements for line in rows)
    found: list[Block] = [
        Paragraph(
            f"Inventarisasi mencatat {len(rows)} kebutuhan dari {statements} pernyataan dan laporan. Kebutuhan yang sama digabung; "
            "semua sumbernya tetap tersimpan."
        ),
        Facts(
            tuple(
                (STANDING_LABELS[one], str(sums["standing"][one]))
                for one in Standing
                if sums["standing"][one]
            )
        ),
        Heading("Siapa yang menyampaikan"),
        Table(
            ("Sumber", "Kebutuhan"),
            tuple((SOURCE_LABELS[one], str(sums["source"][one])) for one in Source if sums["source"][one]),
            widths=(4, 1),
            right=(1,),
        ),
        Heading("Cara menimbang"),
        Paragraph(
            "Timbangan = 100 × jumlah (bobot × nilai) ÷ jumlah bobot. Setiap nilai antara 0 dan 1; yang belum dinilai dihitung 0."
        ),
        Table(
            ("Kriteria", "Bobot"),
            tuple((CRITERION_LABELS[one], f"{of.of[one]:g}") for one in Criterion),
            widths=(4, 1),
            right=(1,),
        ),
        Heading("Peringkat kebutuhan"),
        _ranking(rows),
    ]
    if len(rows) > MOST_ROWS:
        found.append(Paragraph(f"Tabel memuat {MOST_ROWS} yang teratas dari {len(rows)} kebutuhan."))
    return [*found, *_declined(rows, on), *_examples(rows)]


def _ranking(rows: Sequence[Line]) -> Table:
    body = tuple(
        (
            str(place),
            line.need.title,
            DIMENSION_LABELS.get(line.need.dimension, "–"),
            organizations.area(line.kecamatan).name if line.kecamatan else "Seluruh daerah",
            str(line.statements),
            f"{line.weight:.1f}".replace(".", ","),
            STANDING_LABELS[line.standing],
        )
        for place, line in enumerate(rows[:MOST_ROWS], 1)
    )
    return Table(
        ("Nomor", "Kebutuhan", "Dimensi", "Kecamatan", "Suara", "Timbangan", "Tindak lanjut"),
        body, widths=(2, 8, 4, 3, 2, 2, 4), right=(0, 4, 5), wide=True,
    )  # fmt: skip


def _declined(rows: Sequence[Line], on: date) -> list[Block]:
    names = dict(reasons(on=on))
    left = [line.need for line in rows if line.standing is Standing.DECLINED]
    if not left:
        return []
    body = tuple(
        (need.title, names.get(need.decline_code, need.decline_code), need.decline_text) for need in left
    )
    return [
        Heading("Yang tidak dijawab, dan alasannya"),
        Table(("Kebutuhan", "Alasan", "Penjelasan"), body, widths=(4, 3, 5)),
    ]


def _examples(rows: Sequence[Line]) -> list[Block]:
    count = sum(line.need.is_example for line in rows)
    return (
        [Note(f"{count} kebutuhan di antaranya adalah contoh rekaan, bukan catatan resmi.")] if count else []
    )


CHAPTER = Chapter(
    publication="MASTERPLAN.BUKU_I", code="NEEDS", title="Inventarisasi kebutuhan", order=20, write=write
)
