"""Programmes counted: how many were to be reached in a year, how many were."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class Count:
    """`target` programmes of a year, `reached` of them done."""

    target: int
    reached: int

    @property
    def percent(self) -> Decimal | None:
        """In percent with one place as published (35 of 39 is 89.7); None of none."""
        if not self.target:
            return None
        return (Decimal(100 * self.reached) / self.target).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.target + other.target, self.reached + other.reached)


def number_in(text: str) -> Decimal | None:
    """The number that a target or result is, as people write it ("1.250", "12,5", "80%"); None for words."""
    plain = text.strip().removesuffix("%").strip()
    if not plain or not all(sign in "0123456789.,-" for sign in plain):
        return None
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(".") > 1 or (plain.count(".") == 1 and len(plain.split(".")[1]) == 3):
        plain = plain.replace(".", "")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def is_reached(target: str, realised: str) -> bool | None:
    """Whether numbers say that a target was reached; None where one of them is words: then somebody has to say."""
    wanted, found = number_in(target), number_in(realised)
    return None if wanted is None or found is None else found >= wanted
