"""The chapter on programmes in the yearly report."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import number_format

from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.queries import figures
from balai.domains.masterplan.queries.programmes import leaderless
from balai.engine.publications.public import Block, Chapter, Heading, Note, Paragraph, Table
from balai.foundation.text import whole_number

TITLES = ("Dimensi", "Ditargetkan", "Tercapai", "Persen", "Dihitung di Balai")


def programme_table(edition: str, on: date) -> Sequence[Block]:
    """Programmes of a year by dimension, as published and as counted here; nothing for a year of which nobody knows.

    `edition` is the year of the report. Source of the published ones: the yearly series PROGRAMME.
    """
    year = whole_number(edition)
    if year is None:
        return ()
    plan = figures.plan_for(year)
    lines = figures.table(plan, year)
    if not lines:
        return ()
    blocks: list[Block] = [
        Table(
            TITLES,
            tuple(_row(line) for line in lines),
            caption=f"Program masterplan tahun {year} menurut dimensi",
            widths=(4, 2, 2, 2, 3),
            right=(1, 2, 3, 4),
        )
    ]
    if sources := sorted({source for line in lines for source in line.sources}):
        blocks.append(Paragraph("Sumber: " + "; ".join(sources) + "."))
    if any(line.agrees is False for line in lines):
        blocks.append(
            Note("Angka yang terbit dan hitungan dari data program di Balai tidak sama; keduanya dicetak.")
        )
    if plan is not None and plan.programmes.filter(is_example=True).exists():
        blocks.append(
            Note(
                "Sebagian program yang dihitung di Balai adalah contoh; jumlah menurut dimensi mengikuti yang terbit."
            )
        )
    if money := figures.money(year):
        words = "; ".join(
            f"{label} Rp {number_format(amount, force_grouping=True)}" for label, amount, _who in money
        )
        blocks.append(Paragraph(f"Anggaran tahun {year} menurut pemberitaan: {words}."))
    return [*blocks, *(_leaderless(plan, on) if plan is not None else ())]


def _leaderless(plan: Plan, on: date) -> Sequence[Block]:
    orphans = leaderless(plan, on=on)
    if not orphans:
        return ()
    rows = tuple((one.code, one.name, _last(one)) for one in orphans)
    return Heading("Program tanpa pemimpin"), Table(("Kode", "Program", "Pemimpin terakhir"), rows)


def _row(line: figures.Line) -> tuple[str, ...]:
    counted = f"{line.counted.reached} dari {line.counted.target}" if line.counted else "–"
    percent = "–" if line.percent is None else number_format(line.percent, decimal_pos=1)
    if line.published is None:
        return (line.label or "Semua", "–", "–", percent, counted)
    return (line.label or "Semua", str(line.published.target), str(line.published.reached), percent, counted)


def _last(one) -> str:
    return one.lead.name if one.lead else one.lead_text or "belum pernah ada"


CHAPTER = Chapter(
    publication="EVALUATION.YEARLY",
    code="PROGRAMMES",
    title="Program masterplan",
    order=20,
    write=programme_table,
)
