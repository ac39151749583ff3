"""Families: one head is worked on, everybody is told once, and a case that leaves is as if it had never been in one."""

from dataclasses import fields
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.engine.cases import public as cases
from balai.engine.cases.models import Attachment, Case, Watcher
from balai.engine.cases.rules.history import Event, Snapshot, advance, replay
from balai.engine.cases.terms import NOTED, OPEN_STATES, Act, State
from balai.engine.people.public import Role
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused

from .factories import MONDAY, account, codes, coordinator, hours, make_case, officer, opd, proof, watch
from .histories import LAW, law_for, random_history

pytestmark = pytest.mark.django_db
TEXT = "Kata-kata rekaan."
LATER = MONDAY + hours(4)


def family(*, of: int = 2, **fields) -> list[Case]:
    """A head and those under it."""
    found = [make_case(at=MONDAY + hours(n), **fields) for n in range(of)]
    for case in found[1:]:
        put(case, found[0])
    return [fresh(case) for case in found]


def put(case: Case, head: Case, **given) -> Case:
    return cases.merge(case_id=case.pk, into_id=head.pk, **{"by": officer(), "at": LATER} | given)


def take_out(case: Case, **given) -> Case:
    return cases.unmerge(case_id=case.pk, **{"by": officer(), "at": LATER} | given)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def live_is_replayed(*found: Case) -> bool:
    return all(cases.replayed(fresh(case)) == fresh(case).snapshot() for case in found)


# --- the pure part


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60 * 24 * 40))
def test_whoever_leaves_is_as_if_he_had_never_been_in(seed: int, minutes: int):
    events = random_history(Random(seed), most=8)
    case = replay(events, law_for)
    if case.state not in OPEN_STATES or case.head_id:
        return
    at = events[-1].at + timedelta(minutes=minutes)
    under = advance(case, Event(Act.MERGED, events[-1].at, {"into": 7}), LAW)
    assert (under.head_id, under.next_check_at, under.citizen_due_at) == (7, None, case.citizen_due_at)
    assert advance(under, Event(Act.UNMERGED, at, {}), LAW) == case


@pytest.mark.parametrize("act", sorted(set(Act) - NOTED - {Act.OPENED, Act.MERGED, Act.UNMERGED}))
def test_nothing_is_done_to_a_case_under_a_head(act):
    case = replay(random_history(Random(1), most=1), law_for)
    under = advance(case, Event(Act.MERGED, case.opened_at, {"into": 7}), LAW)
    with pytest.raises(Conflict):
        advance(under, Event(act, case.opened_at, {"to": 2, "state": "CLOSED", "step": "", "user": 1}), LAW)


# --- merging and unmerging


def whole(case: Case) -> tuple:
    """All that a case is, but the count of its changes."""
    row = fresh(case)
    return (
        tuple(getattr(row, field.name) for field in fields(Snapshot)),
        sorted(Watcher.objects.filter(case=row).values_list("key", "since")),
        sorted(Attachment.objects.filter(case=row).values_list("document", "role", "is_public")),
        row.members,
    )


def random_work(head: Case, random: Random, at: datetime) -> None:
    """Somebody does something to the head; some of it is refused."""
    by, key = officer(), {"case_id": head.pk, "at": at}
    acts = [
        lambda: cases.accept(**key, by=by),
        lambda: cases.reply(**key, by=by, text=TEXT, is_final=random.random() < 0.5),
        lambda: cases.solve(**key, by=by, text=TEXT, proofs=[proof(taken_at=at)]),
        lambda: cases.pause(**key, by=by, reason="WEATHER", text=TEXT),
        lambda: cases.resume(**key, by=by),
        lambda: cases.remark(**key, by=by, text=TEXT, is_public=True),
        lambda: cases.contest(**key, by=CITIZEN, text=TEXT),
        lambda: cases.sweep(at=at),
        lambda: cases.watch(case_id=head.pk, by=CITIZEN, at=at, email="ikut@contoh.example"),
    ]
    try:
        with transaction.atomic():
            random.choice(acts)()
    except Refused:
        return


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_merge_and_unmerge_change_nothing(seed):
    random = Random(seed)
    head, case, guest = (make_case(at=MONDAY + hours(n)) for n in range(3))
    watch(case, account(Role.AUDITOR))
    Attachment.objects.create(case=case, document=proof(taken_at=MONDAY), role="REPORT", is_public=True)
    if random.random() < 0.7:
        random_work(case, random, MONDAY + hours(3))
    if fresh(case).state not in OPEN_STATES:
        return
    brings_guest = random.random() < 0.5
    if brings_guest:
        put(guest, case)
    before, of_guest, at = whole(case), whole(guest), LATER
    put(case, head)
    assert fresh(head).members == Case.objects.filter(head=head).count()
    for _ in range(6):
        at += timedelta(hours=random.randrange(1, 40))
        random_work(head, random, at)
    assert live_is_replayed(head, case, guest)
    take_out(case, at=at)
    assert whole(case) == before
    assert not brings_guest or whole(guest) == of_guest
    assert fresh(head).members == 0
    assert live_is_replayed(head, case, guest)


