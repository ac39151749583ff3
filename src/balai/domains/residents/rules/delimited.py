"""CSV as offices make it: four encodings, four separators, told apart by looking."""

import codecs
import csv
import io

from .dangers import SheetRefused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ";,\t|"


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises SheetRefused ENCODING_UNKNOWN."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    sample = data[:4000]
    if sample.count(0) * 3 > len(sample):
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        return _decoded(data, encoding), encoding
    if 0 in data:
        raise SheetRefused("ENCODING_UNKNOWN")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise SheetRefused("ENCODING_UNKNOWN") from None


def read_csv(data: bytes, *, most_rows: int, most_columns: int) -> tuple[list[tuple[int, list[str]]], str]:
    """Rows that are not empty, with their numbers, and the encoding.

    Raises SheetRefused ENCODING_UNKNOWN, QUOTES_BROKEN (row), TOO_MANY_ROWS, TOO_WIDE.
    """
    text, encoding = decode(data)
    separator, text = _separator(text)
    csv.field_size_limit(100_000)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator, strict=True), 1):
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            if len(cells) > most_columns:
                raise SheetRefused("TOO_WIDE", most=most_columns, cell=f"baris {number}")
            if any(cell.count("\n") > 10 for cell in cells):
                raise SheetRefused("QUOTES_BROKEN", row=number)
            rows.append((number, cells))
            if len(rows) > most_rows + 20:
                raise SheetRefused("TOO_MANY_ROWS", most=most_rows)
    except csv.Error:
        raise SheetRefused("QUOTES_BROKEN", row=number + 1) from None
    return rows, encoding


def _separator(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], "\n" + rest  # the line still counts, as it does in Excel
    lines = text[:20_000].splitlines()[:10]
    counts = {sign: sum(min(line.count(sign), 60) for line in lines) for sign in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda sign: counts[sign])
    return (best if counts[best] else ","), text
