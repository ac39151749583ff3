"""Two people press at once: exactly one wins, the other is told, and nothing is overwritten."""

import pytest

from balai.engine.cases import public as cases
from balai.engine.cases.models import Case, Remark
from balai.engine.cases.terms import Act, State
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict
from balai.kits.testing.threads import at_once, shared_database

from .factories import MONDAY, codes, coordinator, hours, make_case, officer, opd

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TEXT = "Kata-kata rekaan."
LATER = MONDAY + hours(2)


def race(case: Case, *works) -> tuple[list, Case, list[str], int]:
    """Outcomes, the case afterwards, its journal, and how many remarks there are."""
    with shared_database():
        outcomes = at_once(*works)
        ((after, journal, remarks),) = at_once(
            lambda: (Case.objects.get(pk=case.pk), codes(case), Remark.objects.filter(case=case).count())
        )
    return outcomes, after, journal, remarks


def one_won(outcomes: list) -> bool:
    return sorted(type(outcome).__name__ for outcome in outcomes) == ["Case", "Conflict"]


@pytest.mark.parametrize("round_", range(3))
def test_two_officers_press_at_once(round_):
    """Both saw version 0: one refuses, one answers."""
    case, other = make_case(), opd("WATER").pk
    by = officer()
    outcomes, after, journal, remarks = race(
        case,
        lambda: cases.refuse(case_id=case.pk, reason="NOT_OURS", proposed_opd_id=other, text=TEXT, by=by, at=LATER, version=0),
        lambda: cases.reply(case_id=case.pk, text=TEXT, is_final=False, by=by, at=LATER, version=0),
    )  # fmt: skip
    assert one_won(outcomes), outcomes
    winner = Act.REFUSED if isinstance(outcomes[0], Case) else Act.REPLIED
    assert journal == [Act.OPENED, winner]
    assert (after.version, remarks) == (1, 1)
    assert after.holder_id == (other if winner is Act.REFUSED else by.opd_id)


def test_the_same_button_twice_without_a_version():
    case, by = make_case(), officer()
    accept = lambda: cases.accept(case_id=case.pk, by=by, at=LATER)  # noqa: E731
    outcomes, after, journal, _ = race(case, accept, accept)
    assert one_won(outcomes), outcomes
    assert journal == [Act.OPENED, Act.ACCEPTED]
    assert after.state == State.IN_PROGRESS


def test_the_coordinator_decides_twice():
    case = make_case("COORDINATOR", needs_decision=True)
    by, roads, water = coordinator(), opd("ROADS").pk, opd("WATER").pk

    def decide(number: int):
        return lambda: cases.decide(case_id=case.pk, opd_id=number, text=TEXT, by=by, at=LATER)

    outcomes, after, journal, _ = race(case, decide(roads), decide(water))
    assert one_won(outcomes), outcomes
    assert journal == [Act.OPENED, Act.DECIDED]
    assert after.holder_id == (roads if isinstance(outcomes[0], Case) else water)


def test_confirm_and_contest_at_once():
    case, by = make_case(), officer()
    cases.reply(case_id=case.pk, text=TEXT, is_final=True, by=by, at=LATER)
    outcomes, after, journal, _ = race(
        case,
        lambda: cases.confirm(case_id=case.pk, by=CITIZEN, at=LATER),
        lambda: cases.contest(case_id=case.pk, text=TEXT, by=CITIZEN, at=LATER),
    )
    assert one_won(outcomes), outcomes
    assert len(journal) == 3
    assert after.state in {State.CONFIRMED, State.IN_PROGRESS}


def test_an_officer_against_the_sweeper():
    case, by = make_case(), officer()
    late = case.next_check_at + hours(48)
    outcomes, after, journal, _ = race(
        case,
        lambda: cases.reply(case_id=case.pk, text=TEXT, is_final=False, by=by, at=late),
        lambda: cases.sweep(at=late),
    )
    assert not [
        outcome
        for outcome in outcomes
        if isinstance(outcome, Exception) and not isinstance(outcome, Conflict)
    ]
    assert journal.count(Act.REPLIED) == 1
    assert after.state == State.IN_PROGRESS


def test_remarks_of_many_all_stay():
    case, by = make_case(), officer()
    works = [
        lambda n=n: cases.remark(case_id=case.pk, text=f"Catatan {n}", is_public=False, by=by, at=LATER)
        for n in range(6)
    ]
    outcomes, after, journal, remarks = race(case, *works)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert (after.version, remarks, journal.count(Act.REMARKED)) == (6, 6, 6)


def test_two_merges_at_once_leave_one_head():
    oldest, older, case = (make_case(at=MONDAY + hours(n)) for n in range(3))

    def put(head: Case):
        return lambda: cases.merge(case_id=case.pk, into_id=head.pk, by=officer(), at=LATER + hours(2))

    outcomes, after, journal, _ = race(case, put(oldest), put(older))
    assert one_won(outcomes), outcomes
    assert journal == [Act.OPENED, Act.MERGED]
    assert after.head_id in {oldest.pk, older.pk}


def test_a_head_is_merged_while_another_joins_it():
    oldest, head, case = (make_case(at=MONDAY + hours(n)) for n in range(3))
    by, at = officer(), LATER + hours(2)
    with shared_database():
        outcomes = at_once(
            lambda: cases.merge(case_id=head.pk, into_id=oldest.pk, by=by, at=at),
            lambda: cases.merge(case_id=case.pk, into_id=head.pk, by=by, at=at),
        )
        ((rows, members),) = at_once(
            lambda: (
                dict(Case.objects.filter(pk__in=[head.pk, case.pk]).values_list("pk", "head_id")),
                dict(Case.objects.values_list("pk", "members")),
            )
        )
    assert all(isinstance(outcome, Case | Conflict) for outcome in outcomes), outcomes
    assert rows[head.pk] == oldest.pk
    assert rows[case.pk] in {None, oldest.pk}, "it came along, or was told to look again"
    assert members[oldest.pk] == sum(head_id == oldest.pk for head_id in rows.values())
