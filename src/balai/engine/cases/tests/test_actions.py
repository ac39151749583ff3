"""Every act of the office: what it changes, what it writes, what it refuses, and that a failure leaves nothing."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from balai.engine.cases import public as cases
from balai.engine.cases.models import Attachment, Case, Remark
from balai.engine.cases.terms import Act, State
from balai.engine.documents.public import Document
from balai.engine.journal.models import Entry
from balai.engine.organizations.public import Opd
from balai.engine.proofs.public import Proof, Verdict
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Forbidden, NotFound, Refused

from .factories import (
    MONDAY,
    account,
    codes,
    coordinator,
    entries,
    hours,
    make_case,
    make_region,
    officer,
    opd,
    opening,
    proof,
)

pytestmark = pytest.mark.django_db
TEXT = "Kata-kata rekaan untuk tindakan ini."
LATER = MONDAY + hours(2)


def act(what: str, case: Case, *, by=None, at=LATER, **given: Any):
    """The named act with lawful values, changed by what is given."""
    defaults: dict[str, dict] = {
        "accept": {},
        "refuse": {"reason": "NOT_OURS", "proposed_opd_id": opd("WATER").pk, "text": TEXT},
        "decide": {"opd_id": opd("WATER").pk, "text": TEXT},
        "pause": {"reason": "WEATHER", "text": TEXT},
        "resume": {},
        "reply": {"text": TEXT, "is_final": False},
        "solve": {"text": TEXT, "proofs": ()},
        "assign": {},
        "close": {"reason": "DUPLICATE", "text": TEXT},
        "remark": {"text": TEXT, "is_public": False},
        "confirm": {},
        "contest": {"text": TEXT},
        "withdraw": {},
        "verify_proof": {"verdict": Verdict.ACCEPTED},
    }
    if what == "solve" and "proofs" not in given:
        given["proofs"] = [proof(taken_at=at)]
    if what == "assign" and "user" not in given:
        given["user"] = account()
    if what == "verify_proof":
        given.setdefault("proof_id", Proof.objects.get(subject_id=case.pk).pk)
        return cases.verify_proof(by=by or officer("WATER"), at=at, **{**defaults[what], **given})
    usual = {"decide": coordinator()}.get(
        what, CITIZEN if what in {"confirm", "contest", "withdraw"} else officer()
    )
    return getattr(cases, what)(case_id=case.pk, by=by or usual, at=at, **{**defaults[what], **given})


def case_in(state: State) -> Case:
    """A case of ROADS in that state; the coordinator's own where a decision is awaited."""
    if state is State.AWAITING_DECISION:
        return make_case("COORDINATOR", needs_decision=True)
    case = make_case()
    steps = {
        State.RECEIVED: [],
        State.IN_PROGRESS: ["accept"],
        State.ON_HOLD: ["accept", "pause"],
        State.ANSWERED: ["answer"],
        State.SOLVED: ["accept", "solve"],
        State.CONFIRMED: ["answer", "confirm"],
        State.LAPSED: ["answer", "lapse"],
        State.CLOSED: ["close"],
        State.WITHDRAWN: ["withdraw"],
    }[state]
    for step in steps:
        if step == "answer":
            act("reply", case, at=MONDAY + hours(1), is_final=True)
        elif step == "lapse":
            cases.sweep(at=MONDAY + timedelta(days=60))
        else:
            act(step, case, at=MONDAY + hours(1))
    case.refresh_from_db()
    assert case.state == state
    return case


# --- results: act, state before, state after, code in the journal, and columns afterwards


@dataclass
class Result:
    what: str
    before: State
    after: State
    code: Act
    given: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)


