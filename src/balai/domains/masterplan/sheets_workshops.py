"""Rows of a worksheet in words, for a page and for an Excel file."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from balai.domains.masterplan.models import WorksheetRow, Workshop
from balai.domains.masterplan.queries.workshops import rows_of
from balai.domains.masterplan.terms import HORIZON_LABELS, Horizon
from balai.domains.masterplan.terms_strategy import MARK_LABELS, QUADRANT_LABELS, Mark, Quadrant
from balai.domains.masterplan.terms_workshops import SHEET_LABELS, Sheet
from balai.foundation.dimensions import DIMENSION_LABELS, SUB_DIMENSION_LABELS
from balai.kits.excel import Sheet as Table
from balai.kits.excel import excel_response
from balai.kits.ui.words import said

# Field of a row -> what it is called; the order is that of reading.
FIELD_LABELS = {
    "criterion": "Butir penilaian",
    "quadrant": "Kotak",
    "mark": "Nilai",
    "dimension": "Dimensi",
    "sub_dimension": "Sub dimensi",
    "name": "Nama program",
    "service": "Layanan yang dipertajam",
    "sharpening": "Yang dipertajam",
    "contact": "Manfaat langsung bagi warga",
    "programme_id": "Program",
    "horizon": "Periode",
    "start_year": "Mulai tahun",
    "end_year": "Sampai tahun",
    "chapter": "Bab",
    "text": "Isi",
    "reason": "Alasan dan bukti",
    "now": "Keadaan sekarang",
    "wanted": "Keadaan yang dituju",
    "lacks": "Yang kurang",
    "closing": "Yang menutupnya",
    "element": "Elemen kesiapan",
    "goal": "Sasaran",
    "place": "Lokasi",
    "source": "Sumber",
}
_WORDS = {
    "dimension": DIMENSION_LABELS,
    "sub_dimension": SUB_DIMENSION_LABELS,
    "mark": {Mark(code).value: label for code, label in MARK_LABELS.items()},
    "quadrant": {Quadrant(code).value: label for code, label in QUADRANT_LABELS.items()},
    "horizon": {Horizon(code).value: label for code, label in HORIZON_LABELS.items()},
}


def row_facts(row: WorksheetRow) -> list[tuple[str, str]]:
    """(label, value) of what was filled in, in the order of reading."""
    return [
        (said(label), _said(name, row.content[name]))
        for name, label in FIELD_LABELS.items()
        if row.content.get(name) not in ("", None)
    ]


def _said(name: str, value: object) -> str:
    return said(_WORDS.get(name, {}).get(str(value), str(value)))


def worksheet_file(workshop: Workshop, sheet: Sheet) -> HttpResponse:
    """One worksheet as Excel, taken-back rows too, with their reason."""
    rows = list(rows_of(workshop, sheet))
    names = [name for name in FIELD_LABELS if any(row.content.get(name) not in ("", None) for row in rows)]
    titles = [
        _("Ditulis"),
        _("OPD"),
        _("Kelompok"),
        *(said(FIELD_LABELS[name]) for name in names),
        _("Ditarik"),
    ]
    body = [
        (
            row.written_at,
            row.written_opd.code if row.written_opd else "",
            row.group,
            *(_said(name, row.content.get(name) or "") for name in names),
            row.undo_reason,
        )
        for row in rows
    ]
    return excel_response(f"kertas-kerja-{sheet.lower()}", Table(said(SHEET_LABELS[sheet]), titles, body))
