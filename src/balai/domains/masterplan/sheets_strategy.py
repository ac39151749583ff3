"""Readiness and strategy as tables of an Excel file."""

from django.utils.translation import gettext as _

from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.queries import readiness, strategy
from balai.domains.masterplan.terms_strategy import (
    ELEMENT_LABELS,
    MARK_LABELS,
    PAIR_LABELS,
    PART_LABELS,
    QUADRANT_LABELS,
    Mark,
)
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.kits.excel import Sheet
from balai.kits.ui.words import said


def strategy_sheets(plan: Plan) -> list[Sheet]:
    """Four tables: readiness with what is not scored yet, SWOT, strategies, gaps."""
    return [_readiness(plan), _swot(plan), _tows(plan), _gaps(plan)]


def _readiness(plan: Plan) -> Sheet:
    given = readiness.marks(plan)
    rows = []
    for one in readiness.rubric():
        row = given.get(one.code)
        rows.append(
            (
                one.code, said(ELEMENT_LABELS[one.element]), said(PART_LABELS[one.part]), one.text,
                said(MARK_LABELS[Mark(row.mark)]) if row else None, row.reason if row else None,
                row.source if row else None, _author(row) if row else None,
            )
        )  # fmt: skip
    titles = (_("Kode"), _("Elemen"), _("Bagian"), _("Butir"), _("Nilai"), _("Alasan"), _("Sumber"), _("OPD"))
    return Sheet(_("Kesiapan"), titles, rows)


def _swot(plan: Plan) -> Sheet:
    rows = [
        (
            said(QUADRANT_LABELS[code]),
            row.rank or None,
            row.text,
            _dimension(row.dimension),
            row.source,
            _author(row),
        )
        for code, entries in strategy.swot(plan).items()
        for row in entries
    ]
    titles = (_("Kotak"), _("Peringkat"), _("Butir"), _("Dimensi"), _("Sumber"), _("OPD"))
    return Sheet("SWOT", titles, rows)


def _tows(plan: Plan) -> Sheet:
    rows = [
        (
            f"{pair} {said(PAIR_LABELS[pair])}",
            row.inner.text,
            row.outer.text,
            row.text,
            _dimension(row.dimension),
        )
        for pair, found in strategy.tows(plan).items()
        for row in found
    ]
    titles = (_("Pasangan"), _("Dari dalam"), _("Dari luar"), _("Strategi"), _("Dimensi"))
    return Sheet(_("Strategi"), titles, rows)


def _gaps(plan: Plan) -> Sheet:
    rows = [
        (
            _dimension(row.dimension), row.now, row.wanted, row.lacks, row.closing,
            str(row.programme) if row.programme else None, row.source,
        )
        for row in strategy.gaps(plan)
    ]  # fmt: skip
    titles = (
        _("Dimensi"), _("Sekarang"), _("Dituju"), _("Yang kurang"), _("Yang menutupnya"), _("Program"), _("Sumber"),
    )  # fmt: skip
    return Sheet(_("Kesenjangan"), titles, rows)


def _dimension(code: str) -> str:
    return DIMENSION_LABELS.get(code, "")


def _author(row) -> str:
    return row.author_opd.code if row.author_opd else ""
