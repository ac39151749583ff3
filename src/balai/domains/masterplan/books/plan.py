"""Buku II: what will be done, by whom, when, and how it is watched."""

from collections.abc import Sequence
from datetime import date

from balai.domains.masterplan.books.pieces import example_note, figure, millions, plan_called, said_or_dash
from balai.domains.masterplan.chapters import programme_table
from balai.domains.masterplan.models import Obligation
from balai.domains.masterplan.queries import figures, strategy
from balai.domains.masterplan.queries.programmes import (
    by_dimension,
    ceilings,
    programmes,
    span_of,
    years_judged,
)
from balai.domains.masterplan.queries.quick_wins import board
from balai.domains.masterplan.queries.roadmap import roadmap_svg
from balai.domains.masterplan.rules.roadmap import bands
from balai.domains.masterplan.terms import HORIZON_LABELS, PROGRAMME_LABELS
from balai.domains.masterplan.terms_strategy import ROLES
from balai.engine.parameters import public as parameters
from balai.engine.publications.public import (
    Block,
    Bullets,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Table,
)
from balai.foundation.dimensions import DIMENSION_LABELS


def vision_and_missions(edition: str, on: date) -> Sequence[Block]:
    """The vision in its words, the missions in their order."""
    plan = plan_called(edition)
    if plan is None:
        return ()
    vision, missions = strategy.vision(plan), [one for one, _series in strategy.missions(plan)]
    if vision is None and not missions:
        return ()
    blocks: list[Block] = []
    if vision:
        blocks += [Heading(f"Visi {plan.vision_year}"), Paragraph(vision.text)]
    if missions:
        blocks.append(Heading("Misi"))
        blocks.append(Facts(tuple((f"Misi {one.number}", one.text) for one in missions)))
    if plan.legal_reference:
        blocks.append(Paragraph(f"Dasar hukum masterplan: {plan.legal_reference}."))
    return [*blocks, *example_note([row for row in (vision, *missions) if row], "rumusan")]


def goals(edition: str, on: date) -> Sequence[Block]:
    """Goals and strategies of each dimension, as its programmes state them, and the strategies of the SWOT."""
    plan = plan_called(edition)
    rows = list(programmes(plan).exclude(state="PROPOSED")) if plan else []
    if not rows:
        return ()
    drawn = [row for found in strategy.tows(plan).values() for row in found]
    blocks: list[Block] = []
    for code, label, found in by_dimension(rows):
        blocks.append(Heading(label or "Belum ada dimensinya"))
        table = tuple(dict.fromkeys((said_or_dash(row.goal), said_or_dash(row.strategy)) for row in found))
        stated = tuple(pair for pair in table if pair != ("–", "–"))
        if stated:
            blocks.append(Table(("Sasaran", "Strategi"), stated, widths=(1, 1)))
        else:
            blocks.append(Paragraph(f"{len(found)} program; sasaran dan strateginya belum ditulis."))
        if own := [row.text for row in drawn if row.dimension == code]:
            blocks += [Heading("Strategi dari SWOT", 3), Bullets(tuple(own))]
    return blocks


def roadmap(edition: str, on: date) -> Sequence[Block]:
    """The picture of each dimension over the years of the plan, and the table that says the same."""
    plan = plan_called(edition)
    rows = list(programmes(plan).exclude(state="PROPOSED")) if plan else []
    if plan is None or not rows:
        return ()
    periods = bands(plan.start_year, plan.vision_year)
    told = tuple((HORIZON_LABELS[one], f"{span.first}–{span.last}") for one, span in periods.items())
    blocks: list[Block] = [
        Paragraph(f"Peta jalan membentang dari {plan.start_year} sampai tahun visi, {plan.vision_year}."),
        Facts(told),
    ]
    for code, label, found in by_dimension(rows):
        svg = roadmap_svg(plan, on, rows=found, dimension=code)
        if svg:
            name = label or "tanpa dimensi"
            blocks.append(
                Picture(
                    svg,
                    f"Peta jalan {name}; tabel sesudahnya berisi hal yang sama",
                    f"Peta jalan {name}",
                    True,
                )
            )
    table = []
    for row in rows:
        span = span_of(row)
        years = f"{span.first}–{span.last}" if span else "belum ditentukan"
        period = HORIZON_LABELS[row.horizon] if row.horizon else "–"
        office = row.lead.short_name if row.lead else row.lead_text or "belum ada"
        table.append((row.code, row.name, office, period, years, PROGRAMME_LABELS[row.state]))
    headings = ("Kode", "Program", "Penanggung jawab", "Periode", "Tahun", "Keadaan")
    return [
        *blocks,
        Table(headings, tuple(table), caption="Peta jalan", widths=(3, 9, 5, 4, 3, 3), wide=True),
    ]


