"""Rights over one's own data: asked without an account, proven by what one had, answered within 3 x 24 hours, two people to erase."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from balai.domains.data_protection.actions import answering, asking
from balai.domains.data_protection.actions.asking import Asked, file_request
from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.queries.requests import as_csv, as_data, holdings_of, who_is
from balai.domains.data_protection.tests.factories import (
    AT,
    MAIL,
    NIK,
    account,
    ask,
    at_desk,
    confirms,
    make_clocks,
    officer,
    proven,
    works,
)
from balai.engine.cases.public import Act, Case, sweep
from balai.engine.data_subjects.public import LegalHold, is_restricted
from balai.engine.journal.public import Entry
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict, Forbidden, Refused

pytestmark = pytest.mark.django_db
WORDS = "Jawaban rekaan atas permintaan rekaan."


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def rows_of(row):
    return [(one.kind, one.row_id) for one in holdings_of(row)]


def escalated(row):
    """Whom the promise to the person was escalated to."""
    entries = Entry.objects.filter(code=Act.ESCALATED, subject_id=str(row.pk)).order_by("pk")
    return [entry.data["to"] for entry in entries if entry.data["clock"] == "CITIZEN"]


def test_the_promise_is_72_hours_day_and_night():
    row = ask()
    assert row.case.citizen_due_at - AT == hours(72)
    sweep(at=AT + hours(71))
    assert escalated(row) == []
    sweep(at=AT + hours(73))
    assert escalated(row) == ["COORDINATOR"]
    assert Case.objects.get(pk=row.pk).citizen_due_at < AT + hours(73)


def test_answered_at_71_hours_nothing_is_escalated_afterwards():
    row = proven()
    answering.answer(request_id=row.pk, step="GRANTED", text=WORDS, by=works(), at=AT + hours(71))
    sweep(at=AT + hours(73))
    assert escalated(row) == []


@pytest.mark.parametrize("right", ["CORRECTION", "WITHDRAWAL", "RESTRICTION", "ERASURE", "OBJECTION", "PORTABILITY"])  # fmt: skip
def test_every_right_has_the_same_clock(right):
    assert ask(right).case.citizen_due_at - AT == hours(72)


def test_sent_twice_it_is_one_request():
    key = uuid4()
    assert ask(key=key).pk == ask(key=key).pk
    assert DataRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(right="EVERYTHING", contact=MAIL), "RIGHT_UNKNOWN"),
        (Asked(right="ACCESS"), "CONTACT_MISSING"),
        (Asked(right="ACCESS", contact="12"), "CONTACT_MALFORMED"),
        (Asked(right="ERASURE", contact=MAIL), "TEXT_TOO_SHORT"),
    ],
)
def test_what_cannot_be_asked(asked, code):
    make_clocks()
    with pytest.raises(Refused) as refused:
        file_request(asked=asked, key=uuid4(), by=CITIZEN, at=AT)
    assert (refused.value.code, Case.objects.count()) == (code, 0)


def test_nothing_is_opened_before_he_proved_who_he_is():
    account()
    row = ask()
    assert holdings_of(row) == []
    with pytest.raises(Refused) as refused:
        answering.answer(request_id=row.pk, step="GRANTED", text=WORDS, by=works(), at=AT)
    assert refused.value.code == "IDENTITY_UNPROVEN"
    asking.prove_address(request_id=row.pk, by=CITIZEN, at=AT)
    row.refresh_from_db()
    assert [one.kind for one in holdings_of(row)] == ["people.User"]


def test_at_the_desk_the_card_is_the_proof_and_the_number_is_kept_in_secret():
    row = at_desk()
    assert who_is(row).nik == NIK and row.identity_kind == "DESK"
    with pytest.raises(Refused):
        at_desk(nik="123")
    raw = DataRequest.objects.extra(select={"raw": "identity"}).values_list("raw", flat=True)[0]
    assert NIK not in raw
    assert not any(NIK in json.dumps(entry.data) for entry in Entry.objects.all())


def test_a_citizen_account_may_not_file_for_others_at_the_desk():
    make_clocks()
    with pytest.raises(Forbidden):
        file_request(
            asked=Asked(right="ACCESS", nik=NIK), key=uuid4(), by=actor_of(make_user(Role.FIELD_OFFICER)), at=AT
        )  # fmt: skip


def test_the_copy_equals_what_the_database_says():
    user = account()
    row = proven()
    data = as_data(holdings_of(row), number="DP-1", at=AT)
    facts = {fact["label"]: fact["value"] for fact in data["records"][0]["facts"]}
    assert (facts["Surel"], facts["Nama lengkap"], facts["Telepon"]) == (user.email, user.full_name, user.phone)  # fmt: skip
    assert data["records"][0]["purpose"] == "Akun"
    assert user.full_name in as_csv(holdings_of(row))


def test_a_formula_stays_words_in_the_table():
    user = account()
    User.objects.filter(pk=user.pk).update(full_name="=HYPERLINK(1)")
    assert ",'=HYPERLINK(1)" in as_csv(holdings_of(proven()))


def test_a_correction_is_done_and_journaled_without_its_words():
    user, row = account(), proven("CORRECTION")
    target = {"kind": "people.User", "row_id": user.pk, "name": "full_name"}
    answering.correct(request_id=row.pk, value="Wati Rekaan", **target, by=works(), at=AT)
    user.refresh_from_db()
    assert user.full_name == "Wati Rekaan"
    entry = Entry.objects.get(code="DATA_CORRECTED")
    assert entry.data == {"request": row.pk, "kind": "people.User", "column": "full_name"}
    for name in ("role", "is_active"):
        with pytest.raises(Refused):
            answering.correct(
                request_id=row.pk, value="OPERATOR", **{**target, "name": name}, by=works(), at=AT
            )


def test_rows_of_others_are_not_touched():
    other, row = account(email="lain@contoh.example"), proven("RESTRICTION")
    with pytest.raises(Refused) as refused:
        answering.restrict(request_id=row.pk, chosen=[("people.User", other.pk)], by=works(), at=AT)
    assert refused.value.code == "ROW_FOREIGN"
    with pytest.raises(Refused):
        answering.restrict(request_id=row.pk, chosen=[], by=works(), at=AT)


def test_restricted_and_free_again():
    user, row = account(), proven("RESTRICTION")
    chosen = [("people.User", user.pk)]
    answering.restrict(request_id=row.pk, chosen=chosen, by=works(), at=AT)
    assert is_restricted("people.User", user.pk)
    answering.answer(request_id=row.pk, step="GRANTED", text=WORDS, by=works(), at=AT)
    answering.release(request_id=row.pk, chosen=chosen, by=works(), at=AT + hours(900))
    assert not is_restricted("people.User", user.pk)


def test_erasing_takes_two_people():
    user, row = account(), proven("ERASURE")
    answering.propose_erasure(request_id=row.pk, chosen=rows_of(row), text=WORDS, by=works(), at=AT)
    with pytest.raises(Forbidden):
        answering.confirm_erasure(request_id=row.pk, by=works(), at=AT)
    user.refresh_from_db()
    assert user.email == MAIL
    done = answering.confirm_erasure(request_id=row.pk, by=confirms(), at=AT)
    user.refresh_from_db()
    assert (user.email, user.is_active, done.case.step) == (f"akun-{user.pk}@dihapus.invalid", False, "GRANTED")  # fmt: skip
    with pytest.raises(Conflict):
        answering.confirm_erasure(request_id=row.pk, by=confirms(), at=AT)


def test_erasing_is_not_granted_by_an_answer_alone():
    account()
    row = proven("ERASURE")
    with pytest.raises(Refused) as refused:
        answering.answer(request_id=row.pk, step="GRANTED", text=WORDS, by=works(), at=AT)
    assert refused.value.code == "SECOND_MISSING"


def test_what_the_law_keeps_stays_with_its_reason():
    account(role=Role.FIELD_OFFICER)
    row = proven("ERASURE")
    answering.propose_erasure(request_id=row.pk, chosen=rows_of(row), text=WORDS, by=works(), at=AT)
    done = answering.confirm_erasure(request_id=row.pk, by=confirms(), at=AT)
    assert done.case.step == "REFUSED" and done.ground == "ARCHIVES"
    assert "UU 43/2009" in done.kept[0][2]
    assert User.objects.get(email=MAIL).is_active


def test_a_hold_keeps_from_erasing():
    user = account()
    row = proven("ERASURE")
    LegalHold.objects.create(kind="people.User", row_id=user.pk, reason="Sengketa rekaan", since=AT)
    answering.propose_erasure(request_id=row.pk, chosen=rows_of(row), text=WORDS, by=works(), at=AT)
    answering.confirm_erasure(request_id=row.pk, by=confirms(), at=AT)
    assert User.objects.get(pk=user.pk).email == MAIL


def test_a_refusal_names_its_ground_and_needs_no_identity():
    row = ask()
    with pytest.raises(Refused) as refused:
        answering.answer(request_id=row.pk, step="REFUSED", text=WORDS, by=works(), at=AT)
    assert refused.value.code == "GROUND_MISSING"
    done = answering.answer(
        request_id=row.pk, step="REFUSED", ground="NOT_IDENTIFIED", text=WORDS, by=works(), at=AT
    )
    assert (done.case.step, done.copy_until) == ("REFUSED", None)
    with pytest.raises(Conflict):
        answering.begin(request_id=row.pk, by=works(), at=AT)


def test_contested_the_old_clock_runs_on():
    row = proven()
    answering.answer(request_id=row.pk, step="GRANTED", text=WORDS, by=works(), at=AT + hours(10))
    asking.contest(request_id=row.pk, text="Belum lengkap", by=CITIZEN, at=AT + hours(20))
    case = Case.objects.get(pk=row.pk)
    assert (case.step, case.citizen_due_at - AT, case.citizen_stopped_at) == ("WORK", hours(72), None)


def test_only_the_officer_works_on_it():
    row = proven()
    for by in (CITIZEN, actor_of(make_user(Role.OPD_ADMIN)), confirms()):
        with pytest.raises(Forbidden):
            answering.answer(request_id=row.pk, step="GRANTED", text=WORDS, by=by, at=AT)
    assert officer().role == Role.COORDINATOR
