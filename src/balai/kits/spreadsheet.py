"""Spreadsheets that people send, as texts: XLSX, XLS, ODS. Nothing in them is run, and a bomb is not unpacked."""

from datetime import date, datetime
from typing import Any

from balai.foundation.errors import Refused
from balai.foundation.text import readable
from balai.kits.titles import LOOKED_AT
from balai.kits.workbooks import WorkbookRefused, read_sheets

UNPACKED_LIMIT = 60_000_000
# A cell may be longer than any field: whoever reads it says that it is too long, instead of finding it cut.
MOST_COLUMNS, CELL_LIMIT = 60, 5000


def read_cells(data: bytes, *, most_rows: int) -> list[tuple[int, list[str]]]:
    """The first sheet with anything in it, as (row number, texts); empty rows left out.

    Raises Refused FILE_UNREADABLE, FILE_EMPTY, FILE_TOO_LONG, with `file` as their field.
    """
    try:
        sheets = read_sheets(data, most_unpacked=UNPACKED_LIMIT)
    except WorkbookRefused as refused:
        raise _too_large() if refused.why == "LARGE" else _unreadable() from None
    rows = next((cells for cells in sheets if any(any(cell != "" for cell in row) for row in cells)), [])
    texts = [(number, [shown(cell) for cell in row[:MOST_COLUMNS]]) for number, row in enumerate(rows, 1)]
    found = [(number, row) for number, row in texts if any(row)]
    if not found:
        raise Refused("FILE_EMPTY", "Berkas ini tidak berisi apa pun.", field="file")
    # The line of titles, and what stands above it, are no rows to whoever counted them.
    if len(found) > most_rows + LOOKED_AT:
        raise Refused(
            "FILE_TOO_LONG",
            "Paling banyak {most} baris sekali unggah. Pecah berkasnya.",
            field="file",
            most=most_rows,
        )
    return found


def shown(cell: Any) -> str:
    """A cell as text: whole numbers without a point, days as `2019-08-06`."""
    if isinstance(cell, datetime | date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(readable(str(cell)).split())[:CELL_LIMIT]


def _too_large() -> Refused:
    return Refused(
        "FILE_TOO_LONG", "Isi berkas ini terlalu besar setelah dibuka. Pecah berkasnya.", field="file"
    )


def _unreadable() -> Refused:
    return Refused(
        "FILE_UNREADABLE",
        "Berkas ini tidak dapat dibaca. Simpan sebagai Excel (.xlsx), lalu unggah lagi.",
        field="file",
    )
