"""A duty is given, handed on, reported, returned, accepted and ended; its date stays where it is."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from balai.engine.cases import public as cases
from balai.engine.duties import queries
from balai.engine.duties.kinds import known_kind
from balai.engine.duties.models import Duty
from balai.engine.duties.permissions import may_give
from balai.engine.duties.public import duties_about, end_duty, open_and_late, owed
from balai.engine.duties.queries import Owing
from balai.engine.duties.tests.factories import (
    DUE,
    JAKARTA,
    MONDAY,
    OWNERS,
    SECRET,
    TASK,
    account,
    give,
    known_kinds,
    offices,
)
from balai.engine.journal import public as journal
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Forbidden, NotFound, Refused

pytestmark = pytest.mark.django_db
OVER = datetime(2026, 6, 30, 16, 0, tzinfo=JAKARTA)
WORDS = "Kata-kata rekaan."


@pytest.fixture(autouse=True)
def _kinds():
    with known_kinds():
        yield


def kept(duty) -> cases.Case:
    case = cases.Case.objects.get(pk=duty.pk)
    assert cases.replayed(case) == case.snapshot()
    return case


def test_its_date_is_the_end_of_that_day_and_nothing_restarts_it():
    giver, holder = offices()
    duty, other = give(), make_opd("LAIN")
    assert kept(duty).citizen_due_at == OVER
    assert kept(duty).holder_due_at == datetime(
        2026, 6, 11, 16, 0, tzinfo=JAKARTA
    )  # three days to take it in hand
    at = MONDAY
    for who, to in ((holder, other), (other, holder)):
        at += timedelta(days=1)
        cases.refuse(
            case_id=duty.pk, reason="NOT_OURS", proposed_opd_id=to.pk, text=WORDS, by=account(who), at=at
        )
    cases.accept(case_id=duty.pk, by=account(holder), at=at)
    assert kept(duty).holder_due_at == OVER
    cases.reply(case_id=duty.pk, text=WORDS, is_final=False, by=account(holder), at=at)
    assert kept(duty).holder_due_at == OVER
    cases.solve(case_id=duty.pk, text=WORDS, proofs=[], by=account(holder), at=at)
    cases.contest(case_id=duty.pk, text=WORDS, by=account(giver), at=at)
    assert kept(duty).holder_due_at == kept(duty).citizen_due_at == OVER
    cases.refuse(
        case_id=duty.pk, reason="NOT_OURS", proposed_opd_id=other.pk, text=WORDS, by=account(holder), at=at
    )
    assert kept(duty).state == "AWAITING_DECISION"


def test_a_day_off_ends_at_midnight_and_the_journal_keeps_the_moment():
    duty = give(due=date(2026, 6, 28))
    opened = journal.history(subject=("case", duty.pk))
    assert next(iter(opened)).data["due"] == "2026-06-28T23:59:59+07:00"
    assert next(iter(opened)).data["grounds"] == {"about": ["REKAAN", "1"]}


def test_a_clock_with_its_own_limit_takes_no_date():
    _, holder = offices()
    cases_with_limit = {"limits": [{"code": "ANSWER", "amount": 3, "unit": "WORKING_DAYS"}]}
    Parameter.objects.create(code="cases.clock.X", value=cases_with_limit, valid_from=date(2000, 1, 1))
    opening = cases.Opening(kind="DUTY", title="x", holder_id=holder.pk, clock_set="X", due=DUE)
    with pytest.raises(Refused) as refused:
        cases.open_case(opening=opening, by=SYSTEM, at=MONDAY)
    assert refused.value.code == "CLOCK_HAS_LIMIT"


REFUSALS = [
    ({"kind": "NOBODY_KNOWS"}, "DUTY_KIND_UNKNOWN"),
    ({"title": "?"}, "TEXT_TOO_SHORT"),
    ({"holder_id": 0}, "OPD_UNKNOWN"),
    ({"due": date(2026, 6, 7)}, "DUE_PAST"),
    ({"due": date(2042, 1, 1)}, "DUE_FAR"),
    ({"by": CITIZEN}, "NOT_YOURS"),
]


@pytest.mark.parametrize(("words", "code"), REFUSALS, ids=[code for _, code in REFUSALS])
def test_what_is_no_duty_is_refused_and_leaves_nothing(words, code):
    with pytest.raises(Refused) as refused:
        give(**words)
    assert refused.value.code == code
    assert not Duty.objects.exists() and not cases.Case.objects.exists()


def test_the_same_key_gives_it_once():
    key = uuid4()
    first = give(key=key)
    assert give(key=key) == first
    assert Duty.objects.count() == cases.Case.objects.count() == 1


def test_who_gave_it_says_that_it_is_done_and_never_the_holder():
    giver, holder = offices()
    duty = give()
    cases.accept(case_id=duty.pk, by=account(holder), at=MONDAY)
    cases.solve(case_id=duty.pk, text=WORDS, proofs=[], by=account(holder), at=MONDAY)
    for by in (account(holder), account(make_opd("LAIN")), account(giver, Role.FIELD_OFFICER), SYSTEM):
        with pytest.raises(Forbidden):
            cases.confirm(case_id=duty.pk, by=by, at=MONDAY)
    cases.confirm(case_id=duty.pk, by=account(giver), at=MONDAY)
    [seen] = duties_about("REKAAN", ["1"], at=MONDAY)
    assert seen.is_done and not seen.is_open and seen.state_label == "Selesai, sudah dipastikan"


def test_what_a_rule_gave_is_accepted_by_who_leads():
    _, holder = offices()
    duty = give(by=SYSTEM)
    cases.accept(case_id=duty.pk, by=account(holder), at=MONDAY)
    cases.solve(case_id=duty.pk, text=WORDS, proofs=[], by=account(holder), at=MONDAY)
    with pytest.raises(Forbidden):
        cases.confirm(case_id=duty.pk, by=account(make_opd("PEMBERI")), at=MONDAY)
    cases.confirm(case_id=duty.pk, by=account(None, Role.EXECUTIVE), at=MONDAY)
    assert kept(duty).state == "CONFIRMED"


def test_the_holder_neither_pauses_nor_closes_and_a_kind_may_want_a_photo():
    _, holder = offices()
    duty = give(kind=SECRET)
    cases.accept(case_id=duty.pk, by=account(holder), at=MONDAY)
    with pytest.raises(Refused) as refused:
        cases.solve(case_id=duty.pk, text=WORDS, proofs=[], by=account(holder), at=MONDAY)
    assert refused.value.code == "PROOF_MISSING"
    case = kept(duty)
    assert not any(cases.may_do(account(holder), act, case) for act in (cases.Act.PAUSED, cases.Act.CLOSED))


def test_it_is_ended_with_a_reason_by_who_may_accept_it():
    giver, holder = offices()
    duty = give()
    with pytest.raises(Forbidden):
        end_duty(duty_id=duty.pk, reason=WORDS, by=account(holder), at=MONDAY)
    with pytest.raises(Refused):
        end_duty(duty_id=duty.pk, reason=" ", by=account(giver), at=MONDAY)
    with pytest.raises(NotFound):
        end_duty(duty_id=0, reason=WORDS, by=account(giver), at=MONDAY)
    end_duty(duty_id=duty.pk, reason=WORDS, by=account(giver), at=MONDAY)
    assert kept(duty).state == "WITHDRAWN" and not owed(holder.pk, at=MONDAY)
    assert cases.thread(kept(duty), public_only=True)[-1].text == WORDS


def test_who_owes_what_by_when(django_assert_num_queries):
    _, holder = offices()
    late, soon = give(due=date(2026, 6, 9), title="Yang sudah lewat"), give(title="Yang belum lewat")
    give(about=("REKAAN", "2"), kind=SECRET, title="Milik yang lain")
    now = MONDAY + timedelta(days=7)
    with django_assert_num_queries(1):
        found = duties_about("REKAAN", ["1"], at=now)
    assert [(row.duty.pk, row.is_late, row.holder_name) for row in found] == [
        (late.pk, True, holder.short_name),
        (soon.pk, False, holder.short_name),
    ]
    assert open_and_late("REKAAN", at=now) == {"1": Owing(2, 1), "2": Owing(1, 0)}
    assert [row.subject for row in owed(holder.pk, at=now)] == ["Rencana rekaan 1"] * 2 + ["Rencana rekaan 2"]
    [account_of] = queries.accounts(queries.listed(to_officer=True), at=now)
    assert (account_of.opd, account_of.open, account_of.late, account_of.oldest) == (
        holder,
        3,
        1,
        date(2026, 6, 9),
    )
    assert queries.listed(to_officer=False).count() == 2
    assert queries.tab_counts(queries.listed(to_officer=True), at=now)["late"] == 1


def test_who_may_give_one_by_form(db):
    giver, holder = offices()
    planner = make_opd("PERENCANA")
    Parameter.objects.create(
        code="masterplan.planning_opds", value=["PERENCANA"], valid_from=date(2000, 1, 1)
    )
    OWNERS["1"] = giver.pk
    allowed = {
        "owner": (account(giver), True),
        "planner": (account(planner), True),
        "coordinator": (account(make_opd("KOORD"), Role.COORDINATOR), True),
        "another": (account(holder), False),
        "field officer of the owner": (account(giver, Role.FIELD_OFFICER), False),
        "auditor": (account(None, Role.AUDITOR), False),
    }
    for name, (by, expected) in allowed.items():
        assert may_give(by, known_kind(TASK), "1", on=MONDAY.date()) is expected, name
