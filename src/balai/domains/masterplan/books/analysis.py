"""Buku I: what the analysis found. Each chapter is left out while nothing of it is written."""

from collections.abc import Sequence
from datetime import date

from balai.domains.masterplan.books.pieces import example_note, figure, plan_called, said_or_dash
from balai.domains.masterplan.drawing_strategy import radar
from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.queries import readiness, strategy
from balai.domains.masterplan.terms_strategy import (
    ELEMENT_LABELS,
    MARK_LABELS,
    PAIR_LABELS,
    PART_LABELS,
    QUADRANT_LABELS,
    Element,
    Mark,
    Quadrant,
)
from balai.engine.indicators.public import points_of, series_of_family, targets_of
from balai.engine.publications.public import Block, Bullets, Facts, Heading, Note, Paragraph, Picture, Table
from balai.foundation.dimensions import DIMENSION_LABELS, Dimension


def vision_and_targets(edition: str, on: date) -> Sequence[Block]:
    """Vision, missions, and how far their indicators are from the targets of the development plan."""
    plan = plan_called(edition)
    if plan is None:
        return ()
    vision, missions = strategy.vision(plan), strategy.missions(plan)
    blocks: list[Block] = []
    if vision:
        blocks += [Heading(f"Visi {plan.vision_year}"), Paragraph(vision.text), _source(vision.source)]
    if missions:
        blocks.append(Heading("Misi dan target RPJMD"))
    for mission, series in missions:
        blocks.append(Heading(f"Misi {mission.number}", 3))
        blocks.append(Paragraph(mission.text))
        if mission.rpjmd_link:
            blocks.append(Paragraph(f"Kaitan RPJMD: {mission.rpjmd_link}"))
        blocks += [table for one in series if (table := _target_table(one))]
    return [
        *blocks,
        *example_note([row for row in (vision, *(one for one, _s in missions)) if row], "rumusan"),
    ]


def _target_table(one: strategy.MissionSeries) -> Table | None:
    if not one.years:
        return None
    rows = tuple(
        (
            str(year.year),
            figure(year.target),
            figure(year.value),
            "belum ada angka" if year.missing is None else f"kurang {figure(year.missing)}" if year.missing else "tercapai",
            year.source,
        )
        for year in one.years
    )  # fmt: skip
    unit = f" ({one.series.unit})" if one.series.unit else ""
    return Table(
        ("Tahun", "Target", "Capaian", "Kesenjangan", "Dokumen"),
        rows,
        caption=f"{one.series.label}{unit}",
        widths=(2, 2, 2, 3, 7),
        right=(1, 2),
    )


def future(edition: str, on: date) -> Sequence[Block]:
    """Each dimension: what the regency can count on and must reckon with, what lacks, and what will be measured."""
    plan = plan_called(edition)
    if plan is None:
        return ()
    entries = [row for rows in strategy.swot(plan).values() for row in rows]
    gaps = strategy.gaps(plan)
    series = series_of_family("SMART_CITY")
    codes = [one.code for one in series]
    points, targets = points_of(codes), targets_of(codes)
    blocks: list[Block] = [
        Paragraph(
            "Setiap dimensi dibaca dari empat arah: yang dimiliki dan yang dihadapi menurut SWOT, yang masih kurang menurut "
            "analisis kesenjangan, dan indikator yang akan menunjukkan apakah keadaan berubah."
        )
    ]
    for dimension in Dimension:
        own = [row for row in entries if row.dimension == dimension]
        lacking = [row for row in gaps if row.dimension == dimension]
        measured = [one for one in series if one.dimension == dimension]
        if not (own or lacking or measured):
            continue
        blocks.append(Heading(DIMENSION_LABELS[dimension]))
        if own:
            blocks.append(
                Bullets(tuple(f"{QUADRANT_LABELS[Quadrant(row.quadrant)]}: {row.text}" for row in own))
            )
        if lacking:
            blocks.append(Bullets(tuple(f"Dari {row.now} menuju {row.wanted}" for row in lacking)))
        if measured:
            rows = tuple(
                (one.label, one.unit, *_known(points[one.code], targets[one.code])) for one in measured
            )
            headings = ("Indikator", "Satuan", "Terakhir", "Target terdekat")
            blocks.append(Table(headings, rows, widths=(8, 4, 3, 3), right=(2, 3)))
    return blocks


def _known(points: dict, targets: dict) -> tuple[str, str]:
    """The newest figure and the last target, with their years."""
    stated = [(year, point.value) for year, point in points.items() if point.value is not None]
    newest = f"{figure(stated[-1][1])} ({stated[-1][0]})" if stated else "belum ada"
    last = max(targets, default=None)
    return newest, f"{figure(targets[last][0].value)} ({last})" if last else "–"


