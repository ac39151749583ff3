"""From levels to an index. A row without a level is missing, never zero. Pure.

    index = factor × Σ (weight × level) / base

so that one formula is the weighted mean of the Kominfo components (base 100), Σ weight × level / 100 of SPBE, the sum of
scores of SAKIP (levels in percent) and 25 × Σ (mean × 1/9) of IKM.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from balai.domains.evaluation.rules.definition import Band, Definition, Part, rounded


@dataclass(frozen=True, slots=True)
class PartScore:
    """What a component came to: the weighted mean of its rows, None while some are missing; `points` is what it adds to
    the index; `filled` of `rows` have a level."""

    part: Part
    value: Fraction | None
    points: Fraction | None
    filled: int
    rows: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`index` as it is published, None while anything is missing; `exact` before rounding."""

    index: Decimal | None
    exact: Fraction | None
    band: Band | None
    parts: tuple[PartScore, ...]
    missing: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row on which two disagree: `gap` is assessor less self, `effect` the same in points of the index."""

    row: Part
    own: Fraction
    other: Fraction
    gap: Fraction
    effect: Fraction


def scored(definition: Definition, given: Mapping[str, Fraction]) -> Outcome:
    """The outcome of levels by row. A level given for a component stands for everything below it: some results are
    published by component only."""
    parts = tuple(_part(definition, part, given) for part in definition.parts)
    missing = tuple(row for part in definition.parts for row in _missing(part, given))
    exact = None
    if parts and all(part.points is not None for part in parts):
        exact = sum((part.points for part in parts if part.points is not None), Fraction(0))
    index = None if exact is None else rounded(exact, definition.places)
    return Outcome(index, exact, None if index is None else band_of(definition, index), parts, missing)


def band_of(definition: Definition, index: Decimal) -> Band | None:
    """The highest band that holds the index; None where an instrument has no bands."""
    return next((band for band in definition.bands if band.holds(index)), None)


def value_of(part: Part, given: Mapping[str, Fraction]) -> Fraction | None:
    """The level of a part: its own, else the mean of what is below it, by weight where there are weights."""
    if part.code in given:
        return given[part.code]
    values = [value_of(below, given) for below in part.parts]
    if not values or any(value is None for value in values):
        return None
    weights = [below.weight if below.weight is not None else Fraction(1) for below in part.parts]
    return sum(
        (weight * value for weight, value in zip(weights, values, strict=True) if value is not None),
        Fraction(0),
    ) / sum(weights)


def shares(definition: Definition) -> dict[str, Fraction]:
    """Row -> what one level more of it adds to the index."""
    found: dict[str, Fraction] = {}
    for part in definition.parts:
        _spread(part, _factor(definition, part), found)
    return found


def differences(
    definition: Definition, own: Mapping[str, Fraction], other: Mapping[str, Fraction]
) -> list[Difference]:
    """Rows on which the assessor says otherwise, the largest gap first, of equal ones that with more effect."""
    share = shares(definition)
    found = [
        Difference(
            row,
            own[row.code],
            other[row.code],
            other[row.code] - own[row.code],
            share[row.code] * (other[row.code] - own[row.code]),
        )
        for row in definition.rows()
        if row.code in own and row.code in other and own[row.code] != other[row.code]
    ]
    return sorted(found, key=lambda one: (-abs(one.gap), -abs(one.effect), one.row.code))


def improvement(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """This year less last year; None where either is not known."""
    return None if now is None or before is None else now - before


def fits(definition: Definition, level: Fraction) -> bool:
    """Whether a level lies on the scale and on one of its steps."""
    if not definition.lowest <= level <= definition.highest:
        return False
    return definition.step is None or ((level - definition.lowest) / definition.step).denominator == 1


def _part(definition: Definition, part: Part, given: Mapping[str, Fraction]) -> PartScore:
    rows = list(part.rows())
    value = value_of(part, given)
    points = None if value is None else value * _factor(definition, part)
    filled = sum(row.code in given for row in rows) if part.code not in given else len(rows)
    return PartScore(part, value, points, filled, len(rows))


def _factor(definition: Definition, part: Part) -> Fraction:
    """What one level of a part at the top adds to the index."""
    if part.weight is None or not definition.base:
        total = sum((one.weight or Fraction(1) for one in definition.parts), Fraction(0))
        return definition.factor * (part.weight or Fraction(1)) / total
    return definition.factor * part.weight / definition.base


def _spread(part: Part, share: Fraction, found: dict[str, Fraction]) -> None:
    if part.is_row:
        found[part.code] = share
        return
    weights = [below.weight if below.weight is not None else Fraction(1) for below in part.parts]
    for below, weight in zip(part.parts, weights, strict=True):
        _spread(below, share * weight / sum(weights), found)


def _missing(part: Part, given: Mapping[str, Fraction]) -> Sequence[Part]:
    if part.code in given:
        return ()
    if part.is_row:
        return (part,)
    return [row for below in part.parts for row in _missing(below, given)]
