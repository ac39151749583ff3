"""Money, periods and points."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.foundation.errors import Refused
from balai.foundation.geo import Box, Point, bearing, cell, cell_centre, cells_in_box, haversine_km
from balai.foundation.money import parse_rupiah, rupiah
from balai.foundation.periods import DateRange


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "Rp 0"), (500, "Rp 500"), (1_000_000, "Rp 1.000.000"), (-2500, "-Rp 2.500")],
)
def test_rupiah(amount: int, text: str) -> None:
    assert rupiah(amount) == text


@given(st.integers())
def test_what_is_written_is_read_back(amount: int) -> None:
    assert parse_rupiah(rupiah(amount)) == amount


@pytest.mark.parametrize(
    "text", ["1000000", "Rp1.000.000", "rp. 1.000.000,00", "Rp 1.000.000,-", " 1.000.000 "]
)
def test_parse_rupiah(text: str) -> None:
    assert parse_rupiah(text) == 1_000_000


@pytest.mark.parametrize("text", ["", "Rp", "1.5", "1,50", "1.00.000", "--5", "1 000", "seribu", "Rp 10,5"])
def test_unclear_money_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_rupiah(text)
    assert refusal.value.code == "MONEY_MALFORMED"


def test_both_ends_belong_to_a_period() -> None:
    period = DateRange(date(2026, 1, 1), date(2026, 1, 31))
    assert [
        day in period for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert len(list(period.days())) == 31


@pytest.mark.parametrize(
    ("a", "b", "meets"),
    [
        ((1, 10), (10, 20), True),
        ((1, 9), (10, 20), False),
        ((1, None), (10, 20), True),
        ((21, None), (10, 20), False),
        ((1, None), (30, None), True),
    ],
)
def test_overlap(a: tuple, b: tuple, meets: bool) -> None:
    first, second = (DateRange(date(2026, 1, s), e and date(2026, 1, e)) for s, e in (a, b))
    assert first.overlaps(second) is meets
    assert second.overlaps(first) is meets


def test_months_and_years() -> None:
    assert DateRange.of_month(2026, 12) == DateRange(date(2026, 12, 1), date(2026, 12, 31))
    assert DateRange.of_month(2028, 2).end == date(2028, 2, 29)
    assert DateRange.of_year(2026) == DateRange(date(2026, 1, 1), date(2026, 12, 31))


def test_an_inverted_period_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        DateRange(date(2026, 2, 1), date(2026, 1, 1))
    assert refusal.value.code == "PERIOD_INVERTED"


def test_distance_and_direction() -> None:
    batang, semarang = Point(-6.9086, 109.7304), Point(-6.9904, 110.4229)
    assert haversine_km(batang, semarang) == pytest.approx(77.0, abs=0.5)
    assert haversine_km(batang, batang) == 0
    assert bearing(batang, semarang) == pytest.approx(96.8, abs=0.5)
    assert bearing(Point(0, 0), Point(1, 0)) == 0


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_points_off_the_globe(latitude: float, longitude: float) -> None:
    with pytest.raises(Refused) as refusal:
        Point(latitude, longitude)
    assert refusal.value.code == "POSITION_INVALID"


@given(st.floats(-7.2, -6.9), st.floats(109.6, 110.1))
def test_a_point_is_in_a_cell_of_the_box_round_it(latitude: float, longitude: float) -> None:
    box = Box(latitude - 0.01, longitude - 0.01, latitude + 0.01, longitude + 0.01)
    number = cell(latitude, longitude)
    assert 0 < number < 2**63
    assert number in cells_in_box(box)
    assert haversine_km(cell_centre(number), Point(latitude, longitude)) < 0.7


def test_a_box_of_one_point_is_one_cell() -> None:
    assert cells_in_box(Box(-7, 109.8, -7, 109.8)) == [cell(-7, 109.8)]


@pytest.mark.parametrize(
    ("box", "code"), [((-8, 105, -5, 115), "BOX_TOO_LARGE"), ((-5, 105, -8, 115), "BOX_INVALID")]
)
def test_boxes_that_are_refused(box: tuple, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        cells_in_box(Box(*box))
    assert refusal.value.code == code
