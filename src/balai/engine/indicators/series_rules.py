"""What yearly figures say about each other. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .terms import Direction


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a figure is from what it was to be. `missing` is what lacks, 0 where the target is reached, never
    negative; `is_reached` None where there is nothing to compare."""

    target: Decimal
    missing: Decimal
    is_reached: bool


def gap(value: Decimal, target: Decimal, direction: str) -> Gap:
    """The gap between a figure and its target. Where neither way is better, only the target itself is reached."""
    lacks = {
        Direction.UP: target - value,
        Direction.DOWN: value - target,
        Direction.NONE: abs(target - value),
    }[Direction(direction)]
    return Gap(target, max(lacks, Decimal(0)), lacks <= 0)


def low_end(values: Sequence[Decimal]) -> Decimal:
    """Where a drawing of these values may begin, so that their changes are seen: zero when they reach near it, else
    one span below the lowest, at a round number."""
    if not values:
        return Decimal(0)
    low, high = min(values), max(values)
    span = high - low or abs(high) / 10
    if low <= 0 or low < 2 * span:
        return min(low, Decimal(0))
    step = Decimal(1).scaleb((span or Decimal(1)).adjusted())
    return (low - span) // step * step


def years_between(years: Sequence[int]) -> range:
    """All years from the first to the last, missing ones too."""
    return range(min(years), max(years) + 1) if years else range(0)


def change(values: Mapping[int, Decimal]) -> Decimal | None:
    """The last value less the one before it in time; None with fewer than two."""
    years = sorted(values)
    return values[years[-1]] - values[years[-2]] if len(years) > 1 else None