REFUSE = {"verdict": Verdict.REFUSED, "reason": "NOT_DONE", "text": TEXT}
RESULTS = [
    Result("accept", State.RECEIVED, State.IN_PROGRESS, Act.ACCEPTED),
    Result("refuse", State.RECEIVED, State.RECEIVED, Act.REFUSED, columns={"hops": 1, "holder_since": LATER}),
    Result("refuse", State.IN_PROGRESS, State.RECEIVED, Act.REFUSED, columns={"hops": 1, "assignee_id": None}),
    Result("decide", State.AWAITING_DECISION, State.RECEIVED, Act.DECIDED, columns={"is_decided": False, "hops": 0}),
    Result("pause", State.IN_PROGRESS, State.ON_HOLD, Act.PAUSED, columns={"pause_count": 1, "pause_reason": "WEATHER"}),
    Result("resume", State.ON_HOLD, State.IN_PROGRESS, Act.RESUMED, columns={"pause_until": None, "pause_reason": ""}),
    Result("reply", State.RECEIVED, State.IN_PROGRESS, Act.REPLIED, columns={"answered_at": LATER, "citizen_stopped_at": LATER}),
    Result("reply", State.IN_PROGRESS, State.ANSWERED, Act.ANSWERED, {"is_final": True}, {"answered_at": LATER, "holder_due_at": None}),
    Result("solve", State.IN_PROGRESS, State.SOLVED, Act.SOLVED, columns={"solved_at": LATER, "answered_at": LATER}),
    Result("solve", State.ANSWERED, State.SOLVED, Act.SOLVED, columns={"solved_at": LATER, "answered_at": MONDAY + hours(1)}),
    Result("assign", State.RECEIVED, State.RECEIVED, Act.ASSIGNED),
    Result("close", State.ON_HOLD, State.CLOSED, Act.CLOSED, columns={"closed_at": LATER, "pause_until": None}),
    Result("remark", State.CLOSED, State.CLOSED, Act.REMARKED),
    Result("confirm", State.SOLVED, State.CONFIRMED, Act.CONFIRMED, {"rating": 4}, {"confirmed_at": LATER, "lapse_at": None}),
    Result("confirm", State.LAPSED, State.CONFIRMED, Act.CONFIRMED, columns={"confirmed_at": LATER}),
    Result("contest", State.SOLVED, State.IN_PROGRESS, Act.CONTESTED, columns={"contest_count": 1, "solved_at": None, "citizen_stopped_at": None}),
    Result("contest", State.LAPSED, State.IN_PROGRESS, Act.CONTESTED, columns={"closed_at": None}),
    Result("verify_proof", State.SOLVED, State.SOLVED, Act.PROOF_ACCEPTED),
    Result("verify_proof", State.SOLVED, State.IN_PROGRESS, Act.PROOF_REFUSED, REFUSE, {"solved_at": None, "citizen_stopped_at": None, "lapse_at": None, "contest_count": 0}),
    Result("verify_proof", State.SOLVED, State.IN_PROGRESS, Act.PROOF_RETAKE, {"verdict": Verdict.RETAKE, "text": TEXT}, {"solved_at": None}),
    Result("withdraw", State.ON_HOLD, State.WITHDRAWN, Act.WITHDRAWN, columns={"closed_at": LATER, "holder_due_at": None}),
]  # fmt: skip


@pytest.mark.parametrize("row", RESULTS, ids=lambda row: f"{row.what}-{row.before}")
def test_result(row):
    case = case_in(row.before)
    known, version = len(entries(case)), case.version
    at = max(LATER, entries(case)[-1].at)
    columns = {name: at if value == LATER else value for name, value in row.columns.items()}
    act(row.what, case, at=at, **row.given)
    case.refresh_from_db()
    assert case.state == row.after
    assert codes(case)[known:] == [row.code]
    assert entries(case)[-1].at == at
    assert case.version == version + 1
    assert {name: getattr(case, name) for name in columns} == columns
    assert cases.replayed(case) == case.snapshot()


# --- refusals: act, state before, given, code