def ready(edition: str, on: date) -> Sequence[Block]:
    """Readiness in shares and as a picture, then every criterion with its reason."""
    plan = plan_called(edition)
    if plan is None:
        return ()
    criteria, given = readiness.rubric(on=on), readiness.marks(plan)
    found = readiness.standing(criteria, given)
    if not found.scored:
        return ()
    rows = [(ELEMENT_LABELS[one.element], one.score) for one in found.elements]
    alt = "Kesiapan lima elemen: " + "; ".join(
        f"{label} {'belum dinilai' if score is None else score}" for label, score in rows
    )
    blocks: list[Block] = [
        Paragraph(
            f"Dari {found.asked} butir rubrik, {found.scored} sudah dinilai: "
            + ", ".join(f"{percent}% {MARK_LABELS[mark].lower()}" for mark, percent in found.shares.items())
            + "."
            + (
                f" Terlemah: {' dan '.join(ELEMENT_LABELS[one] for one in found.weakest)}."
                if found.weakest
                else ""
            )
        ),
        Picture(radar(rows, alt=alt), alt, "Kesiapan lima elemen, 0 (buruk) sampai 100 (baik)"),
    ]
    for element in Element:
        table = tuple(
            (
                f"{one.text} ({PART_LABELS[one.part]})",
                MARK_LABELS[Mark(given[one.code].mark)] if one.code in given else "belum dinilai",
                given[one.code].reason if one.code in given else "–",
            )
            for one in criteria
            if one.element is element
        )
        blocks += [
            Heading(ELEMENT_LABELS[element]),
            Table(("Butir", "Nilai", "Alasan"), table, widths=(6, 2, 7)),
        ]
    return [*blocks, *example_note(given.values(), "nilai"), _rubric_note()]


def _rubric_note() -> Note:
    return Note(
        "Rubrik ditulis untuk aplikasi ini dan dapat diganti daerah; naskah rubrik kementerian belum dibaca. Elemen dan "
        "bagiannya mengikuti asesmen 100 Smart City."
    )


def swot(edition: str, on: date) -> Sequence[Block]:
    """The four boxes, then the strategies of their pairs."""
    plan = plan_called(edition)
    boxes = strategy.swot(plan) if plan else {}
    if not any(boxes.values()):
        return ()
    blocks: list[Block] = []
    for code, rows in boxes.items():
        if rows:
            blocks += [Heading(QUADRANT_LABELS[code]), Bullets(tuple(_told(row) for row in rows))]
    pairs = strategy.tows(plan)
    if any(pairs.values()):
        blocks.append(Heading("Strategi dari pasangannya (TOWS)"))
    for pair, rows in pairs.items():
        if rows:
            table = tuple((row.text, row.inner.text, row.outer.text) for row in rows)
            headings = ("Strategi", "Dari dalam", "Dari luar")
            blocks.append(Table(headings, table, caption=f"{pair}: {PAIR_LABELS[pair]}", widths=(6, 5, 5)))
    return [*blocks, *example_note((row for rows in boxes.values() for row in rows), "butir")]


def _told(row) -> str:
    author = f" ({row.author_opd.short_name})" if row.author_opd else ""
    return f"{row.text}{author}"


def gap_analysis(edition: str, on: date) -> Sequence[Block]:
    """From where to where, what lacks, and which programme closes it."""
    plan = plan_called(edition)
    rows = strategy.gaps(plan) if plan else []
    if not rows:
        return ()
    table = tuple(
        (
            DIMENSION_LABELS.get(row.dimension, "Semua dimensi"), row.now, row.wanted, said_or_dash(row.lacks),
            " ".join(part for part in (row.closing, f"[{row.programme.code}]" if row.programme else "") if part) or "–",
        )
        for row in rows
    )  # fmt: skip
    headings = ("Dimensi", "Sekarang", "Dituju", "Yang kurang", "Yang menutupnya")
    unanswered = sum(row.programme is None for row in rows)
    told = f"{len(rows)} kesenjangan dicatat; {unanswered} di antaranya belum punya program yang menutupnya."
    return [
        Paragraph(told),
        Table(headings, table, widths=(3, 5, 5, 4, 5)),
        *example_note(rows, "isi"),
    ]


def words(edition: str, on: date) -> Sequence[Block]:
    """The keywords that the groups wrote, the most written first."""
    plan = plan_called(edition)
    found = strategy.keywords(plan) if plan else []
    if not found:
        return ()
    told = Facts(tuple((word, f"ditulis {count} kali") for word, count in found))
    return [
        Paragraph("Kata yang ditulis kelompok kerja sebagai bahan perumusan visi, yang terbanyak di atas."),
        told,
    ]


def _source(text: str) -> Paragraph:
    return Paragraph(f"Sumber: {text or 'belum disebut'}.")


def readiness_sentence(plan: Plan, on: date) -> str:
    """One sentence for the summary; "" while nothing is scored."""
    found = readiness.standing(readiness.rubric(on=on), readiness.marks(plan))
    if not found.scored:
        return ""
    return ", ".join(f"{percent}% {MARK_LABELS[mark].lower()}" for mark, percent in found.shares.items())
