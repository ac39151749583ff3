"""Giving an instruction, and who may say that it is done."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from balai.domains.instructions.actions import instruct
from balai.domains.instructions.models import Instruction
from balai.domains.instructions.tests.factories import QUICK, give, leader, make_limits, officer_of
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case, State
from balai.engine.journal import public as journal
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Forbidden, Refused

pytestmark = pytest.mark.django_db


def words(**changed):
    return {
        "title": "Rapikan papan nama rekaan",
        "text": "Semua papan nama rekaan terbaca dari jalan.",
        "opd_ids": [make_opd().pk],
        "clock_set": QUICK,
        **changed,
    }


def test_each_agency_gets_its_own_case_and_one_entry():
    one, two = make_opd("SATU"), make_opd("DUA")
    made = give(one, two)
    assert [(row.case.holder_id, row.case.kind, row.case.state) for row in made] == [
        (one.pk, "INSTRUCTION", State.RECEIVED),
        (two.pk, "INSTRUCTION", State.RECEIVED),
    ]
    assert made[0].key == made[1].key
    for row in made:
        entry = journal.history(subject=("case", row.pk))
        assert [(e.code, e.by_id, e.by_role) for e in entry] == [("CASE_OPENED", leader().pk, "EXECUTIVE")]
        assert row.text not in str(entry[0].data)


def test_the_limit_that_was_chosen_is_the_promise():
    at = timezone.now()
    row = give(at=at)[0]
    assert row.case.citizen_due_at == cases.law_for(QUICK, at).due(at, "ANSWER")


def test_the_same_form_twice_gives_it_once():
    make_limits()
    key, by, at = uuid4(), actor_of(leader()), timezone.now()
    first = instruct(**words(), key=key, by=by, at=at)
    again = instruct(**words(), key=key, by=by, at=at + timedelta(seconds=1))
    assert again == first
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"title": "Ya"}, "TEXT_TOO_SHORT", "title"),
        ({"title": "x" * 161}, "TEXT_TOO_LONG", "title"),
        ({"text": "singkat"}, "TEXT_TOO_SHORT", "text"),
        ({"text": "x" * 4001}, "TEXT_TOO_LONG", "text"),
        ({"opd_ids": []}, "OPD_MISSING", "opds"),
        ({"opd_ids": [987654]}, "OPD_UNKNOWN", "opds"),
        ({"clock_set": "SEMARANG"}, "LIMIT_UNKNOWN", "clock_set"),
    ],
)
def test_what_cannot_be_given_leaves_nothing_behind(changed, code, field):
    make_limits()
    with pytest.raises(Refused) as refusal:
        instruct(**words(**changed), by=actor_of(leader()), at=timezone.now())
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert (Case.objects.count(), Instruction.objects.count()) == (0, 0)


def test_an_agency_that_is_gone_gets_nothing():
    make_limits()
    today = timezone.localdate()
    gone = make_opd("BUBAR", valid_to=today - timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        instruct(**words(opd_ids=[gone.pk]), by=actor_of(leader()), at=timezone.now())
    assert refusal.value.code == "OPD_UNKNOWN"


@pytest.mark.parametrize(
    "role", [Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.AUDITOR, Role.OPERATOR, Role.VILLAGE_OFFICER]
)
def test_other_officers_give_no_instructions(role):
    make_limits()
    with pytest.raises(Forbidden):
        instruct(**words(), by=actor_of(make_user(role)), at=timezone.now())


@pytest.mark.parametrize("by", [CITIZEN, SYSTEM])
def test_nobody_gives_instructions_without_a_name(by):
    make_limits()
    with pytest.raises(Forbidden):
        instruct(**words(), by=by, at=timezone.now())


def test_an_agency_reports_done_without_a_photo_and_the_giver_says_that_it_is():
    opd, now = make_opd(), timezone.now()
    case = give(opd)[0].case
    officer = officer_of(opd)
    cases.accept(case_id=case.pk, by=officer, at=now)
    cases.solve(case_id=case.pk, text="Sudah dirapikan.", proofs=[], by=officer, at=now)
    assert cases.confirm(case_id=case.pk, by=actor_of(leader()), at=now).state == State.CONFIRMED


def test_the_giver_returns_what_is_not_done():
    opd, now = make_opd(), timezone.now()
    case = give(opd)[0].case
    officer = officer_of(opd)
    cases.accept(case_id=case.pk, by=officer, at=now)
    cases.solve(case_id=case.pk, text="Sudah dirapikan.", proofs=[], by=officer, at=now)
    after = cases.contest(case_id=case.pk, text="Dua papan belum.", by=actor_of(leader()), at=now)
    assert (after.state, after.holder_id, after.contest_count) == (State.IN_PROGRESS, opd.pk, 1)


def test_what_is_reported_done_never_lapses():
    opd, now = make_opd(), timezone.now()
    case = give(opd)[0].case
    officer = officer_of(opd)
    cases.accept(case_id=case.pk, by=officer, at=now)
    cases.solve(case_id=case.pk, text="Sudah dirapikan.", proofs=[], by=officer, at=now)
    cases.sweep(at=now + timedelta(days=400))
    case.refresh_from_db()
    assert case.state == State.SOLVED


def test_the_giver_takes_it_back():
    case = give()[0].case
    assert cases.withdraw(case_id=case.pk, by=actor_of(leader()), at=timezone.now()).state == State.WITHDRAWN


def answered(opd, *, by=None):
    row = give(opd, by=by)[0]
    officer = officer_of(opd)
    cases.reply(case_id=row.pk, text="Sudah.", is_final=True, by=officer, at=timezone.now())
    return row.case_id


WHO_CONFIRMS = [
    ("the giver", lambda opd: actor_of(leader()), True),
    (
        "a successor of the giver",
        lambda opd: actor_of(make_user(Role.EXECUTIVE, email="baru@contoh.invalid")),
        True,
    ),
    ("the agency itself", lambda opd: officer_of(opd), False),
    ("another agency", lambda opd: officer_of(make_opd("LAIN")), False),
    ("a coordinator who did not give it", lambda opd: officer_of(make_opd("KOORD"), Role.COORDINATOR), False),
    ("an auditor", lambda opd: actor_of(make_user(Role.AUDITOR)), False),
    ("a citizen", lambda opd: CITIZEN, False),
]


@pytest.mark.parametrize(("who", "make", "may"), WHO_CONFIRMS, ids=[row[0] for row in WHO_CONFIRMS])
def test_who_may_say_that_it_is_done(who, make, may):
    opd = make_opd()
    case_id, by = answered(opd), make(opd)
    if may:
        assert cases.confirm(case_id=case_id, by=by, at=timezone.now()).state == State.CONFIRMED
        return
    with pytest.raises(Forbidden):
        cases.confirm(case_id=case_id, by=by, at=timezone.now())
    assert Case.objects.get(pk=case_id).state == State.ANSWERED


def test_a_coordinator_accepts_what_others_did_but_not_his_own_agency():
    own, other = make_opd("KOORD"), make_opd("LAIN")
    coordinator = officer_of(own, Role.COORDINATOR)
    assert cases.confirm(
        case_id=answered(other, by=coordinator), by=coordinator, at=timezone.now()
    ).confirmed_at
    with pytest.raises(Forbidden):
        cases.confirm(case_id=answered(own, by=coordinator), by=coordinator, at=timezone.now())
