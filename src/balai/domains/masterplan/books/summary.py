"""Buku III: the two books on a few pages, for the leadership and for everybody. Nothing is written here by hand."""

from collections.abc import Sequence
from datetime import date

from balai.domains.masterplan.books.analysis import readiness_sentence
from balai.domains.masterplan.books.pieces import example_note, money, plan_called
from balai.domains.masterplan.books.plan import dimension_rows
from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.queries import figures, strategy
from balai.domains.masterplan.queries.programmes import leaderless, programmes
from balai.domains.masterplan.queries.quick_wins import board
from balai.domains.masterplan.queries.roadmap import roadmap_svg
from balai.domains.masterplan.terms_books import BOOKS
from balai.domains.masterplan.terms_strategy import QUADRANT_LABELS
from balai.engine.publications.public import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
    latest_version,
)


def at_a_glance(edition: str, on: date) -> Sequence[Block]:
    """Vision, readiness and the plan in numbers."""
    plan = plan_called(edition)
    if plan is None:
        return ()
    rows = list(programmes(plan).exclude(state="PROPOSED"))
    vision, gaps = strategy.vision(plan), strategy.gaps(plan)
    orphans = [row for row in leaderless(plan, on=on) if row.state != "PROPOSED"]
    ready = readiness_sentence(plan, on)
    facts = [
        ("Masa rencana", f"{plan.years[0]}–{plan.years[-1]}, visi {plan.vision_year}"),
        ("Dasar hukum", plan.legal_reference),
        ("Program", f"{len(rows)}, di antaranya {sum(row.is_quick_win for row in rows)} quick win"),
        ("Pagu seluruh tahun", money(sum(year.ceiling_rupiah or 0 for row in rows for year in row.years.all()))),
        ("Kesiapan", ready),
        ("Kesenjangan", f"{len(gaps)}, {sum(row.programme is None for row in gaps)} belum ada programnya" if gaps else ""),
        ("Tanpa penanggung jawab", f"{len(orphans)} program" if orphans else "tidak ada"),
    ]  # fmt: skip
    blocks: list[Block] = [Paragraph(vision.text)] if vision else []
    return [*blocks, Facts(tuple((label, value) for label, value in facts if value)), *_versions(plan)]


def _versions(plan: Plan) -> list[Block]:
    """Which versions of the other books this one sums up."""
    found = [(short, latest_version(code, plan.code)) for code, short in list(BOOKS.items())[:2]]
    told = "; ".join(f"{short} versi {one.number}" for short, one in found if one)
    return [Paragraph(f"Rincian lengkap: {told}.")] if told else []


def why(edition: str, on: date) -> Sequence[Block]:
    """The first of each box of the SWOT, and the strategies."""
    plan = plan_called(edition)
    boxes = strategy.swot(plan) if plan else {}
    if not any(boxes.values()):
        return ()
    facts = tuple(
        (QUADRANT_LABELS[code], "; ".join(row.text for row in rows[:2]))
        for code, rows in boxes.items()
        if rows
    )
    drawn = [row.text for rows in strategy.tows(plan).values() for row in rows]
    blocks: list[Block] = [Facts(facts)]
    if drawn:
        blocks += [Heading("Strategi utama"), Bullets(tuple(drawn[:6]))]
    return blocks


def what(edition: str, on: date) -> Sequence[Block]:
    """Programmes by dimension, the quick wins, the roadmap, and what was reached."""
    plan = plan_called(edition)
    rows = list(programmes(plan).exclude(state="PROPOSED")) if plan else []
    if plan is None or not rows:
        return ()
    counted = Table(
        ("Dimensi", "Program", "Quick win"), dimension_rows(rows), caption="Program menurut dimensi", widths=(6, 2, 2), right=(1, 2)
    )  # fmt: skip
    blocks: list[Block] = [counted]
    cards = [card for card in board(plan, on=on) if card.programme.state != "PROPOSED"]
    if cards:
        told = tuple(
            (card.programme.name, card.quick.service if card.quick else "–", f"{card.percent}%")
            for card in cards
        )
        blocks += [
            Heading("Quick win"), Table(("Quick win", "Layanan yang ditajamkan", "Kemajuan"), told, widths=(5, 6, 2), right=(2,))
        ]  # fmt: skip
    blocks += _reached(plan, on)
    if svg := roadmap_svg(plan, on, rows=[row for row in rows if row.is_quick_win] or rows[:20]):
        blocks.append(Picture(svg, "Peta jalan quick win", "Peta jalan quick win", True))
    return [*blocks, *example_note(rows, "program")]


def _reached(plan: Plan, on: date) -> list[Block]:
    years = [year for year in figures.published_years() if year <= on.year] if not plan.is_example else []
    if not years:
        return []
    lines = [line for line in figures.table(plan, max(years)) if line.published]
    table = tuple(
        (line.label or "Semua", str(line.published.target), str(line.published.reached)) for line in lines
    )
    if not table:
        return []
    headings = ("Dimensi", "Ditargetkan", "Tercapai")
    return [
        Heading(f"Yang tercapai pada {max(years)}"),
        Table(headings, table, widths=(6, 2, 2), right=(1, 2)),
    ]
