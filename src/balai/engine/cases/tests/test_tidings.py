"""Who is told of each act: at most one notice per change and person, nobody of what he did himself."""

from dataclasses import replace

import pytest

from balai.engine.cases import kinds
from balai.engine.cases import public as cases
from balai.engine.cases.models import Case
from balai.engine.cases.tidings import tell
from balai.engine.journal.public import run_followers, seal
from balai.engine.notices.models import Notice
from balai.engine.notices.public import Recipient
from balai.engine.notices.terms import ChannelCode
from balai.engine.people.public import Role, actor_of
from balai.foundation.actor import CITIZEN, Actor

from .factories import (
    KIND,
    MONDAY,
    account,
    entries,
    hours,
    make_case,
    make_region,
    opd,
    opening,
    proof,
    watch,
)

pytestmark = pytest.mark.django_db
TEXT = "Kata-kata rekaan."
LATER = MONDAY + hours(2)
REPORTER, WATCHER = "reporter", "watcher"


@pytest.fixture
def people(settings) -> dict:
    """One account of each kind that could be told something."""
    make_region()
    return {
        "admin": account(Role.OPD_ADMIN, "ROADS"),
        "worker": account(Role.FIELD_OFFICER, "ROADS"),
        "other admin": account(Role.OPD_ADMIN, "WATER"),
        "coordinator": account(Role.COORDINATOR, "COORDINATOR"),
        "executive": account(Role.EXECUTIVE),
        "auditor": account(Role.AUDITOR),
        "closed": account(Role.OPD_ADMIN, "ROADS", is_active=False),
        "inspector": account(Role.OPD_ADMIN, "INSPECTORATE"),
    }


def told(case: Case, people: dict) -> set[str]:
    """Who is told of the last act. Followers read it once from the sealed chain, as in production."""
    Notice.objects.all().delete()
    tell(entries(case)[-1:])
    names = {user.pk: name for name, user in people.items()}
    inbox = [names[row.user_id] for row in Notice.objects.filter(channel=ChannelCode.INBOX)]
    assert len(inbox) == len(set(inbox)), "somebody was told twice"
    mails = Notice.objects.filter(channel=ChannelCode.EMAIL, user=None).values_list("template", flat=True)
    return set(inbox) | {"reporter" if template == "case_reporter" else "watcher" for template in mails}


def do(what: str, case: Case, by: Actor, **given):
    return getattr(cases, what)(case_id=case.pk, by=by, at=LATER, **given)


