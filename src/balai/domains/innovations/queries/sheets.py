"""A sheet row by row: what the owner says, what was verified, what proves it, and what the next proof brings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from balai.domains.innovations.models import IgaAnswer, IgaSheet
from balai.domains.innovations.rules.iga import CENT, Edition, Line
from balai.domains.innovations.rules.iga_scores import Raise, raises
from balai.domains.innovations.terms_maturity import Aspect


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet with everything that stands beside it."""

    line: Line
    answer: IgaAnswer | None
    proofs: Sequence[Any]

    @property
    def level(self) -> int:
        return self.answer.level if self.answer else 0

    @property
    def word(self) -> str:
        return self.line.levels[self.level - 1] if self.level else ""

    @property
    def verified_level(self) -> int | None:
        return self.answer.verified_level if self.answer else None

    @property
    def is_disputed(self) -> bool:
        return self.verified_level is not None and self.verified_level != self.level

    @property
    def score(self) -> Decimal:
        return (self.line.weight or Decimal(0)) * self.level


@dataclass(frozen=True, slots=True)
class Gain:
    """A step upwards with its words, and by how much the index of the region would rise with it."""

    step: Raise
    word: str
    index_gain: Decimal


def sheet_rows(
    rules: Edition, sheet: IgaSheet | None, proofs: Mapping[str, Sequence[Any]], aspect: Aspect
) -> list[SheetRow]:
    """Every row of the aspect, answered or not, in the order of the edition."""
    known = {one.row: one for one in sheet.answers.all()} if sheet else {}
    return [SheetRow(line, known.get(line.code), proofs.get(line.code, ())) for line in rules.of(aspect)]


def gains(rules: Edition, rows: Sequence[SheetRow], aspect: Aspect) -> list[Gain]:
    """What would raise the score cheapest. The gain of the index is that of an innovation among as many as the divisor."""
    levels = {row.line.code: row.level for row in rows if row.level}
    proven = {row.line.code for row in rows if row.proofs}
    divisor = (rules.divisor or 1) if aspect is Aspect.INNOVATION else 1
    total = rules.maxima.get("total") or Decimal(1)
    return [
        Gain(step, step.line.levels[step.towards - 1], (step.gain / divisor / total * 100).quantize(CENT))
        for step in raises(rules, levels, proven=proven, aspect=aspect)
    ]
