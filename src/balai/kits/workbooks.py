"""Workbooks of strangers are opened without trusting them: a few bytes may claim a table that fills the memory.

One far cell (`XFD1048576`), or one long text that a hundred thousand cells point to, lets the reader ask for more memory than
there is, and the whole process dies. What is plainly small is opened here; everything else in a process of its own with
bounds, which may die without anybody noticing but its sender.
"""

import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MOST_SHEETS = 10
SMALL_AREA, SMALL_TEXT, SMALL_UNPACKED = 300_000, 40_000_000, 20_000_000
SECONDS = 30
_APART = Path(__file__).with_name("workbook_apart.py")
_ROW_OR_CELL = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^>]*)>")
_STATED = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")

Cells = list[list[Any]]


class WorkbookRefused(Exception):
    """Why a workbook was not opened: BROKEN, LOCKED or LARGE."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_sheets(data: bytes, *, most_unpacked: int) -> list[Cells]:
    """The first sheets of an XLSX, XLS or ODS file with their cells as they are: texts, numbers, days, moments.

    Raises WorkbookRefused: BROKEN, LOCKED, or LARGE beyond `most_unpacked` bytes or the bounds of the process apart.
    """
    unpacked = _unpacked_size(data)
    if unpacked > most_unpacked:
        raise WorkbookRefused("LARGE")
    if is_small(data):
        return _opened(data)
    return _opened_apart(data)


def is_small(data: bytes) -> bool:
    """Whether this is an XLSX that cannot unfold into much more than it weighs: looked at without a reader of XML, so that
    whatever is unusual counts as not small."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if sum(one.file_size for one in entries) > SMALL_UNPACKED or "content.xml" in packed.namelist():
                return False
            parts = [packed.read(one) for one in entries if not one.is_dir()]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return False
    if any(b"<!" in part for part in parts):
        return False
    longest = max((_longest_text(part) for part in parts), default=0)
    area = cells = 0
    for part in parts:
        height, width, count = _reach(part)
        area, cells = area + height * width, cells + count
    return area <= SMALL_AREA and cells * longest <= SMALL_TEXT


def _reach(part: bytes) -> tuple[int, int, int]:
    """(lowest row, widest row, cells) that a part of the file speaks of."""
    row = place = height = width = cells = 0
    for what, attributes in _ROW_OR_CELL.findall(part):
        stated = _STATED.search(attributes)
        letters, number = stated.groups() if stated else (b"", b"")
        if what == b"row":
            row, place = int(number) if number else row + 1, 0
        else:
            cells += 1
            place = _place(letters) if letters else place + 1
            if attributes.endswith(b"/"):
                continue
            row = int(number) if number else row
        height, width = max(height, row), max(width, place)
    return height, width, cells


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


def _longest_text(part: bytes) -> int:
    """Bytes of the longest text that cells may share."""
    starts = [found.start() for found in _TEXT.finditer(part)]
    return max((end - start for start, end in pairwise([*starts, len(part)])), default=0) if starts else 0


def _unpacked_size(data: bytes) -> int:
    if not data.startswith(b"PK"):
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise WorkbookRefused("BROKEN") from None


def _opened(data: bytes) -> list[Cells]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names[:MOST_SHEETS]
        ]
    except PasswordError:
        raise WorkbookRefused("LOCKED") from None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise WorkbookRefused("BROKEN") from None


def _opened_apart(data: bytes) -> list[Cells]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_APART)], input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise WorkbookRefused("LARGE") from None
    if done.returncode:
        raise WorkbookRefused("LARGE")
    told = json.loads(done.stdout)
    if isinstance(told, str):
        raise WorkbookRefused(told)
    return [[[_cell(cell) for cell in row] for row in rows] for rows in told]


def _cell(told: Any) -> Any:
    if not isinstance(told, list):
        return told
    kind, value = told
    read = {"day": date.fromisoformat, "moment": datetime.fromisoformat, "time": time.fromisoformat}
    return timedelta(seconds=value) if kind == "span" else read[kind](value)
