"""The index against figures that BPS published."""

from decimal import Decimal

import pytest

from balai.foundation.human_development import grade, human_development


def _index(life: str, expected: str, mean: str, thousands: str) -> Decimal:
    return human_development(
        life_years=Decimal(life),
        expected_years=Decimal(expected),
        mean_years=Decimal(mean),
        spending_rupiah=Decimal(thousands) * 1000,
    ).index


def test_batang_2025_is_the_published_figure() -> None:
    """BPS, December 2025: 75.35 years, 12.18 and 7.35 years of school, Rp 11,424 thousand: 71.70."""
    found = human_development(
        life_years=Decimal("75.35"),
        expected_years=Decimal("12.18"),
        mean_years=Decimal("7.35"),
        spending_rupiah=Decimal(11_424_000),
    )
    assert (found.health, found.education, found.spending) == (
        Decimal("0.85154"),
        Decimal("0.58333"),
        Decimal("0.74204"),
    )
    assert (found.index, found.grade) == (Decimal("71.70"), "HIGH")


@pytest.mark.parametrize(
    ("life", "expected", "mean", "thousands", "index"),
    [
        ("85", "18", "15", "26572.352", "100.00"),
        # Beyond the bounds counts as the bound.
        ("90", "20", "16", "30000", "100.00"),
        ("20", "12", "8", "9000", "0.00"),
        ("70", "12", "8", "1007.436", "0.00"),
    ],
)
def test_bounds(life: str, expected: str, mean: str, thousands: str, index: str) -> None:
    assert _index(life, expected, mean, thousands) == Decimal(index)


@pytest.mark.parametrize(
    ("index", "name"),
    [
        ("80", "VERY_HIGH"),
        ("79.99", "HIGH"),
        ("70", "HIGH"),
        ("69.99", "MEDIUM"),
        ("60", "MEDIUM"),
        ("59.99", "LOW"),
    ],
)
def test_classes(index: str, name: str) -> None:
    assert grade(Decimal(index)) == name


def test_spending_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        _index("70", "12", "8", "0")