REFUSALS = [
    ("accept", State.IN_PROGRESS, {}, "CASE_MOVED"),
    ("accept", State.RECEIVED, {"by": "WATER"}, "NOT_YOURS"),
    ("accept", State.RECEIVED, {"version": 7}, "CASE_MOVED"),
    ("refuse", State.RECEIVED, {"reason": "TIRED"}, "REASON_UNKNOWN"),
    ("refuse", State.RECEIVED, {"proposed_opd_id": "ROADS"}, "PROPOSAL_IS_HOLDER"),
    ("refuse", State.RECEIVED, {"proposed_opd_id": 999_999}, "PROPOSAL_MISSING"),
    ("refuse", State.RECEIVED, {"proposed_opd_id": "CLOSED_AGENCY"}, "PROPOSAL_MISSING"),
    ("refuse", State.RECEIVED, {"text": "  "}, "TEXT_TOO_SHORT"),
    ("refuse", State.SOLVED, {}, "CASE_MOVED"),
    ("decide", State.AWAITING_DECISION, {"opd_id": 999_999}, "PROPOSAL_MISSING"),
    ("decide", State.AWAITING_DECISION, {"opd_id": "CLOSED_AGENCY"}, "PROPOSAL_MISSING"),
    ("decide", State.AWAITING_DECISION, {"text": ""}, "TEXT_TOO_SHORT"),
    ("decide", State.AWAITING_DECISION, {"by": "COORDINATOR"}, "NOT_YOURS"),
    ("decide", State.RECEIVED, {}, "CASE_MOVED"),
    ("pause", State.IN_PROGRESS, {"reason": "LUNCH"}, "REASON_UNKNOWN"),
    ("pause", State.IN_PROGRESS, {"text": "x"}, "TEXT_TOO_SHORT"),
    ("pause", State.RECEIVED, {}, "CASE_MOVED"),
    ("resume", State.IN_PROGRESS, {}, "CASE_MOVED"),
    ("reply", State.IN_PROGRESS, {"text": ""}, "TEXT_TOO_SHORT"),
    ("reply", State.IN_PROGRESS, {"text": "y" * 4001}, "TEXT_TOO_LONG"),
    ("reply", State.IN_PROGRESS, {"text": "a\x00bcd"}, "TEXT_UNREADABLE"),
    ("reply", State.CLOSED, {}, "CASE_MOVED"),
    ("solve", State.IN_PROGRESS, {"proofs": ()}, "PROOF_MISSING"),
    ("solve", State.IN_PROGRESS, {"proofs": {"taken_at": None}}, "PROOF_INCOMPLETE"),
    ("solve", State.IN_PROGRESS, {"proofs": {"taken_at": LATER, "latitude": None}}, "PROOF_INCOMPLETE"),
    ("solve", State.IN_PROGRESS, {"proofs": {"taken_at": LATER, "longitude": None}}, "PROOF_INCOMPLETE"),
    ("solve", State.IN_PROGRESS, {"proofs": {"taken_at": MONDAY - hours(1)}}, "PROOF_BEFORE_CASE"),
    ("solve", State.RECEIVED, {}, "CASE_MOVED"),
    ("assign", State.RECEIVED, {"user": "WATER"}, "ASSIGNEE_ELSEWHERE"),
    ("close", State.RECEIVED, {"reason": "TIRED"}, "REASON_UNKNOWN"),
    ("close", State.RECEIVED, {"text": ""}, "TEXT_TOO_SHORT"),
    ("close", State.CONFIRMED, {}, "CASE_MOVED"),
    ("remark", State.RECEIVED, {"text": "ab"}, "TEXT_TOO_SHORT"),
    ("remark", State.RECEIVED, {"by": "WATER"}, "NOT_YOURS"),
    ("confirm", State.IN_PROGRESS, {}, "CASE_MOVED"),
    ("confirm", State.SOLVED, {"by": "ROADS"}, "NOT_YOURS"),
    ("contest", State.SOLVED, {"text": ""}, "TEXT_TOO_SHORT"),
    ("contest", State.CONFIRMED, {}, "CASE_MOVED"),
    ("withdraw", State.CONFIRMED, {}, "CASE_MOVED"),
    ("withdraw", State.RECEIVED, {"by": "ROADS"}, "NOT_YOURS"),
    ("verify_proof", State.SOLVED, {"by": "ROADS"}, "NOT_YOURS"),
    ("verify_proof", State.SOLVED, {"verdict": Verdict.REFUSED, "reason": "TIRED", "text": TEXT}, "REASON_UNKNOWN"),
    ("verify_proof", State.SOLVED, {"verdict": Verdict.RETAKE, "text": ""}, "TEXT_TOO_SHORT"),
    ("verify_proof", State.SOLVED, {"proof_id": 999_999}, "PROOF_UNKNOWN"),
]  # fmt: skip