def test_after_the_next_sweep_nothing_tells_that_it_was_ever_merged():
    head, case, twin = make_case(), make_case(at=MONDAY + hours(1)), make_case(at=MONDAY + hours(1))
    put(case, head)
    cases.sweep(at=MONDAY + hours(200))
    assert Act.ESCALATED not in codes(case)
    take_out(case, at=MONDAY + hours(201))
    cases.sweep(at=MONDAY + hours(202))
    assert fresh(case).snapshot() == fresh(twin).snapshot()


def test_a_head_brings_its_own_along_and_takes_them_back():
    oldest, head, member, later = (make_case(at=MONDAY + hours(n)) for n in range(4))
    put(member, head)
    since = fresh(member).head_since
    put(head, oldest, at=LATER + hours(1))
    put(later, oldest, at=LATER + hours(1))
    assert [fresh(case).head_id for case in (head, member, later)] == [oldest.pk] * 3
    assert (fresh(oldest).members, fresh(head).members) == (3, 0)
    take_out(head, at=LATER + hours(2))
    assert (fresh(member).head_id, fresh(member).head_since) == (head.pk, since)
    assert (fresh(later).head_id, fresh(oldest).members, fresh(head).members) == (oldest.pk, 1, 1)
    assert live_is_replayed(oldest, head, member, later)


def test_who_left_on_his_own_is_not_taken_back():
    oldest, head, member = (make_case(at=MONDAY + hours(n)) for n in range(3))
    put(member, head)
    put(head, oldest)
    take_out(member)
    take_out(head)
    assert fresh(member).head_id is None
    assert fresh(head).members == 0


def test_the_same_again_changes_nothing():
    head, case = family()
    put(case, head)
    assert codes(case).count(Act.MERGED) == 1
    assert fresh(head).members == 1


