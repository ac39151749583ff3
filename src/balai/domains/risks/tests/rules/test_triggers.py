"""When a risk reports itself and when it falls silent: a table of readings."""

from decimal import Decimal

import pytest

from balai.domains.risks.rules.triggers import is_hit, verdict


@pytest.mark.parametrize(
    ("comparison", "hits"),
    [
        ("BELOW", [True, False, False]),
        ("AT_MOST", [True, True, False]),
        ("AT_LEAST", [False, True, True]),
        ("ABOVE", [False, False, True]),
    ],
)
def test_the_wrong_side(comparison, hits):
    assert [is_hit(Decimal(value), comparison, Decimal(10)) for value in (9, 10, 11)] == hits


@pytest.mark.parametrize(
    ("values", "comparison", "hold", "fired", "expected"),
    [
        ([12, 9], "BELOW", 1, False, "FIRE"),
        ([9, 12], "BELOW", 1, False, "REST"),
        ([9, 9], "BELOW", 2, False, "FIRE"),
        ([12, 9], "BELOW", 2, False, "REST"),
        ([9], "BELOW", 2, False, "MISSING"),  # too short a series
        ([9, None], "BELOW", 2, False, "MISSING"),
        ([None, 9], "BELOW", 1, False, "FIRE"),  # only the last one is asked
        ([], "BELOW", 1, False, "MISSING"),
        ([], "BELOW", 1, True, "MISSING"),  # what is missing does not calm either
        ([9], "BELOW", 1, True, "STAY"),
        ([11], "BELOW", 1, True, "STAY"),  # above 10, but not by the margin of 2
        ([12], "BELOW", 1, True, "CALM"),
        ([9, 15], "BELOW", 2, True, "CALM"),
        ([10], "AT_LEAST", 1, False, "FIRE"),
        ([9], "AT_LEAST", 1, True, "STAY"),
        ([7], "AT_LEAST", 1, True, "CALM"),
        ([11], "ABOVE", 1, False, "FIRE"),
        ([8], "ABOVE", 1, True, "CALM"),
        ([12], "AT_MOST", 1, True, "STAY"),
        ([13], "AT_MOST", 1, True, "CALM"),
    ],
)
def test_what_a_reading_says(values, comparison, hold, fired, expected):
    numbers = [None if value is None else Decimal(value) for value in values]
    said = verdict(
        numbers,
        [Decimal(10)] * len(values),
        comparison=comparison,
        margin=Decimal(2),
        hold=hold,
        is_fired=fired,
    )
    assert said == expected


def test_a_year_without_target_is_missing():
    said = verdict([Decimal(1)], [None], comparison="BELOW", margin=Decimal(0), hold=1, is_fired=False)
    assert said == "MISSING"
