"""Satisfaction of those who were served: nine elements, 1 to 4 each, as Permenpan RB 14/2017 counts them.

`IKM = 25 × Σ (mean of an element × weight)`. The regulation gives every element the weight 1/9; many offices write it
as 0.11, which is 1 % lower. Both are here, and whoever publishes a figure says which one it is. Exact fractions until
the last step: the class of 88.305 must not hang on how a machine rounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

ELEMENTS = ("U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9")
LOWEST, HIGHEST = 1, 4
EXACT, ROUNDED = "EXACT", "ROUNDED"
WEIGHTS = {EXACT: Fraction(1, 9), ROUNDED: Fraction(11, 100)}
# From this figure on, after rounding to two decimals.
CLASSES = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal("65.00")), ("D", Decimal("25.00")))
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The figure of a service in a period. `means` are per element (1.0000 to 4.0000), `index` is 24.75 to 100.00,
    `grade` A to D, `mode` EXACT or ROUNDED: the weight that was used."""

    respondents: int
    means: tuple[Decimal, ...]
    index: Decimal
    grade: str
    mode: str


def satisfaction(totals: Sequence[int], respondents: int, *, mode: str = EXACT) -> Satisfaction | None:
    """The figure from the sums of scores per element; None when nobody answered.

    Raises ValueError for other than nine totals, for one that so many respondents cannot give, or an unknown mode.
    """
    if len(totals) != len(ELEMENTS):
        raise ValueError(f"{len(totals)} totals for {len(ELEMENTS)} elements")
    if not all(LOWEST * respondents <= total <= HIGHEST * respondents for total in totals):
        raise ValueError("a total that so many respondents cannot give")
    weight = WEIGHTS.get(mode)
    if weight is None:
        raise ValueError(f"unknown mode {mode!r}")
    if not respondents:
        return None
    index = _decimal(25 * weight * Fraction(sum(totals), respondents), _CENT)
    means = tuple(_decimal(Fraction(total, respondents), Decimal("0.0001")) for total in totals)
    return Satisfaction(respondents, means, index, grade(index), mode)


def satisfaction_of_sum(scores: int, respondents: int) -> Decimal:
    """The index from the sum of all scores on all nine elements, exact weights. Raises ValueError without respondents."""
    if respondents <= 0:
        raise ValueError("nobody answered")
    return _decimal(25 * WEIGHTS[EXACT] * Fraction(scores, respondents), _CENT)


def grade(index: Decimal) -> str:
    """A (very good) to D (not good), of a figure in hundredths. Below 25, as 0.11 for each can give, it is D too."""
    return next((letter for letter, least in CLASSES if index >= least), "D")


def sample_size(population: int) -> int:
    """How many must answer for so many served, by the table of Krejcie and Morgan that the regulation uses
    (95 %, margin 5 %): `S = λ²·N·P·Q / (d²·(N-1) + λ²·P·Q)` with λ² = 3.841, P = Q = 0.5."""
    if population <= 0:
        return 0
    quarter = Fraction(3841, 1000) / 4
    needed = quarter * population / (Fraction(1, 400) * (population - 1) + quarter)
    return min(population, int(_decimal(needed, Decimal(1))))


def _decimal(value: Fraction, step: Decimal) -> Decimal:
    """The fraction rounded half up to a multiple of `step`, without a detour over a binary number."""
    count = value / Fraction(step)
    whole, rest = divmod(count.numerator, count.denominator)
    if 2 * rest >= count.denominator:
        whole += 1
    return (whole * step).quantize(step, ROUND_HALF_UP)