def given_of(row: dict) -> dict:
    given = dict(row)
    if "by" in given:
        given["by"] = officer(given["by"])
    for name in ("proposed_opd_id", "opd_id"):
        if isinstance(given.get(name), str):
            given[name] = opd(given[name]).pk
    if isinstance(given.get("proofs"), dict):
        given["proofs"] = [proof(**given["proofs"])]
    if isinstance(given.get("user"), str):
        given["user"] = account(code=given["user"])
    return given


@pytest.mark.parametrize(
    ("what", "state", "row", "code"), REFUSALS, ids=lambda v: None if isinstance(v, dict) else str(v)
)
def test_refusal_leaves_nothing_behind(what, state, row, code):
    make_region()
    Opd.objects.create(code="CLOSED_AGENCY", name="Dinas Bubar", short_name="Bubar", kind="DINAS", valid_from="2000-01-01", valid_to="2020-01-01")  # fmt: skip
    case, given = case_in(state), given_of(row)
    before = everything(case)
    at = max(LATER, entries(case)[-1].at)
    with pytest.raises(Refused) as refused, transaction.atomic():
        act(what, case, at=at, **given)
    assert refused.value.code == code
    assert everything(case) == before


def everything(case: Case) -> tuple:
    case.refresh_from_db()
    return case.snapshot(), case.version, codes(case), Remark.objects.count(), Attachment.objects.count()


def test_an_unknown_case_is_not_found():
    make_region()
    with pytest.raises(NotFound) as refused:
        cases.accept(case_id=123_456, by=officer(), at=LATER)
    assert refused.value.code == "CASE_UNKNOWN"


def test_the_agency_of_a_closed_account_gets_nothing_assigned():
    case, user = make_case(), account(is_active=False)
    with pytest.raises(Refused) as refused:
        act("assign", case, user=user)
    assert refused.value.code == "ASSIGNEE_ELSEWHERE"


def test_time_never_runs_backwards_in_a_case():
    """Two requests read the clock, then wait for the same row: the second one happened after the first."""
    case = make_case()
    act("accept", case, at=LATER)
    act("remark", case, at=LATER - hours(1))
    assert [entry.at for entry in entries(case)] == [MONDAY, LATER, LATER]


# --- hand-over to its end


def test_after_two_hops_the_coordinator_decides_and_the_decision_binds():
    case = make_case("ROADS")
    act("refuse", case, by=officer("ROADS"), proposed_opd_id=opd("WATER").pk)
    act("refuse", case, by=officer("WATER"), proposed_opd_id=opd("LIGHTS").pk)
    act("refuse", case, by=officer("LIGHTS"), proposed_opd_id=opd("ROADS").pk)
    case.refresh_from_db()
    assert (case.state, case.holder.code, case.hops) == (State.AWAITING_DECISION, "COORDINATOR", 2)
    assert entries(case)[-1].data["proposed"] == opd("ROADS").pk
    act("decide", case, opd_id=opd("WATER").pk)
    with pytest.raises(Refused) as refused:
        act("refuse", case, by=officer("WATER"), proposed_opd_id=opd("ROADS").pk)
    assert refused.value.code == "ALREADY_DECIDED"
    case.refresh_from_db()
    assert (case.holder.code, case.is_decided) == ("WATER", True)
    assert case.citizen_due_at == cases.replayed(case).citizen_due_at


def test_a_pause_is_allowed_as_often_as_the_region_says():
    case = case_in(State.IN_PROGRESS)
    for _ in range(2):
        act("pause", case)
        act("resume", case)
    with pytest.raises(Refused) as refused:
        act("pause", case)
    assert refused.value.code == "PAUSED_TOO_OFTEN"


def test_a_contest_keeps_holder_and_promise():
    case = case_in(State.SOLVED)
    promised, holder = case.citizen_due_at, case.holder_id
    act("contest", case)
    case.refresh_from_db()
    assert (case.citizen_due_at, case.holder_id, case.citizen_stopped_at) == (promised, holder, None)


# --- the accused agency


def test_an_accused_agency_is_neither_proposed_nor_named():
    make_region()
    case = make_case("ROADS", is_confidential=True, barred_opd_id=opd("WATER").pk)
    with pytest.raises(Refused) as refused:
        act("refuse", case, proposed_opd_id=opd("WATER").pk)
    assert refused.value.code == "PROPOSAL_BARRED"
    case = make_case("COORDINATOR", needs_decision=True, is_confidential=True, barred_opd_id=opd("WATER").pk)
    with pytest.raises(Refused) as refused:
        act("decide", case, opd_id=opd("WATER").pk)
    assert refused.value.code == "PROPOSAL_BARRED"


