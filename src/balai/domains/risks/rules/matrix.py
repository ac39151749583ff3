"""The matrix of risks: a table of ranks, not a product. Source: Permenpan RB 5/2020; any other table of five by five can
stand in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SIZE = 5


@dataclass(frozen=True, slots=True)
class Level:
    """A band of values."""

    code: str
    label: str
    label_en: str
    first: int
    last: int
    colour: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """`rows[k - 1][d - 1]` is the value of likelihood k and impact d, both from 1 to 5."""

    rows: tuple[tuple[int, ...], ...]
    levels: tuple[Level, ...]

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> "Matrix":
        """From a file of an edition. Raises ValueError naming what is wrong with it."""
        rows = tuple(tuple(int(value) for value in row) for row in body["matrix"])
        levels = tuple(
            Level(
                one["code"], one["label"], one.get("label_en", ""), one["first"], one["last"], one["colour"]
            )
            for one in body["levels"]
        )
        _check(rows, levels)
        return cls(rows, levels)

    def value(self, likelihood: int, impact: int) -> int:
        """The rank. Raises ValueError outside of 1 to 5."""
        if not (1 <= likelihood <= SIZE and 1 <= impact <= SIZE):
            raise ValueError("likelihood and impact go from 1 to 5")
        return self.rows[likelihood - 1][impact - 1]

    def level(self, value: int) -> Level:
        """The band that a value lies in."""
        return next(one for one in self.levels if one.first <= value <= one.last)


def _check(rows: Sequence[Sequence[int]], levels: Sequence[Level]) -> None:
    if len(rows) != SIZE or any(len(row) != SIZE for row in rows):
        raise ValueError("the matrix has to have five rows of five")
    for k, row in enumerate(rows):
        for d, value in enumerate(row):
            if sum(one.first <= value <= one.last for one in levels) != 1:
                raise ValueError(f"value {value} lies in no level, or in several")
            if (d and value < row[d - 1]) or (k and value < rows[k - 1][d]):
                raise ValueError("a greater likelihood or impact may not lower the value")
