"""The chapter of the action plan: a card for every programme, then what is to be reached and spent year by year."""

from collections.abc import Sequence
from datetime import date

from balai.domains.masterplan.books.pieces import example_note, millions, money, plan_called
from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.queries.programmes import by_dimension, offices_of, programmes, span_of
from balai.domains.masterplan.terms import HORIZON_LABELS, PROGRAMME_LABELS
from balai.engine.publications.public import Block, Facts, Heading, Paragraph, Table
from balai.foundation.dimensions import SUB_DIMENSION_LABELS


def action_plan(edition: str, on: date) -> Sequence[Block]:
    """All programmes but those that are only proposed, by dimension; three queries whatever their number."""
    plan = plan_called(edition)
    rows = list(programmes(plan).exclude(state="PROPOSED")) if plan else []
    if plan is None or not rows:
        return ()
    supporting = offices_of(rows)
    total = sum(year.ceiling_rupiah or 0 for row in rows for year in row.years.all())
    blocks: list[Block] = [
        Paragraph(
            f"Rencana aksi memuat {len(rows)} program untuk {plan.years[0]} sampai {plan.years[-1]}. Setiap program punya "
            f"satu penanggung jawab. Jumlah pagu seluruh tahun: {money(total)}."
        ),
        *example_note(rows, "program"),
    ]
    for _code, label, found in by_dimension(rows):
        blocks += [Heading(label or "Belum ada dimensinya")]
        for row in found:
            blocks += [Heading(f"{row.code}  {row.name}", 3), Facts(_facts(row, supporting.get(row.pk, [])))]
        blocks += [_targets(found, plan, label), _ceilings(found, plan, label)]
    return blocks


def _facts(row: Programme, supporting: Sequence) -> tuple[tuple[str, str], ...]:
    """What is known of a programme; what nobody has said yet is left out, except who leads it."""
    span = span_of(row)
    told = (
        ("Sub dimensi", SUB_DIMENSION_LABELS.get(row.sub_dimension, "")),
        ("Penanggung jawab", row.lead.name if row.lead else row.lead_text or "belum ada"),
        ("OPD pendukung", ", ".join(opd.short_name for opd in supporting) or row.supporting_text),
        ("Mitra", row.partners),
        ("Sasaran", row.goal),
        ("Strategi", row.strategy),
        ("Kegiatan", row.activity),
        ("Lokasi", row.place),
        ("Indikator keluaran", row.output_indicator),
        ("Indikator hasil", row.outcome_indicator),
        ("Baseline", " ".join(part for part in (row.baseline, row.unit) if part and row.baseline)),
        ("Sumber dana", row.fund_source),
        ("Kode subkegiatan SIPD", row.subactivity_code),
        ("Periode", HORIZON_LABELS[row.horizon] if row.horizon else ""),
        ("Tahun", f"{span.first}–{span.last}" if span else ""),
        ("Quick win", "ya" if row.is_quick_win else ""),
        ("Kaitan RPJMD", row.rpjmd_link),
        ("Risiko terkait", row.risk_link),
        ("Keadaan", PROGRAMME_LABELS[row.state] + (f": {row.state_reason}" if row.state_reason else "")),
        ("Keterangan", row.note),
    )
    return tuple((label, value) for label, value in told if value.strip())


def _targets(rows: Sequence[Programme], plan: Plan, label: str) -> Table:
    table = []
    for row in rows:
        years = {one.year: one.target for one in row.years.all()}
        told = tuple(years.get(year, "") or "–" for year in plan.years)
        table.append((row.code, row.name, row.unit or "–", row.baseline or "–", *told))
    return Table(
        ("Kode", "Program", "Satuan", "Baseline", *(str(year) for year in plan.years)),
        tuple(table),
        caption=f"Target {label or 'program tanpa dimensi'}",
        widths=(3, 8, 3, 3, 3, 3, 3, 3, 3),
        wide=True,
    )


def _ceilings(rows: Sequence[Programme], plan: Plan, label: str) -> Table:
    table, sums = [], dict.fromkeys(plan.years, 0)
    for row in rows:
        years = {one.year: one.ceiling_rupiah for one in row.years.all()}
        for year in plan.years:
            sums[year] += years.get(year) or 0
        own = [years.get(year) for year in plan.years]
        table.append(
            (
                row.code, row.name, row.fund_source or "–", *(millions(amount) for amount in own),
                millions(sum(amount or 0 for amount in own)),
            )
        )  # fmt: skip
    table.append(
        ("", "Jumlah", "", *(millions(sums[year]) for year in plan.years), millions(sum(sums.values())))
    )
    return Table(
        ("Kode", "Program", "Sumber dana", *(str(year) for year in plan.years), "Jumlah"),
        tuple(table),
        caption=f"Pagu {label or 'program tanpa dimensi'} (juta rupiah)",
        widths=(3, 8, 4, 3, 3, 3, 3, 3, 3),
        right=(3, 4, 5, 6, 7, 8),
        wide=True,
    )
