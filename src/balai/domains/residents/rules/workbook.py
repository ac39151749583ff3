"""Opens a spreadsheet in a process of its own, with little memory and time: `python -m …rules.workbook KIND`.

The file comes in on standard input; rows go out as JSON. Whatever a file does in here, the server does not feel it.
"""

import io
import json
import re
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from ..terms import MOST_COLUMNS, MOST_ROWS
from . import dangers
from .dangers import SheetRefused
from .delimited import read_csv
from .headers import LOOKED_AT, find_header

MEMORY = 1536 * 1024 * 1024
SECONDS = 30
MOST_SHEETS = 20
_ERRORS = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|GETTING_DATA)[!?]?")


def read_sheet(data: bytes, *, kind: str) -> dict[str, Any]:
    """The best sheet of a file: `{format, encoding, sheet, others, rows: [[number, [cell, …]], …]}`.

    Numbers are rows of the sheet, from 1; empty rows and the blanks at the end of rows are gone. Raises SheetRefused.
    """
    form = dangers.kind_of(data)
    if form == "CSV":
        rows, encoding = read_csv(data, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
        found = {"format": form, "encoding": encoding, "sheet": "", "others": [], "rows": rows}
    else:
        if form == "ODS":
            dangers.look_into_ods(data)
        found = {"format": form, "encoding": "", **_best_sheet(data, form=form, kind=kind)}
    if not found["rows"]:
        raise SheetRefused("FILE_EMPTY")
    if len(found["rows"]) > MOST_ROWS + LOOKED_AT:
        raise SheetRefused("TOO_MANY_ROWS", most=MOST_ROWS)
    return found


def _best_sheet(data: bytes, *, form: str, kind: str) -> dict[str, Any]:
    """The sheet whose header says most; the first one with anything in it where none has a header."""
    parts = _parts(data) if form == "XLSX" else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names[:MOST_SHEETS]
        # A sheet of an XLSX that was not looked into is not opened either: a chart, or a trick.
        names = [name for name in names if form != "XLSX" or name in parts]
        found = [_sheet(data, book, name, parts.get(name, ""), kind=kind) for name in names]
    except PasswordError:
        raise SheetRefused("FILE_LOCKED") from None
    except CalamineError:
        raise SheetRefused("FILE_BROKEN") from None
    filled = [one for one in found if one["rows"] or one["refused"]]
    if not filled:
        raise SheetRefused("FILE_EMPTY")
    best = max(filled, key=lambda one: one["score"])
    if best["refused"]:
        raise best["refused"]
    others = [one["sheet"] for one in filled if one is not best]
    return {"sheet": best["sheet"], "others": others, "rows": best["rows"]}


def _sheet(data: bytes, book: CalamineWorkbook, name: str, part: str, *, kind: str) -> dict[str, Any]:
    """One sheet, or why it is refused; a refusal counts only if this sheet is the one that is meant."""
    empty = {"sheet": name, "rows": [], "score": 0, "refused": None}
    try:
        if part:
            dangers.look_into_sheet(data, part, most_row=MOST_ROWS + LOOKED_AT, most_columns=MOST_COLUMNS)
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > MOST_ROWS + LOOKED_AT:
            raise SheetRefused("TOO_MANY_ROWS", most=MOST_ROWS)
        if sheet.total_width > MOST_COLUMNS:
            raise SheetRefused("TOO_WIDE", most=MOST_COLUMNS, cell=dangers.letters(sheet.total_width - 1))
        rows = _rows(sheet)
        header = find_header(rows, kind=kind)
        dangers.refuse_merged(sheet.merged_cell_ranges or [], below=header.row if header else 1)
    except SheetRefused as refused:
        return {**empty, "refused": refused, "score": 1}
    return {**empty, "rows": rows, "score": 2 + len(header.mapping) if header else (1 if rows else 0)}


def _rows(sheet: CalamineSheet) -> list[tuple[int, list[Any]]]:
    rows = []
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
        plain = [_plain(cell) for cell in cells]
        while plain and plain[-1] in ("", None):
            plain.pop()
        if plain:
            rows.append((number, plain))
    return rows


def _plain(cell: Any) -> Any:
    """A cell as JSON: text, whole numbers and fractions, days and errors with their mark."""
    match cell:
        case str():
            text = cell[:5000]
            return {"error": text} if _ERRORS.fullmatch(text) else text
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return int(cell) if cell == int(cell) and abs(cell) < 1e17 else cell
        case datetime():
            return {"day": cell.date().isoformat()}
        case date():
            return {"day": cell.isoformat()}
        case time() | timedelta():
            return str(cell)
    return cell


def _parts(data: bytes) -> dict[str, str]:
    """Which part of an XLSX holds which sheet."""
    archive = dangers._archive(data)
    book = dangers._unpacked(archive, "xl/workbook.xml").decode("utf-8", "replace")
    links = dangers._unpacked(archive, "xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        named = dict(re.findall(r"""([\w:]+)\s*=\s*["']([^"']*)["']""", tag))
        target = named.get("Target", "")
        targets[named.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        named = dict(re.findall(r"""([\w:]+)\s*=\s*["']([^"']*)["']""", tag))
        link = next((value for key, value in named.items() if key.endswith(":id")), "")
        if link in targets and "worksheets" in targets[link]:
            parts[_unescaped(named.get("name", ""))] = targets[link]
    return parts


def _unescaped(text: str) -> str:
    for mark, sign in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(mark, sign)
    return text


def main() -> None:
    """Answer one request and end."""
    with suppress(ImportError, ValueError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer = read_sheet(sys.stdin.buffer.read(), kind=sys.argv[1])
    except SheetRefused as refused:
        answer = {"refused": refused.code, "values": refused.values}
    except MemoryError:
        answer = {"refused": "FILE_BOMB", "values": {}}
    json.dump(answer, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
