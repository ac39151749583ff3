"""The sweeper: each step once, however late, however many sweepers; pauses end, answers lapse, nothing is confirmed."""

from datetime import date, timedelta

import pytest

from balai.engine.cases import public as cases
from balai.engine.cases.models import Case
from balai.engine.cases.terms import Act, State
from balai.engine.journal.models import Entry
from balai.engine.parameters.kept import forget_all
from balai.engine.parameters.models import Holiday
from balai.kits.testing.threads import at_once, shared_database

from .factories import MONDAY, codes, entries, hours, make_case, officer, proof

pytestmark = pytest.mark.django_db
TEXT = "Kata-kata rekaan."
LONG_AFTER = MONDAY + timedelta(days=90)


def steps(case: Case) -> list[tuple[str, str, int]]:
    """The steps of the ladder that were taken: (act, clock, rung)."""
    taken = [entry for entry in entries(case) if entry.code in {Act.WARNED, Act.ESCALATED}]
    return [(entry.code, entry.data["clock"], entry.data["rung"]) for entry in taken]


def test_nothing_is_due_before_its_moment():
    case = make_case()
    assert cases.sweep(at=case.next_check_at - timedelta(seconds=1)) == 0
    assert codes(case) == [Act.OPENED]


def test_each_step_is_taken_at_its_moment_and_once():
    case = make_case()
    at, seen = MONDAY, []
    while at < MONDAY + timedelta(days=12):
        cases.sweep(at=at)
        cases.sweep(at=at)
        case.refresh_from_db()
        if len(steps(case)) > len(seen):
            seen = steps(case)
        at += hours(12)
    assert sorted(seen) == sorted(set(seen))
    by_clock = {clock: [rung for _, name, rung in seen if name == clock] for clock in ("HOLDER", "CITIZEN")}
    assert by_clock == {"HOLDER": [0, 1, 2, 3], "CITIZEN": [0, 1, 2, 3]}
    assert cases.replayed(case) == case.snapshot()


def test_after_days_without_a_worker_every_step_is_still_taken_once_and_in_order():
    case = make_case()
    assert cases.sweep(at=LONG_AFTER) == 1
    assert len(steps(case)) == 8
    assert [rung for _, clock, rung in steps(case) if clock == "CITIZEN"] == [0, 1, 2, 3]
    case.refresh_from_db()
    assert case.next_check_at is None
    assert cases.sweep(at=LONG_AFTER + hours(1)) == 0
    assert cases.replayed(case) == case.snapshot()


def test_cases_without_a_person_are_swept_as_well():
    case = make_case()
    assert case.assignee_id is None
    cases.sweep(at=MONDAY + hours(19))
    assert steps(case) == [(Act.WARNED, "HOLDER", 0)]


def test_more_cases_than_one_batch_are_all_swept():
    for _ in range(7):
        make_case()
    assert cases.sweep(at=MONDAY + hours(19), batch=3) == 7
    assert Entry.objects.filter(code=Act.WARNED).count() == 7


def paused() -> Case:
    case = make_case()
    cases.accept(case_id=case.pk, by=officer(), at=MONDAY + hours(1))
    cases.pause(case_id=case.pk, reason="WEATHER", text=TEXT, by=officer(), at=MONDAY + hours(2))
    case.refresh_from_db()
    return case


def test_a_pause_ends_at_its_limit():
    case = paused()
    assert cases.sweep(at=case.pause_until - timedelta(seconds=1)) == 0
    assert cases.sweep(at=case.pause_until) == 1
    assert codes(case)[-1] == Act.RESUMED
    case.refresh_from_db()
    assert (case.state, case.pause_until) == (State.IN_PROGRESS, None)


def test_a_sweeper_that_comes_late_gives_no_longer_pause():
    on_time = paused()
    cases.sweep(at=on_time.pause_until)
    late = paused()
    cases.sweep(at=LONG_AFTER)
    on_time.refresh_from_db()
    late.refresh_from_db()
    assert (on_time.state, late.state) == (State.IN_PROGRESS, State.IN_PROGRESS)
    assert late.citizen_due_at == on_time.citizen_due_at


def test_an_answer_lapses_and_is_not_confirmed():
    case = make_case()
    cases.reply(case_id=case.pk, text=TEXT, is_final=True, by=officer(), at=MONDAY + hours(2))
    case.refresh_from_db()
    due = case.lapse_at
    assert cases.sweep(at=due - timedelta(seconds=1)) == 0
    cases.sweep(at=LONG_AFTER)
    case.refresh_from_db()
    assert (case.state, case.confirmed_at, case.closed_at) == (State.LAPSED, None, LONG_AFTER)
    assert codes(case)[-1] == Act.LAPSED


def test_proof_lapses_like_an_answer():
    case = make_case()
    cases.accept(case_id=case.pk, by=officer(), at=MONDAY + hours(1))
    cases.solve(
        case_id=case.pk,
        text=TEXT,
        proofs=[proof(taken_at=MONDAY + hours(2))],
        by=officer(),
        at=MONDAY + hours(2),
    )
    cases.sweep(at=LONG_AFTER)
    case.refresh_from_db()
    assert (case.state, case.confirmed_at) == (State.LAPSED, None)


def test_a_holiday_that_was_added_moves_the_next_step_and_disturbs_nobody():
    """The row learns its new moment; its version stays, so that no officer's form is refused for nothing."""
    case = make_case()
    cases.accept(case_id=case.pk, by=officer(), at=MONDAY + hours(1))
    case.refresh_from_db()
    while case.citizen_rung < 2 or case.holder_rung < 2:
        cases.sweep(at=case.next_check_at)
        case.refresh_from_db()
    due, version = case.next_check_at, case.version
    for number in range(14):
        Holiday.objects.create(
            date=date(2026, 6, 11) + timedelta(days=number), name="Libur rekaan", kind="NATIONAL"
        )
    forget_all()
    known = codes(case)
    cases.sweep(at=due)
    case.refresh_from_db()
    assert codes(case) == known
    assert case.version == version
    assert case.next_check_at > due


def test_the_sweep_costs_the_same_queries_for_many(django_assert_max_num_queries):
    for _ in range(30):
        make_case()
    with django_assert_max_num_queries(12):
        cases.sweep(at=MONDAY + hours(19))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_sweepers_at_once_take_each_step_once():
    made = [make_case() for _ in range(40)]

    def sweeper() -> int:
        return cases.sweep(at=LONG_AFTER, batch=5)

    with shared_database():
        touched = at_once(sweeper, sweeper)
        (left,) = at_once(sweeper)
        (taken,) = at_once(lambda: [steps(case) for case in made])
    assert (sum(touched) + left, left) == (40, 0)
    assert [len(set(row)) for row in taken] == [len(row) for row in taken] == [8] * 40
