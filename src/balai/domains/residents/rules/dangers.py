"""What must not come in with a spreadsheet: macros, formulas, merged cells, bombs. Looked for before it is opened."""

import io
import re
import zipfile
import zlib
from typing import Any

from .faults import letters

MOST_UNPACKED = 250 * 1024 * 1024
MOST_ENTRIES = 2_000
NAMED = 5

_ROW = re.compile(
    rb"<(?:\w+:)?row\b(?P<attributes>[^>]*?)(?:/>|>(?P<inside>.*?)</(?:\w+:)?row\s*>)", re.DOTALL
)
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?/>|<(?:\w+:)?row\b[^>/]*>\s*</(?:\w+:)?row\s*>", re.DOTALL)
_BARE_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?/>")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?:[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d+)["'])?[^>]*>(\s*<(?:\w+:)?f[\s>/])?"""
)
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["']([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?["']""")
_ODS_FORMULA = re.compile(rb"table:formula\s*=")
_ODS_SPAN = re.compile(rb"""table:number-(?:columns|rows)-spanned\s*=\s*["'](?:[2-9]|\d\d+)["']""")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), "Macros".encode("utf-16-le"))
_OLD_LOCK = b"\x2f\x00"  # FILEPASS record of the binary format


class SheetRefused(Exception):
    """The file is not taken in; `values` fill the sentence of `REFUSAL_LABELS`."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def kind_of(data: bytes) -> str:
    """XLSX, XLS, ODS or CSV, by content and not by name. Raises SheetRefused for anything else."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(_archive(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise SheetRefused("FILE_LOCKED")
        if any(mark in data for mark in _OLD_MACROS):
            raise SheetRefused("HAS_MACROS")
        return "XLS"
    start = data[:300].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style")):
        raise SheetRefused("NOT_A_SHEET_BUT_A_PAGE")
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc", b"{\\rtf")):
        raise SheetRefused("NOT_A_SHEET")
    return "CSV"


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise SheetRefused("FILE_BROKEN") from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise SheetRefused("FILE_BOMB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetRefused("FILE_LOCKED")
    return archive


def _kind_of_archive(archive: zipfile.ZipFile) -> str:
    names = {entry.filename for entry in archive.infolist()}
    if any(
        name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in names
    ):
        raise SheetRefused("HAS_MACROS")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise SheetRefused("HAS_MACROS")
    if "xl/workbook.bin" in names:
        raise SheetRefused("NOT_A_SHEET")
    if "xl/workbook.xml" in names:
        return "XLSX"
    if "content.xml" in names and "mimetype" in names:
        if b"encryption-data" in _unpacked(archive, "META-INF/manifest.xml"):
            raise SheetRefused("FILE_LOCKED")
        return "ODS"
    raise SheetRefused("NOT_A_SHEET")


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more than the archive may hold in all, whatever its directory claims."""
    try:
        with archive.open(name) as part:
            content = part.read(MOST_UNPACKED + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise SheetRefused("FILE_BROKEN") from None
    if len(content) > MOST_UNPACKED:
        raise SheetRefused("FILE_BOMB")
    return content


def look_into_sheet(data: bytes, part: str, *, most_row: int, most_columns: int) -> list[tuple[int, int]]:
    """Look through a sheet of an XLSX before it is opened; returns the merged areas as (last row, first row).

    Raises SheetRefused HAS_FORMULAS (addresses), FAR_CELL (address) or SHEET_UNREADABLE.
    """
    content = _unpacked(_archive(data), part)
    if b"sheetData" not in content:
        raise SheetRefused("SHEET_UNREADABLE")
    merged = [(int(last or first), int(first)) for _, first, _, last in _MERGED.findall(content)]
    content = _EMPTY_ROW.sub(b"", _BARE_CELL.sub(b"", content))
    formulas: list[str] = []
    count = number = 0
    for row in _ROW.finditer(content):
        stated = _ROW_NUMBER.search(row["attributes"])
        number = int(stated[1]) if stated else number + 1
        if not row["inside"] or not row["inside"].strip():
            continue
        if number > most_row:
            raise SheetRefused("FAR_CELL", cell=f"baris {number}", most=most_row)
        place = -1
        for column, at_row, formula in _CELL.findall(row["inside"]):
            place = _place(column) if column else place + 1
            if place >= most_columns or (at_row and int(at_row) > most_row):
                raise SheetRefused("TOO_WIDE", cell=f"{letters(place)}{number}", most=most_columns)
            if formula:
                count += 1
                if len(formulas) < NAMED:
                    formulas.append(f"{letters(place)}{number}")
    if formulas:
        raise SheetRefused("HAS_FORMULAS", cells=_named(formulas, count), count=count)
    return merged


def look_into_ods(data: bytes) -> None:
    """The same for OpenDocument. Raises SheetRefused HAS_FORMULAS or HAS_MERGED_CELLS."""
    content = _unpacked(_archive(data), "content.xml")
    count = len(_ODS_FORMULA.findall(content))
    if count:
        raise SheetRefused("HAS_FORMULAS", cells=f"{count} sel", count=count)
    if _ODS_SPAN.search(content):
        raise SheetRefused("HAS_MERGED_CELLS", cells="lembar pertama")


def refuse_merged(areas: list[tuple[tuple[int, int], tuple[int, int]]], *, below: int) -> None:
    """Raise SheetRefused HAS_MERGED_CELLS for areas ((row, column), (row, column)), from 0, that reach row `below`.

    A title that is spread over several cells above the table does no harm.
    """
    inside = [(start, end) for start, end in areas if end[0] + 1 >= below]
    if inside:
        names = [
            f"{letters(start[1])}{start[0] + 1}:{letters(end[1])}{end[0] + 1}"
            for start, end in inside[:NAMED]
        ]
        raise SheetRefused("HAS_MERGED_CELLS", cells=_named(names, len(inside)), count=len(inside))


def _named(names: list[str], count: int) -> str:
    rest = count - len(names)
    return ", ".join(names) + (f" dan {rest} lagi" if rest > 0 else "")


def _place(column: bytes) -> int:
    place = 0
    for letter in column:
        place = place * 26 + letter - 64
    return place - 1
