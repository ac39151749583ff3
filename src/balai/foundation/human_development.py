"""The human development index (IPM) as BPS counts it since 2014: three dimensions, geometric mean.

Source: BPS, new method of 2014 (bounds 20–85 years, 0–18 and 0–15 years of school, Rp 1,007,436–26,572,352 a year).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

# Twenty digits: rounding to two decimals never hangs on how a machine counts.
_EXACT = Context(prec=20)
LIFE_BOUNDS = (Decimal(20), Decimal(85))
EXPECTED_SCHOOLING = Decimal(18)
MEAN_SCHOOLING = Decimal(15)
SPENDING_BOUNDS = (Decimal(1_007_436), Decimal(26_572_352))
# From this figure on.
CLASSES = (
    (Decimal(80), "VERY_HIGH"),
    (Decimal(70), "HIGH"),
    (Decimal(60), "MEDIUM"),
    (Decimal(0), "LOW"),
)
CLASS_LABELS = {"VERY_HIGH": "Sangat tinggi", "HIGH": "Tinggi", "MEDIUM": "Sedang", "LOW": "Rendah"}


@dataclass(frozen=True, slots=True)
class HumanDevelopment:
    """The index and what it is made of. The parts lie between 0 and 1, five decimals; `index` between 0 and 100, two."""

    health: Decimal
    education: Decimal
    spending: Decimal
    index: Decimal
    grade: str


def human_development(
    *, life_years: Decimal, expected_years: Decimal, mean_years: Decimal, spending_rupiah: Decimal
) -> HumanDevelopment:
    """The index from life expectancy (years), expected and mean years of schooling, and adjusted spending (rupiah a
    person and year). A part beyond its bounds counts as the bound. Raises ValueError for spending that is not positive."""
    if spending_rupiah <= 0:
        raise ValueError(f"spending must be positive: {spending_rupiah}")
    low, high = LIFE_BOUNDS
    health = _share((life_years - low) / (high - low))
    education = (_share(expected_years / EXPECTED_SCHOOLING) + _share(mean_years / MEAN_SCHOOLING)) / 2
    floor, ceiling = (_EXACT.ln(bound) for bound in SPENDING_BOUNDS)
    spending = _share((_EXACT.ln(spending_rupiah) - floor) / (ceiling - floor))
    product = health * education * spending
    index = Decimal(100) * _EXACT.power(product, Decimal(1) / 3) if product else Decimal(0)
    rounded = _rounded(index, "0.01")
    return HumanDevelopment(
        _rounded(health, "0.00001"),
        _rounded(education, "0.00001"),
        _rounded(spending, "0.00001"),
        rounded,
        grade(rounded),
    )


def grade(index: Decimal) -> str:
    """VERY_HIGH, HIGH, MEDIUM or LOW, as BPS divides."""
    return next(name for least, name in CLASSES if index >= least)


def _share(part: Decimal) -> Decimal:
    return min(max(part, Decimal(0)), Decimal(1))


def _rounded(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), ROUND_HALF_UP)