def refused(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_what_may_not_be_merged():
    head, young = make_case(), make_case(at=MONDAY + hours(1))
    secret = make_case(at=MONDAY + hours(2), is_confidential=True)
    elsewhere = make_case("WATER", at=MONDAY + hours(3))
    assert refused(lambda: put(head, head)) == "SAME_CASE"
    assert refused(lambda: put(head, young)) == "HEAD_IS_YOUNGER"
    assert refused(lambda: put(secret, head)) == "FAMILY_CLOSED_TO"
    assert refused(lambda: put(elsewhere, head, by=officer("WATER"))) == "FAMILY_ELSEWHERE"
    assert refused(lambda: put(elsewhere, secret, by=officer("WATER"))) == "CASE_UNKNOWN"
    assert refused(lambda: put(elsewhere, head, by=officer("ROADS"))) == "NOT_YOURS"
    assert refused(lambda: put(young, head, by=officer(role=Role.FIELD_OFFICER))) == "NOT_YOURS"
    assert refused(lambda: cases.merge(case_id=9_999_999, into_id=head.pk, by=officer(), at=LATER)) == "CASE_UNKNOWN"  # fmt: skip
    assert refused(lambda: take_out(young)) == "NOT_MERGED"
    cases.close(case_id=head.pk, reason="DUPLICATE", text=TEXT, by=officer(), at=LATER)
    assert refused(lambda: put(young, head)) == "HEAD_ENDED"
    assert codes(young) == [Act.OPENED]


def test_the_coordinator_merges_what_lies_between_agencies():
    head, case = make_case(), make_case("WATER", at=MONDAY + hours(1))
    put(case, head, by=coordinator())
    assert cases.may_see(officer("ROADS"), fresh(case)), "who works on the head sees what stands under it"
    take_out(case, by=officer("ROADS"))
    assert fresh(case).holder_id == opd("WATER").pk


def test_a_family_has_one_head_also_for_the_database():
    _, case = family()
    other = make_case(at=MONDAY - hours(1))
    for wrong in ({"members": 1}, {"head": case}, {"is_confidential": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)
    assert refused(lambda: put(case, other)) == "ALREADY_MERGED"
    third = make_case(at=MONDAY + hours(5))
    assert refused(lambda: put(third, case)) == "HEAD_UNDER_HEAD"


# --- what the reporters say


def solved(head: Case) -> None:
    cases.accept(case_id=head.pk, by=officer(), at=LATER)
    cases.solve(case_id=head.pk, text=TEXT, proofs=[proof(taken_at=LATER)], by=officer(), at=LATER)


def test_each_reporter_confirms_for_himself_once():
    head, case, other = family(of=3)
    solved(head)
    for _ in range(2):
        cases.confirm(case_id=case.pk, by=CITIZEN, at=LATER)
    assert codes(head).count(Act.SECONDED) == 1
    assert (fresh(head).state, fresh(head).confirmed_at) == (State.SOLVED, None)
    cases.confirm(case_id=head.pk, by=CITIZEN, at=LATER)
    cases.confirm(case_id=other.pk, by=CITIZEN, at=LATER)
    assert codes(head).count(Act.SECONDED) == 2
    assert fresh(head).state == State.CONFIRMED
    assert live_is_replayed(head, case, other)


def test_any_reporter_reopens_for_all_and_may_confirm_again_later():
    head, case = family()
    solved(head)
    cases.confirm(case_id=case.pk, by=CITIZEN, at=LATER)
    cases.contest(case_id=case.pk, text=TEXT, by=CITIZEN, at=LATER)
    assert (fresh(head).state, fresh(head).contest_count) == (State.IN_PROGRESS, 1)
    assert fresh(case).contest_count == 0
    cases.solve(case_id=head.pk, text=TEXT, proofs=[proof(taken_at=LATER)], by=officer(), at=LATER)
    cases.confirm(case_id=case.pk, by=CITIZEN, at=LATER)
    assert codes(head).count(Act.SECONDED) == 2


def test_who_contests_what_another_confirmed_goes_his_own_way():
    head, case = family()
    solved(head)
    cases.confirm(case_id=head.pk, by=CITIZEN, at=LATER)
    cases.contest(case_id=case.pk, text=TEXT, by=CITIZEN, at=LATER)
    assert (fresh(head).state, fresh(case).head_id) == (State.CONFIRMED, None)
    assert fresh(case).state == State.RECEIVED
    assert [(row.text, row.is_public) for row in fresh(case).remarks.all()] == [(TEXT, True)]


def test_a_reporter_withdraws_his_own_only():
    head, case, other = family(of=3)
    cases.withdraw(case_id=case.pk, by=CITIZEN, at=LATER)
    assert (fresh(case).state, fresh(case).head_id, fresh(head).members) == (State.WITHDRAWN, None, 1)
    cases.withdraw(case_id=head.pk, by=CITIZEN, at=LATER)
    assert (fresh(head).state, fresh(head).members) == (State.WITHDRAWN, 0)
    assert (fresh(other).state, fresh(other).head_id) == (State.RECEIVED, None)
    assert live_is_replayed(head, case, other)


def test_words_of_a_member_are_said_where_the_work_is_done():
    head, case = family()
    cases.remark(case_id=case.pk, text=TEXT, is_public=True, by=CITIZEN, at=LATER)
    assert codes(head)[-1] == Act.REMARKED
    with pytest.raises(Conflict):
        cases.remark(case_id=case.pk, text=TEXT, is_public=False, by=officer(), at=LATER)


def test_a_reporter_leaves_by_himself_and_another_citizen_cannot_do_more():
    head, case = family()
    take_out(case, by=CITIZEN)
    assert fresh(case).head_id is None
    with pytest.raises((Forbidden, NotFound, Conflict)):
        cases.accept(case_id=head.pk, by=CITIZEN, at=LATER)
