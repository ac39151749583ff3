"""Figures of a year beside each other. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Reached:
    """Programmes of a dimension in a year: how many were to be reached and were. `published` is the percentage as it was
    printed, `percent` ours from the whole numbers; None where a number is missing."""

    label: str
    target: int | None
    reached: int | None
    published: Decimal | None
    percent: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether ours is what was printed, to the digit."""
        return self.published is None or self.percent is None or self.published == self.percent

    @property
    def missing(self) -> int | None:
        return None if self.target is None or self.reached is None else max(self.target - self.reached, 0)


def reached(label: str, target: Decimal | None, count: Decimal | None, published: Decimal | None) -> Reached:
    """A row of the table; percent with one place, half up, as the regency prints it."""
    percent = None
    if target and count is not None:
        percent = (100 * count / target).quantize(_TENTH, ROUND_HALF_UP)
    shown = None if published is None else published.quantize(_TENTH, ROUND_HALF_UP)
    return Reached(label, _whole(target), _whole(count), shown, percent)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)
