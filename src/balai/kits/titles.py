"""Which column of a sheet means what: titles are found by what people call them, however they were renamed. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from balai.foundation.errors import Refused

NEAR, LOOKED_AT = 84, 15


Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose titles are understood: `fields` says which column means what, `rows` are those below the titles."""

    titles: list[str]
    fields: dict[int, str]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Titles:
    """`columns`: field -> (the title that we write, other titles that people use). A row without `needed` is no header."""

    columns: Mapping[str, tuple[str, tuple[str, ...]]]
    needed: str
    _known: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, (title, others) in self.columns.items():
            self._known.update({word.casefold(): name for word in (title, name, *others)})

    def meanings(self, titles: Sequence[str]) -> dict[int, str]:
        """column -> field of each title that is understood, near ones too; of two that mean the same the nearer one."""
        found: dict[str, tuple[float, int]] = {}
        for column, title in enumerate(titles):
            text = " ".join(re.sub(r"[_*:.()]+", " ", title).casefold().split())
            near = (
                process.extractOne(text, list(self._known), scorer=fuzz.ratio, score_cutoff=NEAR)
                if text
                else None
            )
            if near is not None:
                name = self._known[near[0]]
                found[name] = max(found.get(name, (0.0, 0)), (near[1], -column))
        return {-column: name for name, (_score, column) in found.items()}

    def table_of(self, rows: Sequence[Row]) -> Table:
        """The table in these rows. Raises Refused FILE_NO_TITLE where no title is like the one that is needed."""
        header = self.header_of(rows)
        if header is None:
            raise Refused(
                "FILE_NO_TITLE",
                "Tidak ada kolom yang namanya mirip “{title}”. Beri nama kolom seperti pada templat.",
                field="file",
                title=self.columns[self.needed][0],
            )
        top, fields = header
        titles = next(cells for number, cells in rows if number == top)
        return Table(titles, fields, [(number, cells) for number, cells in rows if number > top])

    def header_of(self, rows: Sequence[Row]) -> tuple[int, dict[int, str]] | None:
        """(row number, column -> field) of the row among the first that names most columns; None where none names what is
        needed."""
        best = max(
            ((number, self.meanings(cells)) for number, cells in rows[:LOOKED_AT]),
            key=lambda one: len(one[1]),
            default=(0, {}),
        )
        return best if self.needed in best[1].values() else None


def letters(column: int) -> str:
    """`A` for column 0, `AA` for column 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
