"""NIK: sixteen digits that say where and when somebody was first registered. Only the shape is certain."""

import re
from dataclasses import dataclass
from datetime import date

LENGTH = 16
_SPACING = re.compile(r"[\s.\-_/'’`\u00a0\u200b]")
_LOST = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a NIK says about birth: day and month, the year in two digits, and the sex code (1 or 2)."""

    day: int
    month: int
    year: int
    sex: str


def tidy(text: str) -> str:
    """The number without the dots, dashes, blanks and quotes that people and programs put into it."""
    return _SPACING.sub("", text)


def has_lost_digits(text: str) -> bool:
    """Whether a spreadsheet has turned the number into `3,32E+15`: its last digits are gone."""
    return bool(_LOST.fullmatch(text.strip()))


def says(nik: str) -> Said:
    """Read a NIK of sixteen digits; women have forty added to the day."""
    day = int(nik[6:8])
    return Said(day - 40 if day > 40 else day, int(nik[8:10]), int(nik[10:12]), "2" if day > 40 else "1")


def disagreements(nik: str, *, born: date | None, sex: str) -> list[str]:
    """BIRTH and SEX, where they differ from what the NIK says. A NIK is never changed, so this is no proof."""
    said = says(nik)
    found = []
    if born and (said.day, said.month, said.year) != (born.day, born.month, born.year % 100):
        found.append("BIRTH")
    if sex in {"1", "2"} and sex != said.sex:
        found.append("SEX")
    return found