def test_an_accused_coordinator_does_not_decide_its_own_case():
    make_region()
    case = make_case("ROADS", is_confidential=True, barred_opd_id=opd("COORDINATOR").pk)
    act("refuse", case, by=officer("ROADS"), proposed_opd_id=opd("WATER").pk)
    act("refuse", case, by=officer("WATER"), proposed_opd_id=opd("LIGHTS").pk)
    act("refuse", case, by=officer("LIGHTS"), proposed_opd_id=opd("ROADS").pk)
    case.refresh_from_db()
    assert (case.state, case.holder.code) == (State.AWAITING_DECISION, "INSPECTORATE")
    with pytest.raises(Forbidden):
        act("decide", case, opd_id=opd("WATER").pk)
    act("decide", case, by=officer("INSPECTORATE"), opd_id=opd("WATER").pk)
    case.refresh_from_db()
    assert case.holder.code == "WATER"


# --- opening


def test_a_case_opens_with_a_holder_two_clocks_and_one_entry():
    case = make_case()
    assert codes(case) == [Act.OPENED]
    assert entries(case)[0].data["holder"] == opd("ROADS").pk
    assert case.citizen_due_at > case.holder_due_at > MONDAY
    assert cases.replayed(case) == case.snapshot()


def test_photos_of_a_confidential_case_are_not_public():
    make_region()
    shown, hidden = proof(taken_at=None), proof(taken_at=None)
    cases.open_case(opening=opening(), by=CITIZEN, at=MONDAY, photos=[shown])
    cases.open_case(opening=opening(is_confidential=True), by=CITIZEN, at=MONDAY, photos=[hidden])
    found = dict(Attachment.objects.values_list("document_id", "is_public"))
    assert found == {shown.pk: True, hidden.pk: False}


def test_a_clock_that_the_region_lacks_opens_nothing():
    make_region()
    with pytest.raises(Refused) as refused:
        cases.open_case(opening=opening(clock_set="NOWHERE"), by=CITIZEN, at=MONDAY)
    assert refused.value.code == "PARAMETER_MISSING"
    assert Case.objects.count() == Entry.objects.count() == 0


# --- the journal fails

BREAK = {
    "sqlite": "CREATE TRIGGER rekaan_full BEFORE INSERT ON journal_entry BEGIN SELECT RAISE(ABORT, 'penuh'); END",
    "postgresql": (
        "CREATE FUNCTION rekaan_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'penuh'; END $$;"
        " CREATE TRIGGER rekaan_full BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION rekaan_full()"
    ),
}  # fmt: skip
MEND = {
    "sqlite": "DROP TRIGGER rekaan_full",
    "postgresql": "DROP TRIGGER rekaan_full ON journal_entry; DROP FUNCTION rekaan_full()",
}
ACTS = [(row.what, row.before, row.given) for row in RESULTS]


@pytest.mark.parametrize(
    ("what", "state", "given"), ACTS, ids=lambda v: None if isinstance(v, dict) else str(v)
)
def test_when_the_journal_cannot_be_written_nothing_happened(what, state, given):
    case = case_in(state)
    given = dict(given)
    if what == "solve":
        given["proofs"] = [proof(taken_at=LATER)]
    if what == "assign":
        given["user"] = account()
    before, documents = everything(case), Document.objects.count()
    run(BREAK)
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            act(what, case, **given)
    finally:
        run(MEND)
    assert everything(case) == before
    assert Document.objects.count() == documents


def test_a_case_that_cannot_be_journaled_is_not_opened():
    make_region()
    run(BREAK)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_case()
    run(MEND)
    assert Case.objects.count() == 0


def run(statements: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])


def test_the_database_itself_keeps_the_bounds():
    case = make_case()
    for columns in ({"hops": 3}, {"confirmed_at": LATER}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**columns)


@pytest.mark.parametrize("what", ["confirm", "contest", "withdraw"])
def test_the_system_never_speaks_for_the_reporter(what):
    case = case_in(State.ANSWERED)
    with pytest.raises(Forbidden):
        act(what, case, by=SYSTEM)
