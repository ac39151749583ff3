"""The score of readiness, and counts that are folded: tables."""

import pytest

from balai.domains.service_adoption.rules import Progress, fold, score, totals
from balai.domains.service_adoption.terms import WEIGHTS, Item


def everything(**done: int) -> list[Progress]:
    totals_ = {"VALUES": 6, "AGENCY": 1, "ACCOUNT": 1, "SAMPLES": 10, "SANDBOX": 1, "TRAINING": 2}
    return [Progress(Item(code), done.get(code, 0), total) for code, total in totals_.items()]


@pytest.mark.parametrize(
    ("done", "percent"),
    [
        ({}, 0),
        ({"VALUES": 3}, 15),
        ({"VALUES": 6}, 30),
        ({"VALUES": 6, "AGENCY": 1}, 40),
        ({"VALUES": 6, "AGENCY": 1, "ACCOUNT": 1}, 50),
        ({"VALUES": 6, "AGENCY": 1, "ACCOUNT": 1, "SAMPLES": 9}, 68),
        ({"VALUES": 6, "AGENCY": 1, "ACCOUNT": 1, "SAMPLES": 10, "SANDBOX": 1}, 85),
        ({"VALUES": 6, "AGENCY": 1, "ACCOUNT": 1, "SAMPLES": 10, "SANDBOX": 1, "TRAINING": 1}, 92),
        ({"VALUES": 6, "AGENCY": 1, "ACCOUNT": 1, "SAMPLES": 10, "SANDBOX": 1, "TRAINING": 2}, 100),
        ({"VALUES": 60}, 30),
    ],
)
def test_each_piece_of_evidence_moves_the_score_by_its_weight(done: dict[str, int], percent: int) -> None:
    assert score(everything(**done)) == percent


def test_the_weights_add_up_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100 and set(WEIGHTS) == set(Item)


def test_what_a_pack_does_not_need_counts_in_neither_sum() -> None:
    rows = [Progress(Item.VALUES, 1, 1), Progress(Item.ACCOUNT, 0, 0), Progress(Item.SANDBOX, 0, 1)]
    assert score(rows) == 66
    assert score([Progress(Item.VALUES, 0, 0)]) == 100


def test_almost_everything_is_not_a_hundred() -> None:
    assert score([Progress(Item.VALUES, 999, 1000)]) == 99


def test_groups_below_five_are_not_told() -> None:
    rows = [{"outcome": "SERVED", "count": n} for n in (0, 4, 5, 12)]
    folded = fold(rows)
    assert [row["count"] for row in folded] == [None, None, 5, 12]
    assert totals(folded) == {"served": 17, "not_served": 0, "running": 0, "small": 2}
