"""The satisfaction figure, against the worked example of the regulation's reference and its bounds."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.foundation.satisfaction import EXACT, ROUNDED, grade, sample_size, satisfaction

# 29 respondents, sum 955.
WORKED = (105, 101, 100, 116, 102, 105, 106, 115, 105)


@pytest.mark.parametrize(("mode", "index"), [(EXACT, "91.48"), (ROUNDED, "90.56")])
def test_the_worked_example(mode: str, index: str) -> None:
    found = satisfaction(WORKED, 29, mode=mode)
    assert (str(found.index), found.grade, found.mode, found.respondents) == (index, "A", mode, 29)
    means = "3.6207 3.4828 3.4483 4.0000 3.5172 3.6207 3.6552 3.9655 3.6207"
    assert [str(mean) for mean in found.means] == means.split()


@pytest.mark.parametrize(
    ("index", "letter"),
    [
        ("100.00", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C"), ("65.00", "C"),
        ("64.99", "D"), ("25.00", "D"), ("24.75", "D"),
    ],
)  # fmt: skip
def test_the_bounds_of_the_classes(index: str, letter: str) -> None:
    assert grade(Decimal(index)) == letter


@pytest.mark.parametrize(
    ("total", "respondents", "index", "letter"),
    [
        # 88.3027…, 88.3055…: rounded first, then classed; the second is half a hundredth above 88.30.
        (31789, 1000, "88.30", "B"),
        (31790, 1000, "88.31", "A"),
        # Exactly 88.305 goes up, as on paper; a binary number would stand below it.
        (317898, 10000, "88.31", "A"),
        (317880, 10000, "88.30", "B"),
    ],
)
def test_a_figure_is_rounded_before_it_is_classed(
    total: int, respondents: int, index: str, letter: str
) -> None:
    each, rest = divmod(total, 9)
    totals = [each + (place < rest) for place in range(9)]
    found = satisfaction(totals, respondents)
    assert (str(found.index), found.grade) == (index, letter)


def test_nobody_answered() -> None:
    assert satisfaction([0] * 9, 0) is None


@pytest.mark.parametrize(
    ("totals", "respondents", "mode"),
    [([1] * 8, 1, EXACT), ([0] + [1] * 8, 1, EXACT), ([5] * 9, 1, EXACT), ([1] * 9, 1, "HALF")],
)
def test_what_cannot_be_is_a_mistake(totals: list[int], respondents: int, mode: str) -> None:
    with pytest.raises(ValueError):
        satisfaction(totals, respondents, mode=mode)


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=40))
def test_the_figure_lies_between_its_ends_and_never_further_than_half_a_hundredth_off(answers) -> None:
    totals = [sum(column) for column in zip(*answers, strict=True)]
    exact = satisfaction(totals, len(answers))
    rounded = satisfaction(totals, len(answers), mode=ROUNDED)
    assert Decimal("25.00") <= exact.index <= Decimal("100.00")
    assert rounded.index <= exact.index
    true = Fraction(25 * sum(totals), 9 * len(answers))
    assert abs(Fraction(exact.index) - true) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("population", "sample"),
    [(0, 0), (1, 1), (10, 10), (30, 28), (100, 80), (500, 217), (1000, 278), (10_000, 370), (1_000_000, 384)],
)
def test_how_many_must_answer(population: int, sample: int) -> None:
    assert sample_size(population) == sample
