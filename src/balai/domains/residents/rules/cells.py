"""One cell: read into the value that is kept, or the fault that it has.

A raw cell is text, a number, `{"day": "1990-01-31"}` for a date cell or `{"error": "#N/A"}`.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from . import codes, dates, numbers
from .columns import Column, Kind

Raw = str | int | float | dict[str, str] | None
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_GARBLED = re.compile("[\ufffd]|Ã[\x80-\xbf©¨¡­]|Â[ °·]|â€")
_FORMULA = re.compile(r"[=@]|[+](?!\d)|-[A-Za-z(]")
_NOTHING = frozenset({"", "-", "--", "null", "NULL"})


class CellFault(Exception):
    """Why a cell cannot be kept, or (as a warning) what is odd about it; `value` is kept in that case."""

    def __init__(self, code: str, value: str | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.values = values


def shown(raw: Raw) -> str:
    """The cell as a person sees it."""
    if raw is None:
        return ""
    if isinstance(raw, dict):
        return next(iter(raw.values()), "")
    if isinstance(raw, float):
        return str(int(raw)) if raw == int(raw) and abs(raw) < 1e15 else repr(raw).upper()
    return str(raw)


def read(column: Column, raw: Raw, *, exact: bool = False) -> str:
    """The value as it is kept: digits, a code, an ISO day, or text. Raises CellFault.

    `exact` says that the numbers of this column have all their digits, although they are stored as numbers.
    """
    if isinstance(raw, dict) and "error" in raw:
        raise CellFault("CELL_ERROR")
    if raw is None or raw == "":
        return ""
    match column.kind:
        case Kind.NIK | Kind.KK:
            return _number(raw, exact=exact)
        case Kind.DATE:
            return _date(raw)
        case Kind.CODE:
            return _code(column, raw)
        case Kind.NEIGHBOURHOOD:
            return _neighbourhood(_text(column, raw))
        case Kind.DEGREES:
            return _degrees(column, raw)
        case Kind.NAME:
            return _name(_text(column, raw))
    return _text(column, raw)


def _number(raw: Raw, *, exact: bool) -> str:
    is_number = isinstance(raw, int | float)
    text = shown(raw)
    if numbers.has_lost_digits(text):
        raise CellFault("NIK_NUMBER_LOST")
    digits = numbers.tidy(text)
    if digits.strip("0") == "":
        return ""  # 0: none yet
    if not (digits.isascii() and digits.isdecimal()):
        raise CellFault("NIK_LETTERS")
    if len(digits) != numbers.LENGTH:
        raise CellFault("NIK_LENGTH", digits=len(digits))
    if is_number and digits.endswith("0") and not exact:
        raise CellFault("NIK_NUMBER_LOST")
    if len(set(digits)) == 1:
        raise CellFault("NIK_FILLER")
    if digits.startswith("0"):
        raise CellFault("NIK_SHAPE", digits)
    return digits


def _date(raw: Raw) -> str:
    if isinstance(raw, dict):
        return raw["day"]
    try:
        found = dates.read_date(raw)
    except dates.DateFault as fault:
        raise CellFault(fault.code) from None
    return found.isoformat() if found else ""


def _code(column: Column, raw: Raw) -> str:
    text = shown(raw).strip()
    if text in _NOTHING:
        return ""
    found = codes.code_of(text, column.choices)
    if found is not None:
        return found
    if text == "0":
        return ""
    if text.lstrip("-").isdecimal():
        known = [int(code) for code in column.choices]
        raise CellFault("CODE_RANGE", first=min(known), last=max(known))
    raise CellFault("CODE_UNKNOWN")


def _text(column: Column, raw: Raw) -> str:
    text = unicodedata.normalize("NFC", shown(raw).replace("\u00a0", " ")).strip()
    if _UNREADABLE.search(text):
        raise CellFault("TEXT_UNREADABLE")
    if isinstance(raw, str) and _FORMULA.match(text):
        raise CellFault("TEXT_FORMULA")
    if len(text) > column.longest:
        raise CellFault("TEXT_TOO_LONG", length=len(text), most=column.longest)
    if _GARBLED.search(text):
        raise CellFault("TEXT_GARBLED", text)
    return text


def _name(text: str) -> str:
    name = " ".join(text.split())
    if any(sign.isdigit() for sign in name):
        raise CellFault("NAME_DIGITS", name)
    if len(name) == 1 and name.isalpha():
        raise CellFault("NAME_SHORT", name)
    return name


def _neighbourhood(text: str) -> str:
    bare = re.sub(r"^(rt|rw)[\s.:]*", "", text, flags=re.IGNORECASE)
    if bare in _NOTHING or bare.isdecimal():
        return bare
    raise CellFault("NEIGHBOURHOOD_ODD", text[:20])


def _degrees(column: Column, raw: Raw) -> str:
    text = shown(raw).strip()
    if text in _NOTHING:
        return ""
    try:
        found = float(text.replace(",", ".")) if text.count(",") < 2 else float("nan")
    except ValueError:
        found = float("nan")
    if found != found:
        raise CellFault("DEGREES_UNREADABLE")
    if abs(found) > column.bound:
        raise CellFault("DEGREES_RANGE", bound=column.bound)
    return text.replace(",", ".")


def suggestion(column: Column, raw: Raw) -> str:
    """What the cell was probably meant to say, "" when nobody can know."""
    text = shown(raw).strip()
    if column.kind is Kind.CODE:
        code = codes.nearest(text, column.choices)
        return column.choices[code] if code else ""
    if column.kind is Kind.DATE:
        try:
            dates.read_date(raw if isinstance(raw, int | float) else text)
        except dates.DateFault as fault:
            return f"{fault.meant:%d/%m/%Y}" if fault.meant else ""
        return ""
    if column.kind in {Kind.NIK, Kind.KK}:
        digits = numbers.tidy(text).upper().translate(str.maketrans("OILSB", "01158"))
        return digits if digits.isdecimal() and len(digits) == numbers.LENGTH and digits != text else ""
    if column.kind in {Kind.NAME, Kind.TEXT}:
        return text.lstrip("=+@").strip() if _FORMULA.match(text) else ""
    return ""


def day_of(value: str) -> date | None:
    """The day of a kept ISO value."""
    return date.fromisoformat(value) if value else None
