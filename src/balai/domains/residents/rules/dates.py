"""Days as people and spreadsheets write them. Day comes before month, always."""

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_OTHER_MONTHS = {
    "ags": 8,
    "agt": 8,
    "aug": 8,
    "may": 5,
    "oct": 10,
    "dec": 12,
    "nop": 11,
    "peb": 2,
    "pebruari": 2,
}
_NONE = frozenset({"", "-", "0", "0000-00-00", "00-00-0000", "00/00/0000"})
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2}|\d{4})(?:[T ]\d.*)?")
_WORDS = re.compile(r"(\d{1,2})[\s./-]+([A-Za-z]{3,10})[\s./-]+(\d{2}|\d{4})")
_DIGITS = re.compile(r"\d{8}")
_SERIAL_START = date(1899, 12, 30)
SERIALS = range(1000, 110_000)  # 1902 to 2201


class DateFault(Exception):
    """Why a day cannot be read: `code`, and the day that was probably meant."""

    def __init__(self, code: str, meant: date | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.meant = meant


def read_date(raw: str | int | float) -> date | None:
    """The day, None where nothing was written. Raises DateFault.

    A bare number is Excel's count of days; `31011990` is day, month, year.
    """
    if isinstance(raw, int | float):
        return _serial(raw)
    text = raw.strip()
    if text in _NONE:
        return None
    if _DIGITS.fullmatch(text):
        return _eight(text)
    if match := _ISO.fullmatch(text):
        return _day(int(match[3]), int(match[2]), match[1])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[2]), match[3])
    if match := _WORDS.fullmatch(text):
        month = month_number(match[2])
        if month:
            return _day(int(match[1]), month, match[3])
    if text.isdecimal() and int(text) in SERIALS and len(text) == 5:
        return _serial(int(text))
    raise DateFault("DATE_UNREADABLE")


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name, short or long, Indonesian or English."""
    word = word.lower()
    if word in _OTHER_MONTHS:
        return _OTHER_MONTHS[word]
    short = word[:3]
    if short in MONTHS:
        return MONTHS.index(short) + 1
    return _OTHER_MONTHS.get(short)


def _serial(number: int | float) -> date:
    if 1900 <= number <= 2100:
        raise DateFault("DATE_ONLY_YEAR")
    if int(number) in SERIALS:
        return _SERIAL_START + timedelta(days=int(number))
    if number == int(number) and 1_01_1000 <= number <= 31_12_9999:
        return _eight(f"{int(number):08d}")
    raise DateFault("DATE_UNREADABLE")


def _eight(text: str) -> date:
    if 1900 <= int(text[4:]) <= 2100:
        return _day(int(text[:2]), int(text[2:4]), text[4:])
    return _day(int(text[6:]), int(text[4:6]), text[:4])


def _day(day: int, month: int, year: str) -> date:
    if len(year) == 2:
        raise DateFault("DATE_SHORT_YEAR", _try(day, month, _century(int(year))))
    found = _try(day, month, int(year))
    if found:
        return found
    swapped = _try(month, day, int(year))
    raise DateFault("DATE_MONTH_FIRST" if swapped else "DATE_IMPOSSIBLE", swapped)


def _century(year: int) -> int:
    return 1900 + year if year > 30 else 2000 + year


def _try(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