def quick_wins(edition: str, on: date) -> Sequence[Block]:
    """What is sharpened within months, its figures before and after, how far it has come."""
    plan = plan_called(edition)
    cards = [card for card in board(plan, on=on) if card.programme.state != "PROPOSED"] if plan else []
    if not cards:
        return ()
    blocks: list[Block] = [
        Paragraph(
            "Quick win adalah aksi nyata dalam 6 sampai 12 bulan yang menajamkan layanan yang sudah ada, bersentuhan langsung "
            "dengan warga, dan menunjukkan angka sebelum dan sesudahnya."
        )
    ]
    for card in cards:
        quick = card.quick
        blocks.append(Heading(f"{card.programme.code}  {card.programme.name}"))
        facts = [("Penanggung jawab", card.programme.lead.name if card.programme.lead else "belum ada")]
        if quick:
            facts += [
                ("Layanan", quick.service), ("Yang ditajamkan", quick.sharpening), ("Sentuhan dengan warga", quick.contact),
                ("Sumber", quick.source),
            ]  # fmt: skip
        facts.append(("Kemajuan", f"{card.percent}%"))
        blocks.append(Facts(tuple((label, value) for label, value in facts if value)))
        if card.figures:
            rows = tuple(
                (f"{one.label}{' (contoh)' if one.is_example else ''}", one.unit or "–", figure(one.before), figure(one.after), one.source)
                for one in card.figures
            )  # fmt: skip
            headings = ("Ukuran", "Satuan", "Sebelum", "Sesudah", "Sumber")
            blocks.append(Table(headings, rows, widths=(6, 3, 3, 3, 5), right=(2, 3)))
    return blocks


def organisation(edition: str, on: date) -> Sequence[Block]:
    """Who directs, who carries out, who watches; and what the decrees ask of whom."""
    plan = plan_called(edition)
    roles = parameters.value(ROLES, on=on, default=[])
    if plan is None or not roles:
        return ()
    blocks: list[Block] = []
    for role in roles:
        facts = Facts((("Tugas", "; ".join(role["duties"])), ("Anggota", role["members"])))
        blocks += [Heading(role["name"]), facts]
    blocks.append(
        Note(
            "Keberadaan lembaga ini tercatat di beberapa daerah; rincian tugasnya ditulis untuk aplikasi ini dan dapat diganti."
        )
    )
    owed = list(
        Obligation.objects.filter(decree__plan=plan, ended_on=None)
        .select_related("decree", "opd")
        .order_by("pk")
    )
    if owed:
        rows = tuple(
            (
                f"{one.decree.name}, {one.article}", one.opd.short_name, one.what,
                f"setiap {one.every_months} bulan" if one.every_months else f"sekali, {one.first_due:%d-%m-%Y}",
            )
            for one in owed
        )  # fmt: skip
        headings = ("Dasar", "Siapa", "Wajib apa", "Kapan")
        blocks += [Heading("Kewajiban menurut peraturan"), Table(headings, rows, widths=(6, 3, 6, 4))]
        blocks += example_note(owed, "kewajiban")
    return blocks


def monitoring(edition: str, on: date) -> Sequence[Block]:
    """How it is watched, what is planned to be spent, and what was reached in the years that have passed."""
    plan = plan_called(edition)
    if plan is None or not plan.programmes.exists():
        return ()
    blocks: list[Block] = [
        Paragraph(
            "Setiap program melaporkan capaian tahunnya beserta sumber. Evaluasi tahunan memeriksa berkas, mewawancarai penerima "
            "manfaat, dan meninjau lapangan; temuannya menjadi tugas dengan pemegang dan tanggal."
        )
    ]
    if spent := ceilings(plan):
        years = sorted({year for row in spent.values() for year in row})
        rows = [
            (source or "belum disebut", *(millions(row.get(year)) for year in years))
            for source, row in spent.items()
        ]
        rows.append(
            ("Jumlah", *(millions(sum(row.get(year, 0) for row in spent.values())) for year in years))
        )
        right = tuple(range(1, len(years) + 1))
        titles = ("Sumber dana", *(str(year) for year in years))
        blocks += [
            Heading("Pagu menurut sumber dana"),
            Table(titles, tuple(rows), caption="Juta rupiah", right=right),
        ]
    published = [] if plan.is_example else figures.published_years()
    known = sorted(
        year for year in {*published, *years_judged(plan)} if year >= plan.start_year and year <= on.year
    )
    for year in known:
        if found := programme_table(str(year), on):
            blocks += [Heading(f"Capaian {year}"), *found]
    return blocks


def dimension_rows(rows: Sequence) -> tuple[tuple[str, str, str], ...]:
    """(dimension, programmes, quick wins) for the summary."""
    return tuple(
        (
            DIMENSION_LABELS.get(code, "Belum ada dimensinya"),
            str(len(found)),
            str(sum(row.is_quick_win for row in found)),
        )
        for code, _label, found in by_dimension(rows)
    )