# act, who does it, what was done before; who is told. The reporter left an address.
TABLE = [
    ("accept", "admin", [], {}, {REPORTER}),
    ("refuse", "admin", [], {"reason": "NOT_OURS", "to": "WATER", "text": TEXT}, {REPORTER, "other admin"}),
    ("assign", "admin", [], {"user": "worker"}, {"worker"}),
    ("assign", "admin", [], {"user": "admin"}, set()),
    ("pause", "admin", ["accept"], {"reason": "WEATHER", "text": TEXT}, {REPORTER}),
    ("resume", "admin", ["accept", "pause"], {}, {REPORTER}),
    ("reply", "worker", [], {"text": TEXT, "is_final": False}, {REPORTER}),
    ("reply", "worker", [], {"text": TEXT, "is_final": True}, {REPORTER}),
    ("solve", "worker", ["accept"], {"text": TEXT}, {REPORTER, "coordinator"}),
    ("close", "admin", [], {"reason": "DUPLICATE", "text": TEXT}, {REPORTER}),
    ("remark", "worker", [], {"text": TEXT, "is_public": False}, {"admin"}),
    ("remark", "worker", [], {"text": TEXT, "is_public": True}, {"admin", REPORTER}),
    ("remark", "admin", [], {"text": TEXT, "is_public": False}, set()),
    ("remark", "executive", [], {"text": TEXT, "is_public": False}, {"admin"}),
    ("remark", "citizen", [], {"text": TEXT, "is_public": True}, {"admin"}),
    ("confirm", "citizen", ["answer"], {}, {"admin"}),
    ("contest", "citizen", ["answer"], {"text": TEXT}, {"admin"}),
    ("contest", "citizen", ["assign", "answer"], {"text": TEXT}, {"admin", "worker"}),
    ("withdraw", "citizen", [], {}, {"admin"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "who", "before", "given", "wanted"), TABLE, ids=lambda v: v if isinstance(v, str) else None
)
def test_who_is_told(people, what, who, before, given, wanted):
    case, admin = make_case(), actor_of(people["admin"])
    for step in before:
        prepared = {
            "accept": {},
            "pause": {"reason": "WEATHER", "text": TEXT},
            "answer": {"text": TEXT, "is_final": True},
            "assign": {"user": people["worker"]},
        }[step]
        do("reply" if step == "answer" else step, case, admin, **prepared)
    given = dict(given)
    if "to" in given:
        given["proposed_opd_id"] = opd(given.pop("to")).pk
    if "user" in given:
        given["user"] = people[given["user"]]
    if what == "solve":
        given["proofs"] = [proof(taken_at=LATER)]
    do(what, case, CITIZEN if who == "citizen" else actor_of(people[who]), **given)
    assert told(case, people) == wanted


def test_a_new_case_is_told_to_its_holder_and_acknowledged_to_the_reporter(people):
    assert told(make_case(), people) == {REPORTER, "admin"}
    assert told(make_case("COORDINATOR", needs_decision=True), people) == {REPORTER, "coordinator"}


def test_after_two_hops_the_coordinator_is_told(people):
    case = make_case()
    for code, to in (("ROADS", "WATER"), ("WATER", "LIGHTS"), ("LIGHTS", "ROADS")):
        by = Actor("OFFICER", opd_id=opd(code).pk, role=Role.OPD_ADMIN)
        do("refuse", case, by, reason="NOT_OURS", proposed_opd_id=opd(to).pk, text=TEXT)
    assert told(case, people) == {REPORTER, "coordinator"}
    do("decide", case, actor_of(people["coordinator"]), opd_id=opd("WATER").pk, text=TEXT)
    assert told(case, people) == {REPORTER, "other admin"}


# rung of the ladder -> whom it reaches, without and with a person
RUNGS = [(0, {"admin"}, {"worker"}), (1, {"admin"}, {"admin"}), (2, {"coordinator"}, {"coordinator"}), (3, {"executive"}, {"executive"})]  # fmt: skip


@pytest.mark.parametrize(("rung", "alone", "assigned"), RUNGS)
def test_the_ladder_reaches_somebody_on_every_rung(people, rung, alone, assigned):
    for user, wanted in ((None, alone), (people["worker"], assigned)):
        case = make_case()
        if user:
            do("assign", case, actor_of(people["admin"]), user=user)
        Case.objects.filter(pk=case.pk).update(holder_due_at=None, citizen_rung=rung)
        cases.sweep(at=MONDAY + hours(24 * 30))
        step = next(entry for entry in entries(case) if (entry.data or {}).get("rung") == rung)
        Notice.objects.all().delete()
        tell([step])
        names = {row.pk: name for name, row in people.items()}
        assert {names[n.user_id] for n in Notice.objects.filter(channel=ChannelCode.INBOX)} == wanted


@pytest.mark.parametrize("rung", range(4))
def test_a_confidential_case_is_not_told_to_who_may_not_see_it(people, rung):
    """Nobody gets a notice (the title is in it) whose page would answer 404."""
    case = make_case(is_confidential=True, barred_opd_id=opd("WATER").pk)
    accused_coordinator = account(Role.COORDINATOR, "WATER")
    everybody = [*people.values(), accused_coordinator]
    Case.objects.filter(pk=case.pk).update(holder_due_at=None, citizen_rung=rung)
    cases.sweep(at=MONDAY + hours(24 * 30))
    tell(entries(case))
    case.refresh_from_db()
    reached = set(Notice.objects.exclude(user=None).values_list("user_id", flat=True))
    assert reached <= {user.pk for user in everybody if cases.may_see(actor_of(user), case)}
    assert people["admin"].pk in reached


def test_watchers_are_told_without_the_power_to_confirm(people):
    case = make_case()
    watch(case, people["auditor"])
    do("accept", case, actor_of(people["admin"]))
    assert told(case, people) == {REPORTER, "auditor"}
    seen = [f"{row.subject} {row.body} {row.url}" for row in Notice.objects.filter(user=people["auditor"])]
    assert seen
    assert not any(case.tracking_code in text for text in seen)


def test_officers_are_never_shown_the_tracking_code(people):
    case = make_case()
    tell(entries(case))
    officers = [f"{row.subject} {row.body} {row.url}" for row in Notice.objects.exclude(user=None)]
    reporter = [f"{row.subject} {row.body} {row.url}" for row in Notice.objects.filter(user=None)]
    assert officers
    assert not any(case.tracking_code in text for text in officers)
    assert all(case.tracking_code in text for text in reporter)
    assert reporter


def test_reading_the_journal_twice_tells_nobody_twice(people):
    case = make_case()
    do("accept", case, actor_of(people["admin"]))
    tell(entries(case))
    count = Notice.objects.count()
    tell(entries(case))
    assert Notice.objects.count() == count > 0


def test_the_follower_is_wired_to_the_sealed_journal(people):
    make_case()
    seal(at=LATER)
    run_followers(at=LATER)
    assert Notice.objects.filter(user=people["admin"], template="case_officer").exists()


def test_a_reporter_with_an_account_gets_a_receipt(people, monkeypatch):
    """The act was the reporter's own, but the promise is news."""
    citizen = account(Role.CITIZEN)
    kind = replace(KIND, reporters=lambda cases: {case.pk: [Recipient(user_id=citizen.pk)] for case in cases})
    monkeypatch.setitem(kinds._KINDS, KIND.code, kind)
    case = cases.open_case(opening=opening(), by=actor_of(citizen), at=MONDAY)
    tell(entries(case))
    assert Notice.objects.filter(user=citizen, template="case_reporter").exists()
