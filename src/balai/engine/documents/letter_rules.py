"""Decisions about letters as pure functions: how a number is written, what a stranger may read of a name."""

import re
from collections.abc import Mapping
from datetime import date

from balai.foundation.errors import Refused

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_HOLE = re.compile(r"\{(\w*)(?::0(\d))?\}")
# One star per hidden letter would tell how long the name is.
_HIDDEN = "***"


def letter_number(pattern: str, *, number: int, day: date, fields: Mapping[str, str] | None = None) -> str:
    """`"{classification}/{number:03}/SLR/{roman_month}/{year}"` -> `474.3/012/SLR/XI/2026`.

    Known: `number` (`{number:03}` fills up with zeros), `roman_month`, `month`, `day`, `year` and the names in
    `fields`. Raises Refused NUMBER_PATTERN for a name that nobody knows and for a pattern without `{number}`.
    """
    known = {
        **(fields or {}),
        "number": str(number),
        "roman_month": _ROMAN[day.month - 1],
        "month": f"{day.month:02}",
        "day": f"{day.day:02}",
        "year": str(day.year),
    }
    names = {hole.group(1) for hole in _HOLE.finditer(pattern)}
    for name in sorted(names - set(known)):
        raise Refused("NUMBER_PATTERN", "Pola nomor surat memakai {name} yang tidak dikenal.", name=name)
    if "number" not in names:
        raise Refused("NUMBER_PATTERN", "Pola nomor surat harus memuat nomor urut.")
    return _HOLE.sub(lambda hole: known[hole.group(1)].zfill(int(hole.group(2) or 0)), pattern)


def masked_name(name: str) -> str:
    """`Siti Rekaan` -> `S*** R***`: its owner knows it again, a stranger learns nothing."""
    return " ".join(word[0].upper() + _HIDDEN for word in name.split() if word)[:120]
