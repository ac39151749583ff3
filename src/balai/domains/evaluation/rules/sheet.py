"""A filled sheet on its way in: columns found by their titles, rows by their code. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from balai.foundation.errors import Refused
from balai.kits.workbooks import WorkbookRefused, read_sheets

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, LOOKED_AT = 2 * 2**20, 40 * 2**20, 2000, 15
# meaning -> titles that are understood, the first as the exported sheet writes it
TITLES: Mapping[str, tuple[str, ...]] = {
    "row": ("kode", "kode baris", "baris", "no", "nomor", "indikator ke"),
    "level": ("nilai mandiri", "nilai", "tingkat", "tingkat mandiri", "skor", "capaian"),
    "reason": ("alasan", "penjelasan", "alasan mandiri", "keterangan", "catatan"),
    "other_level": ("nilai asesor", "tingkat asesor", "skor asesor"),
    "other_reason": ("catatan asesor", "alasan asesor"),
}


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """`given`: row code -> (level as written, reason); `unknown` are codes that the instrument lacks, `doubled` those that came
    twice (the first one counts)."""

    given: Mapping[str, tuple[str, str]]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]


def read_filled(data: bytes, *, known: Sequence[str], for_assessor: bool) -> FilledSheet:
    """What a filled sheet says. Rows without level and reason are left as they are.

    Raises Refused FILE_TOO_LARGE, FILE_UNREADABLE, COLUMN_MISSING naming what was found instead.
    """
    rows = _cells(data)
    number, places = _head(rows)
    wanted = ("other_level", "other_reason") if for_assessor else ("level", "reason")
    if "row" not in places or wanted[0] not in places:
        missing = TITLES["row" if "row" not in places else wanted[0]][0]
        seen = ", ".join(cell for cell in rows[0] if cell)[:200] if rows else "–"
        raise Refused(
            "COLUMN_MISSING",
            "Kolom {missing} tidak ditemukan. Kolom yang terbaca: {seen}. Ganti judul kolomnya lalu unggah lagi.",
            field="file",
            missing=missing,
            seen=seen or "–",
        )
    given: dict[str, tuple[str, str]] = {}
    unknown, doubled = [], []
    for cells in rows[number + 1 :]:
        code = _at(cells, places["row"])
        level, reason = _at(cells, places[wanted[0]]), _at(cells, places.get(wanted[1], -1))
        if not code or not (level or reason):
            continue
        if code not in known:
            unknown.append(code)
        elif code in given:
            doubled.append(code)
        else:
            given[code] = (level, reason)
    return FilledSheet(given, tuple(unknown), tuple(doubled))


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row that has the most known titles, and where each meaning stands."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, cells in enumerate(rows[:LOOKED_AT]):
        places: dict[str, int] = {}
        for column, cell in enumerate(cells):
            title = " ".join(cell.casefold().replace("_", " ").split())
            meaning = next((name for name, titles in TITLES.items() if title in titles), "")
            if meaning and meaning not in places:
                places[meaning] = column
        if len(places) > len(best[1]):
            best = (number, places)
    return best


def _cells(data: bytes) -> list[list[str]]:
    if len(data) > MOST_BYTES:
        raise Refused("FILE_TOO_LARGE", "Berkas paling besar 2 MB.", field="file")
    try:
        sheets = read_sheets(data, most_unpacked=MOST_UNPACKED)
    except WorkbookRefused as refused:
        if refused.why == "LARGE":
            raise Refused("FILE_TOO_LARGE", "Isi berkas ini terlalu besar.", field="file") from None
        sheets = []
    if not sheets:
        raise Refused(
            "FILE_UNREADABLE", "Berkas ini bukan lembar Excel (.xlsx) yang dapat dibaca.", field="file"
        )
    return [[_text(cell) for cell in row] for row in sheets[0][:MOST_ROWS]]


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).replace("\0", "").strip()[:2000]


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if 0 <= place < len(cells) else ""
