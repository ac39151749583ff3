"""The formula, by a table that can be counted again by hand; what became of a need; what is alike."""

import pytest

from balai.domains.needs.rules.following import standing
from balai.domains.needs.rules.weighing import Weights, parts, weight_of
from balai.domains.needs.terms import Criterion
from balai.foundation.likeness import Words, similar

EVEN = {one.value: 1 for one in Criterion}
FULL = {"URGENCY": 100, "VULNERABLE": 100, "LEGAL": 100, "FEASIBLE": 100}


def weights(**of: float) -> Weights:
    return Weights.read({"weights": of or EVEN, "people_full": 999, "sources_full": 10})


@pytest.mark.parametrize(
    ("people", "sources", "judged", "of", "expected"),
    [
        (999, 10, FULL, EVEN, 100.0),
        (999_999, 500, FULL, EVEN, 100.0),  # more than full is full
        (None, 0, {}, EVEN, 0.0),  # nobody judged anything
        (9, 0, {}, {"PEOPLE": 1}, 100 / 3),  # log 10 of log 1000
        (99, 0, {}, {"PEOPLE": 2}, 200 / 3),  # a weight alone changes nothing
        (0, 5, {}, {"SOURCES": 3, "PEOPLE": 1}, 37.5),
        (None, 10, {"URGENCY": 50}, {"URGENCY": 60, "SOURCES": 40}, 70.0),
        (None, 0, {"URGENCY": 75, "LEGAL": 25}, {"URGENCY": 1, "LEGAL": 1, "FEASIBLE": 2}, 25.0),
        (None, 0, {"URGENCY": 400}, {"URGENCY": 1}, 100.0),
    ],
)
def test_the_weight_of_a_need(people, sources, judged, of, expected):
    found = parts(people=people, sources=sources, judged=judged, weights=weights(**of))
    assert weight_of(found) == pytest.approx(expected)
    assert [part.criterion for part in found] == list(Criterion)


def test_what_nobody_judged_is_said():
    found = parts(people=None, sources=1, judged={"LEGAL": 0}, weights=weights())
    assert [part.criterion for part in found if not part.is_known] == [
        "PEOPLE",
        "URGENCY",
        "VULNERABLE",
        "FEASIBLE",
    ]


@pytest.mark.parametrize("of", [{"PEOPLE": 0}, {"PEOPLE": -1, "LEGAL": 5}])
def test_weights_that_cannot_weigh_are_no_weights(of):
    with pytest.raises(ValueError, match="weights"):
        weights(**of)


@pytest.mark.parametrize(
    ("moderation", "weighed", "declined", "programme", "expected"),
    [
        ("PENDING", True, True, True, "PENDING"),
        ("HIDDEN", False, False, True, "HIDDEN"),
        ("SHOWN", False, False, False, "NEW"),
        ("SHOWN", True, False, False, "WEIGHED"),
        ("SHOWN", False, True, False, "DECLINED"),
        ("SHOWN", True, True, False, "DECLINED"),
        ("SHOWN", False, False, True, "ANSWERED"),
        ("SHOWN", True, True, True, "ANSWERED"),
    ],
)
def test_what_became_of_it(moderation, weighed, declined, programme, expected):
    found = standing(moderation=moderation, is_weighed=weighed, is_declined=declined, has_programme=programme)
    assert found == expected


def test_the_same_words_in_another_order_are_alike_and_the_same_place_comes_first():
    own = Words(1, "Angkutan umum untuk kursi roda", "33.25.01.2001", "LIVING")
    others = [
        own,
        Words(2, "Kursi roda dapat naik angkutan umum", "33.25.02", ""),
        Words(3, "Kursi roda naik angkutan umum", "33.25.01", "LIVING"),
        Words(4, "Sampah pasar diangkut pagi", "33.25.01", "LIVING"),
    ]
    assert [number for number, _likeness in similar(own, others)] == [3, 2]
