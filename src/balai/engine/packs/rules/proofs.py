"""Proof that exactly one row of a table holds for every possible input, by walking through all that makes a difference.

Every column is cut where the answer of some row changes, so a column of 3,651 days becomes a handful of pieces. Rows
are followed through the columns together; where the same rows are still possible, the rest was walked already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .conditions import Reach, allowed
from .description import DecisionTable, TableInput
from .tables import condition_of

MOST_HOLES = 5
MOST_VISITS = 200_000


@dataclass(slots=True)
class Proof:
    """What was found: `holes` are inputs without a row, `overlaps` pairs of row numbers with an input that both hold
    for, `used` the numbers of rows that hold for something. `gave_up`: too many combinations."""

    holes: list[dict[str, Any]] = field(default_factory=list)
    overlaps: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    gave_up: bool = False

    @property
    def holds(self) -> bool:
        """Whether exactly one row holds for every input."""
        return not (self.holes or self.overlaps or self.gave_up)


def prove(table: DecisionTable, values: Mapping[str, Any]) -> Proof:
    """Walk through every combination of inputs that makes a difference, with the region's values filled in.

    An example input names every column; columns that make no difference stand at their first possibility. Raises
    ValueError where a condition cannot be read.
    """
    return _Walk(table, values).run()


class _Walk:
    def __init__(self, table: DecisionTable, values: Mapping[str, Any]) -> None:
        self.columns = table.inputs
        self.rows = [row.number for row in table.rows]
        # For each column: its pieces, each as (an input of the piece, the rows that allow it as bits).
        self.pieces = [_pieces(table, column, values) for column in table.inputs]
        self.proof = Proof()
        self.visited: set[tuple[int, int]] = set()

    def run(self) -> Proof:
        """Walk once through everything."""
        self._walk(0, (1 << len(self.rows)) - 1, {})
        return self.proof

    def _walk(self, depth: int, alive: int, chosen: dict[str, Any]) -> None:
        if (depth, alive) in self.visited:
            return
        self.visited.add((depth, alive))
        if len(self.visited) > MOST_VISITS:
            self.proof.gave_up = True
        elif not alive:
            self._found_hole(depth, chosen)
        elif depth == len(self.columns):
            self._found_rows(alive, chosen)
        else:
            code = self.columns[depth].code
            for example, allowing in self.pieces[depth]:
                self._walk(depth + 1, alive & allowing, {**chosen, code: example})

    def _found_hole(self, depth: int, chosen: dict[str, Any]) -> None:
        rest = {
            self.columns[later].code: self.pieces[later][0][0] for later in range(depth, len(self.columns))
        }
        self.proof.holes.append(chosen | rest)

    def _found_rows(self, alive: int, chosen: dict[str, Any]) -> None:
        numbers = [number for place, number in enumerate(self.rows) if alive >> place & 1]
        self.proof.used.update(numbers)
        for first, second in pairwise(numbers):
            self.proof.overlaps.setdefault((first, second), chosen)


def _pieces(table: DecisionTable, column: TableInput, values: Mapping[str, Any]) -> list[tuple[Any, int]]:
    """The pieces of a column that make a difference: one for each set of rows that allow it."""
    reaches = [
        allowed(condition_of(row.when[column.code], column), column, values)
        if column.code in row.when
        else None
        for row in table.rows
    ]
    pieces: dict[int, Any] = {}
    for example in _examples(column, reaches):
        allowing = sum(1 << place for place, reach in enumerate(reaches) if reach is None or example in reach)
        pieces.setdefault(allowing, example)
    return [(example, allowing) for allowing, example in pieces.items()]


def _examples(column: TableInput, reaches: list[Reach | None]) -> Iterator[Any]:
    """One input from every piece of the column, from small to large."""
    if column.type == "BOOLEAN":
        yield from (True, False)
    elif column.type == "CHOICE":
        yield from column.choices
    else:
        yield from sorted(_starts(column, reaches))


def _starts(column: TableInput, reaches: list[Reach | None]) -> set[int]:
    """Where a piece of a column of numbers begins: at its bound, where a span begins, and just after it ends."""
    starts = {column.minimum}
    for reach in reaches:
        for low, high in reach.spans if reach else ():
            starts |= {low} if low is not None else set()
            starts |= {high + 1} if high is not None else set()
    return {start for start in starts if column.minimum <= start <= column.maximum}
