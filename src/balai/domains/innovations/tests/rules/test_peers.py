"""The blind check by peers: the draw, conflicts of interest, consensus, agreement."""

import pytest

from balai.domains.innovations.rules import peers
from balai.domains.innovations.rules.agreement import quadratic_kappa
from balai.domains.innovations.rules.peers import Person, Subject
from balai.domains.innovations.terms_liveness import SIGNAL_LABELS
from balai.domains.innovations.terms_peers import PeerVerdict

A, W, D, U = PeerVerdict


def test_the_same_seed_draws_the_same_and_all_that_fade():
    first = peers.draw(range(1, 41), {7, 50}, size=5, seed="batang-2026")
    assert first == peers.draw(reversed(range(1, 41)), [50, 7], size=5, seed="batang-2026")
    assert first != peers.draw(range(1, 41), {7, 50}, size=5, seed="batang-2027")
    assert len(first) == len(set(first)) == 7 and {7, 50} <= set(first)
    assert sorted(peers.draw([1, 2], [], size=9, seed="x")) == [1, 2]


SUBJECT = Subject(innovation=1, opd=10, keepers=frozenset({5}))


@pytest.mark.parametrize(
    ("person", "seated", "is_outside", "wanted"),
    [
        (Person(1, 20), [], False, ""),
        (Person(1, 10), [], False, "SAME_OPD"),
        (Person(5, 20), [], False, "STEWARD"),
        (Person(5, None), [], True, "STEWARD"),
        (Person(1, 20), [Person(2, 20)], False, "SAME_OFFICE"),
        (Person(2, 30), [Person(2, 20)], False, "ALREADY"),
        (Person(1, None), [], False, "NOT_OFFICER"),
        (Person(1, 20), [], True, "NOT_OUTSIDE"),
        (Person(1, None), [Person(2, 20), Person(3, 30)], True, ""),
    ],
)
def test_conflicts_of_interest(person, seated, is_outside, wanted):
    assert peers.conflict(person, SUBJECT, seated=seated, is_outside=is_outside) == wanted


def test_seats_are_shared_out_evenly_and_without_conflict():
    subjects = [Subject(number, 10 + number % 4, frozenset({100 + number})) for number in range(12)]
    officers = [Person(100 + number, 10 + number % 4) for number in range(8)]
    outsiders = [Person(200), Person(201)]
    found = peers.seats(subjects, officers, outsiders, seed="s")
    assert found == peers.seats(subjects, officers[::-1], outsiders[::-1], seed="s")
    for subject in subjects:
        one, two, outside = found[subject.innovation]
        assert len({one.opd, two.opd, subject.opd}) == 3 and outside.opd is None
        assert not {one.user, two.user} & subject.keepers
    load = [
        sum(person.user == outsider.user for three in found.values() for person in three)
        for outsider in outsiders
    ]
    assert load == [6, 6]


def test_nobody_left_names_the_innovation():
    with pytest.raises(LookupError, match="7"):
        peers.seats([Subject(7, 10)], [Person(1, 10), Person(2, 20)], [Person(3)], seed="s")


@pytest.mark.parametrize(
    ("verdicts", "wanted"),
    [
        ([A, A, A], 0),
        ([A, W, D], 1),
        ([A, A, D], 0),
        ([W, D, U], 2),
        ([A, W, U], 1),
        # Two that differ by more than one, and the third could not say.
        ([A, D, U], None),
        ([A, D], None),
        ([D, U, U], 2),
        ([U, U, U], None),
        (["", "", ""], None),
    ],
)
def test_what_peers_say_together(verdicts, wanted):
    assert peers.consensus(verdicts) == wanted


def from_table(table):
    """The pairs that a table of counts stands for: row first, column second."""
    return [
        (row, column)
        for row, cells in enumerate(table)
        for column, count in enumerate(cells)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # By hand, n = 20: observed 2·1 + 2·1 = 4 squares; margins 10, 6, 4 on both sides. Expected: 2·(10·6 + 6·4)·1 + 2·10·4·4
        # = 168 + 320 = 488, over 20: 24.4. Kappa = 1 - 4/24.4.
        ([[9, 1, 0], [1, 4, 1], [0, 1, 3]], 1 - 4 / 24.4),
        # n = 10, once two apart in each direction: observed 8; margins 5, 0, 5: expected 2·25·4/10 = 20. 1 - 8/20 = 0.6: just enough.
        ([[4, 0, 1], [0, 0, 0], [1, 0, 4]], 0.6),
        # One margin never says "dead": observed 2·4 + 1 = 9; rows 4, 3, 3 against columns 6, 4, 0; expected
        # (4·4 + 3·6)·1 + 3·4·1 + 3·6·4 = 118, over 10: 11.8. 1 - 9/11.8.
        ([[4, 0, 0], [0, 3, 0], [2, 1, 0]], 1 - 9 / 11.8),
    ],
)
def test_weighted_kappa_of_tables_counted_by_hand(table, kappa):
    pairs = from_table(table)
    found = peers.agreement(pairs)
    assert found.kappa == pytest.approx(kappa) and found.pairs == len(pairs)
    assert peers.matrix(pairs) == table
    assert quadratic_kappa([b for _, b in pairs], [a for a, _ in pairs], 3) == pytest.approx(kappa)


def test_who_could_not_judge_is_left_out():
    assert peers.agreement([(0, 0), (2, 2), (None, 1), (0, None)]) == peers.Agreement(1.0, 2)
    assert peers.agreement([(1, 1)]) == peers.Agreement(None, 1)
    assert [peers.place_of(one) for one in (*PeerVerdict, "")] == [0, 1, 2, None, None]


@pytest.mark.parametrize(
    ("life", "wanted"),
    [("ALIVE", 0), ("NEW", 0), ("CRITICAL", 1), ("DORMANT", 2), ("UNPROVEN", None), ("UNMEASURED", None)],
)
def test_the_model_in_words_of_peers(life, wanted):
    assert peers.model_verdict(life) == wanted


@pytest.mark.parametrize(
    ("change", "wanted"),
    [({}, ""), ({"USAGE": 45}, "SUM"), ({"USAGE": 135, "RESULT": -85}, "RANGE"), ({"LUCK": 0}, "NAMES")],
)
def test_weights_of_a_model(change, wanted):
    weights = {"USAGE": 35, "RESULT": 15, "CITIZENS": 15, "STEWARDSHIP": 15, "RESOURCES": 10, "EVIDENCE": 10}
    assert peers.weights_fault(weights | change, set(SIGNAL_LABELS)) == wanted
