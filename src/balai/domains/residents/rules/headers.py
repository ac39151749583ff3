"""Which row names the columns, and which column is which: exact names first, then what is spelt almost so."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from .cells import Raw, shown
from .codes import plain
from .columns import COLUMNS, Column

LOOKED_AT = 20
NEAR_ENOUGH = 88


@dataclass(slots=True)
class Header:
    """The row (its number in the sheet), its titles, and the meaning of each column that was recognised."""

    row: int
    titles: list[str]
    mapping: dict[int, str] = field(default_factory=dict)
    doubled: list[int] = field(default_factory=list)

    @property
    def unknown(self) -> list[int]:
        """Columns with a title that nobody recognised."""
        known = set(self.mapping) | set(self.doubled)
        return [place for place, title in enumerate(self.titles) if title and place not in known]


def find_header(rows: Sequence[tuple[int, list[Raw]]], *, kind: str) -> Header | None:
    """The row among the first twenty that names most columns; None when none names two of them."""
    best: Header | None = None
    for number, cells in rows[:LOOKED_AT]:
        titles = [" ".join(shown(cell).split())[:60] for cell in cells]
        header = recognise(number, titles, kind=kind)
        if len(header.mapping) >= 2 and (best is None or len(header.mapping) > len(best.mapping)):
            best = header
    return best


def recognise(number: int, titles: list[str], *, kind: str) -> Header:
    """Each title's column; where two titles mean the same, the first one has it."""
    header = Header(number, titles)
    names = _names(kind)
    sure = {place: names.get(plain(title), "") for place, title in enumerate(titles)}
    guessed = {place: code or _near(titles[place], names) for place, code in sure.items()}
    # Exact names take their column before anything that only looks like it.
    for choice in (sure, guessed):
        for place, code in choice.items():
            if not code or place in header.mapping:
                continue
            if code in header.mapping.values():
                if choice is sure or sure[place] == "":
                    header.doubled.append(place)
            else:
                header.mapping[place] = code
    header.doubled = sorted({place for place in header.doubled if place not in header.mapping})
    return header


def _near(title: str, names: dict[str, str]) -> str:
    key = plain(title)
    if len(key) < 4 or key.isdecimal():
        return ""
    found = process.extractOne(key, names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return names[found[0]] if found else ""


_known: dict[str, dict[str, str]] = {}


def _names(kind: str) -> dict[str, str]:
    if kind not in _known:
        _known[kind] = _all_names(COLUMNS[kind])
    return _known[kind]


def _all_names(columns: Sequence[Column]) -> dict[str, str]:
    also = {plain(name): column.code for column in columns for name in (*column.also, column.label)}
    return {**also, **{plain(column.code): column.code for column in columns}}
