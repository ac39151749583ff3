"""How a contest is decided: criteria with weights, points of a jury, ranks with ties. All of it can be done again by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from balai.domains.ideas.terms_contest import FULL_POINTS, FULL_WEIGHT

CENT = Decimal("0.01")
Points = Mapping[str, int]
# Score, then the mean of each criterion.
Marks = tuple[Decimal | Fraction, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """`weight` in hundredths of the whole."""

    code: str
    label: str
    weight: int


@dataclass(frozen=True, slots=True)
class Place:
    """An entry with its rank; `shares` says how many others stand on the same one, `tie_break` names the criterion that put
    it before or after another with the same score."""

    entry_id: int
    score: Decimal
    rank: int
    shares: int = 0
    tie_break: str = ""


def read_criteria(rows: Sequence[Mapping[str, object]]) -> tuple[Criterion, ...]:
    return tuple(Criterion(str(row["code"]), str(row["label"]), int(str(row["weight"]))) for row in rows)


def weight_sum(criteria: Sequence[Criterion]) -> int:
    return sum(one.weight for one in criteria)


def are_whole(criteria: Sequence[Criterion]) -> bool:
    """Weights are positive and sum to 100."""
    return all(one.weight > 0 for one in criteria) and weight_sum(criteria) == FULL_WEIGHT


def sheet_score(criteria: Sequence[Criterion], points: Points) -> Fraction:
    """Σ (weight × points) ÷ 100, exactly: from 0 to 100. Raises ValueError where a criterion has no points from 0 to 100."""
    for one in criteria:
        if not 0 <= points.get(one.code, -1) <= FULL_POINTS:
            raise ValueError(f"points of {one.code}")
    return Fraction(sum(one.weight * points[one.code] for one in criteria), FULL_WEIGHT)


def means(criteria: Sequence[Criterion], sheets: Sequence[Points]) -> dict[str, Fraction]:
    """The jury's mean points of each criterion, in the order of the criteria."""
    return {one.code: Fraction(sum(sheet[one.code] for sheet in sheets), len(sheets)) for one in criteria}


def entry_score(criteria: Sequence[Criterion], sheets: Sequence[Points]) -> Decimal:
    """The mean of the jurors' sheets to two decimals, half up."""
    mean = sum((sheet_score(criteria, points) for points in sheets), Fraction()) / len(sheets)
    return rounded(mean)


def rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def ranking(criteria: Sequence[Criterion], sheets: Mapping[int, Sequence[Points]]) -> list[Place]:
    """The best first, from the sheets by entry.

    With the same score to two decimals, the higher mean of the first criterion goes first, then of the second, and so on. Who
    is equal in all of them shares the rank, and the next rank is left out (1, 2, 2, 4).
    """
    marks = {
        entry: (entry_score(criteria, rows), *means(criteria, rows).values())
        for entry, rows in sheets.items()
    }
    order = sorted(marks, key=lambda entry: (*(-mark for mark in marks[entry]), entry))
    values = [marks[entry] for entry in order]
    return [
        Place(
            entry,
            marks[entry][0],
            values.index(marks[entry]) + 1,
            values.count(marks[entry]) - 1,
            _tie_break(criteria, marks[entry], values),
        )
        for entry in order
    ]


def _tie_break(criteria: Sequence[Criterion], own: Marks, others: Sequence[Marks]) -> str:
    """The first criterion that tells this one from another with the same score."""
    places = [
        next(place for place, pair in enumerate(zip(own, other, strict=True)) if pair[0] != pair[1])
        for other in others
        if other[0] == own[0] and other != own
    ]
    return criteria[min(places) - 1].code if places else ""
