"""Weights, scores, ranks with ties, and whose entry a juror may not score, as tables."""

from decimal import Decimal

import pytest

from balai.domains.ideas.rules.conflicts import is_conflict
from balai.domains.ideas.rules.ranking import Criterion, are_whole, entry_score, means, ranking, sheet_score

A, B = Criterion("A", "Pertama", 60), Criterion("B", "Kedua", 40)


def points(a: int, b: int) -> dict[str, int]:
    return {"A": a, "B": b}


@pytest.mark.parametrize(
    ("weights", "whole"),
    [
        ([60, 40], True),
        ([100], True),
        ([60, 41], False),
        ([60, 39], False),
        ([100, 0], False),
        ([120, -20], False),
        ([], False),
    ],
)
def test_weights_are_positive_and_sum_to_a_hundred(weights, whole):
    assert are_whole([Criterion(str(n), "x", weight) for n, weight in enumerate(weights)]) is whole


@pytest.mark.parametrize(
    ("sheets", "score"),
    [
        ([(0, 0)], "0.00"),
        ([(100, 100)], "100.00"),
        ([(80, 70)], "76.00"),
        ([(80, 70), (90, 60)], "77.00"),
        ([(81, 70), (80, 70), (80, 70)], "76.20"),
        # 77.125 on the half
        ([(77, 77), (77, 77), (77, 77), (77, 77), (77, 77), (77, 77), (77, 77), (77, 80)], "77.15"),
        ([(1, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)], "0.08"),
    ],
)
def test_a_score_is_the_mean_of_weighted_sheets_half_up(sheets, score):
    assert entry_score([A, B], [points(*one) for one in sheets]) == Decimal(score)


@pytest.mark.parametrize("wrong", [{"A": 1}, {"A": 1, "B": 101}, {"A": -1, "B": 1}, {}])
def test_every_criterion_has_points_from_0_to_100(wrong):
    with pytest.raises(ValueError, match="points of"):
        sheet_score([A, B], wrong)


@pytest.mark.parametrize(
    ("sheets", "order", "breaks"),
    [
        ({1: [(50, 50)], 2: [(90, 90)], 3: [(70, 70)]}, [(2, 1), (3, 2), (1, 3)], {}),
        # 60 × 80 + 40 × 50 = 60 × 60 + 40 × 80: the first criterion decides
        ({1: [(60, 80)], 2: [(80, 50)]}, [(2, 1), (1, 2)], {1: "A", 2: "A"}),
        # equal in everything: shared, and the next rank is left out
        ({1: [(70, 70)], 2: [(70, 70)], 3: [(60, 60)], 4: [(90, 90)]}, [(4, 1), (1, 2), (2, 2), (3, 4)], {}),
        # two are equal in everything and a third has only the same score
        ({1: [(60, 80)], 2: [(80, 50)], 3: [(80, 50)]}, [(2, 1), (3, 1), (1, 3)], {1: "A", 2: "A", 3: "A"}),
        # the same means from different sheets are still equal
        ({1: [(60, 60), (80, 80)], 2: [(70, 70), (70, 70)]}, [(1, 1), (2, 1)], {}),
        ({}, [], {}),
    ],
)  # fmt: skip
def test_ranks_and_what_decides_between_equals(sheets, order, breaks):
    found = ranking([A, B], {entry: [points(*one) for one in rows] for entry, rows in sheets.items()})
    assert [(place.entry_id, place.rank) for place in found] == order
    assert {place.entry_id: place.tie_break for place in found if place.tie_break} == breaks
    ranks = [place.rank for place in found]
    assert all(place.shares == ranks.count(place.rank) - 1 for place in found)


def test_the_second_criterion_decides_where_rounding_alone_makes_scores_equal():
    """Scores differ by less than a hundredth, the first criterion is equal: the second speaks."""
    a, b = Criterion("A", "Pertama", 99), Criterion("B", "Kedua", 1)
    many = [points(50, 50)] * 3
    found = ranking([a, b], {1: many, 2: [points(50, 50), points(50, 50), points(50, 51)]})
    assert [(place.entry_id, place.rank, place.tie_break) for place in found] == [(2, 1, "B"), (1, 2, "B")]
    assert found[0].score == found[1].score == Decimal("50.00")


def test_means_keep_the_order_of_the_criteria():
    assert list(means([B, A], [points(1, 2), points(3, 4)]).items()) == [("B", 3), ("A", 2)]


@pytest.mark.parametrize(
    ("juror_opd", "juror", "opds", "senders", "conflict"),
    [
        (1, 7, {2}, {8}, False),
        (1, 7, {1}, {8}, True),
        (1, 7, {2, 1}, {8}, True),
        (1, 7, {2}, {7}, True),
        (None, 7, {None}, {None}, False),
        (None, 7, {None}, {None, 7}, True),
    ],
)
def test_conflicts(juror_opd, juror, opds, senders, conflict):
    assert is_conflict(juror_opd=juror_opd, juror_user=juror, opds=opds, senders=senders) is conflict
