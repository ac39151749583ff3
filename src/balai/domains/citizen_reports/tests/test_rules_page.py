"""The page of the routing rules: read, tried out, published, and never one without the other."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.actions.rule_publishing import publish_tried, try_rules
from balai.domains.citizen_reports.actions.rulebook import publish_rules
from balai.domains.citizen_reports.models import RuleSet
from balai.domains.citizen_reports.rules.rule_text import dump_rules
from balai.domains.citizen_reports.tests.factories import CLOCK, file, make_opd, make_region
from balai.domains.citizen_reports.trial import Move, try_out
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Conflict, Forbidden, Refused

pytestmark = pytest.mark.django_db

PAGE = reverse("citizen_reports:rules")
OLD = [{"code": "LAMA", "opd": "MANDATE"}]
NEW = [
    {"code": "MALAM", "when": {"words": ["lampu"]}, "opd": "DINAS_LAMPU", "priority": 1, "clock": CLOCK},
    {"code": "SISA", "opd": "MANDATE"},
]


@pytest.fixture
def coordinator():
    make_region()
    make_opd("DINAS_LAMPU")
    publish_rules(rules=OLD, note="awal rekaan", by=SYSTEM, at=timezone.now() - timedelta(days=90))
    return make_user(Role.COORDINATOR, opd=organizations.coordinator())


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def newest() -> RuleSet:
    return RuleSet.objects.order_by("-active_from", "-pk").first()


def tried(desk, rules=NEW, **extra) -> dict:
    page = desk.post(PAGE, {"what": "uji", "rules": dump_rules(rules), **extra})
    assert page.status_code == 200
    return {
        "what": "terbit",
        "rules": dump_rules(rules),
        "seal": page.context["seal"],
        "note": "Lampu ke dinasnya.",
    }


def test_the_rules_in_force_are_read_in_words(desk):
    publish_rules(rules=NEW, note="coba", by=SYSTEM, at=timezone.now() - timedelta(days=1))
    body = desk.get(PAGE).content.decode()
    for words in (
        "memuat kata “lampu”",
        "Dinas Lampu",
        "mendesak",
        "Tiga hari kerja (rekaan)",
        "coba",
        "awal rekaan",
    ):
        assert words in body


def test_trying_out_changes_nothing_and_says_what_would_move(desk):
    moving, staying = file(text="Lampu jalan rekaan padam."), file(text="Jalan rekaan berlubang.")
    page = desk.post(PAGE, {"what": "uji", "rules": dump_rules(NEW)})
    result = page.context["result"]
    assert (result.tested, result.moved, result.is_capped) == (2, 1, False)
    assert result.moves == [Move("Dinas Jalan", "Dinas Lampu", "MALAM", 1)]
    body = page.content.decode()
    assert (
        reverse("cases:case", args=[moving.pk]) in body
        and reverse("cases:case", args=[staying.pk]) not in body
    )
    assert newest().rules == OLD


def test_what_was_tried_is_published_with_name_and_note(desk, coordinator):
    assert desk.post(PAGE, tried(desk)).headers["Location"] == PAGE
    published = newest()
    assert (published.rules, published.note, published.by_id) == (NEW, "Lampu ke dinasnya.", coordinator.pk)
    assert [(e.code, e.by_id) for e in journal.history(subject=("rule_set", published.pk))] == [
        ("ROUTING_PUBLISHED", coordinator.pk)
    ]
    assert file(text="Lampu jalan rekaan padam.", at=timezone.now()).rule_code == "MALAM"


def test_a_text_that_changed_since_is_not_published(desk):
    data = tried(desk)
    for text in (data["rules"] + "# tambahan\n", dump_rules(OLD)):
        answer = desk.post(PAGE, {**data, "rules": text})
        assert answer.status_code == 422
        assert answer.context["text"] == text and answer.context["seal"] == ""
    assert newest().rules == OLD


@pytest.mark.parametrize("seal", ["", "x", "eyJ0ZXh0IjoxfQ:salah", "a:b:c"])
def test_a_seal_of_somebodys_own_making_opens_nothing(desk, seal):
    assert desk.post(PAGE, {**tried(desk), "seal": seal}).status_code == 422
    assert newest().rules == OLD


def test_a_browser_may_send_its_own_line_ends(desk):
    text = dump_rules(NEW).replace("\n", "\r\n")
    page = desk.post(PAGE, {"what": "uji", "rules": text})
    desk.post(
        PAGE, {"what": "terbit", "rules": text, "seal": page.context["seal"], "note": "Lampu ke dinasnya."}
    )
    assert newest().rules == NEW


def test_a_missing_note_keeps_text_and_trial(desk):
    data = tried(desk)
    answer = desk.post(PAGE, {**data, "note": ""})
    assert (answer.status_code, answer.context["seal"]) == (422, data["seal"])
    assert "Catatan perubahan belum diisi." in answer.content.decode()
    assert newest().rules == OLD


def test_when_somebody_published_meanwhile_it_is_tried_again(desk):
    data = tried(desk)
    publish_rules(rules=OLD, note="orang lain", by=SYSTEM, at=timezone.now())
    answer = desk.post(PAGE, data)
    assert answer.status_code == 409
    assert "baru saja diterbitkan orang lain" in answer.content.decode()
    assert newest().note == "orang lain"


BAD = [
    ("- {code: A", "Baris 1"),
    ("- &a {code: A, opd: MANDATE}\n- *a", "alias"),
    ("- {code: MALAM, opd: DINAS_HANTU}", "Aturan 1 (MALAM): OPD tidak dikenal: DINAS_HANTU."),
    ("- {code: MALAM, opd: MANDATE, clock: HANTU}", "Aturan 1 (MALAM): jam tidak dikenal: HANTU."),
    ("- {code: MALAM, opd: MANDATE, when: {hours: 7}}", "Aturan 1 (MALAM): `hours`"),
    ("#" * 100_001, "paling besar 100 KB"),
]


@pytest.mark.parametrize(("text", "said"), BAD, ids=[row[1] for row in BAD])
def test_what_is_wrong_is_named_and_what_was_typed_stays(desk, text, said):
    answer = desk.post(PAGE, {"what": "uji", "rules": text})
    assert (answer.status_code, answer.context["text"]) == (422, text)
    assert said in answer.context["refusal"].message
    assert desk.post(PAGE, {"what": "terbit", "rules": text, "note": "tidak boleh"}).status_code == 422
    assert newest().rules == OLD


def test_an_earlier_version_comes_back_by_publishing_it_again(desk):
    first = newest()
    desk.post(PAGE, tried(desk))
    page = desk.get(PAGE, {"versi": first.pk})
    assert page.context["text"] == dump_rules(OLD) and "Ini versi lama." in page.content.decode()
    desk.post(PAGE, tried(desk, OLD))
    assert newest().pk != first.pk and newest().rules == OLD
    assert RuleSet.objects.count() == 3


@pytest.mark.parametrize("number", ["0", "x", "99999999999", "-1", "٣٣"])
def test_a_version_that_never_was(desk, number):
    assert desk.get(PAGE, {"versi": number}).status_code == 404


def test_an_old_version_may_name_what_is_gone(desk):
    gone = [{"code": "DULU", "opd": "DINAS_LAMA", "clock": "HANTU", "when": {"category": "DULU1"}}]
    old = RuleSet.objects.create(rules=gone, note="dulu", active_from=timezone.now() - timedelta(days=400))
    body = desk.get(PAGE, {"versi": old.pk}).content.decode()
    assert "DINAS_LAMA" in body and "HANTU" in body and "kode tidak dikenal: DULU1" in body


def test_examples_stay_behind_their_walls(coordinator):
    accused = organizations.coordinator()
    report = file(text="Lampu jalan rekaan padam.")
    type(report.case).objects.filter(pk=report.pk).update(barred_opd=accused)
    result = try_out(NEW, by=actor_of(coordinator), at=timezone.now())
    assert (result.moved, result.examples) == (1, [])


def test_the_trial_looks_at_the_newest_of_one_month(coordinator, monkeypatch):
    monkeypatch.setattr("balai.domains.citizen_reports.trial.MOST_REPORTS", 3)
    now = timezone.now()
    file(text="Lampu jalan rekaan padam.", at=now - timedelta(days=31))
    for days in range(1, 5):
        file(text="Lampu jalan rekaan padam.", at=now - timedelta(days=days))
    result = try_out(NEW, by=actor_of(coordinator), at=now)
    assert (result.tested, result.moved, result.is_capped) == (3, 3, True)


def test_the_trial_takes_as_many_queries_for_thirty_as_for_one(coordinator):
    by = actor_of(coordinator)
    file(text="Lampu jalan rekaan padam.")
    try_out(NEW, by=by, at=timezone.now())
    with CaptureQueriesContext(connection) as one:
        try_out(NEW, by=by, at=timezone.now())
    for _ in range(29):
        file(text="Lampu jalan rekaan padam.")
    with CaptureQueriesContext(connection) as thirty:
        try_out(NEW, by=by, at=timezone.now())
    assert len(thirty) == len(one) <= 6


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.COORDINATOR, 200, 200),
        (Role.OPERATOR, 200, 403),
        (Role.AUDITOR, 200, 403),
        (Role.EXECUTIVE, 403, 403),
        (Role.OPD_ADMIN, 403, 403),
        (Role.FIELD_OFFICER, 403, 403),
        (Role.CITIZEN, 403, 403),
    ],
)
def test_who_reads_and_who_writes(client, coordinator, role, reads, writes):
    user = User.objects.filter(role=role).first() or make_user(role)
    client.force_login(user)
    page = client.get(PAGE)
    assert page.status_code == reads
    assert client.post(PAGE, {"what": "uji", "rules": dump_rules(NEW)}).status_code == writes
    if reads == 200:
        assert ("Uji dulu" in page.content.decode()) == (writes == 200)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR, Role.EXECUTIVE, Role.OPD_ADMIN])
def test_the_acts_themselves_are_guarded(coordinator, role):
    by, at = actor_of(make_user(role)), timezone.now()
    with pytest.raises(Forbidden):
        try_rules(text=dump_rules(NEW), by=by, at=at)
    with pytest.raises(Forbidden):
        publish_tried(text=dump_rules(NEW), seal="", note="tidak boleh", by=by, at=at)


def test_a_seal_is_of_one_officer_and_one_day(coordinator):
    by, at, text = actor_of(coordinator), timezone.now(), dump_rules(NEW)
    other = actor_of(
        make_user(Role.COORDINATOR, email="lain@contoh.invalid", opd=organizations.coordinator())
    )
    _, seal = try_rules(text=text, by=by, at=at)
    for who, when in ((other, at), (by, at + timedelta(days=1))):
        with pytest.raises(Refused) as caught:
            publish_tried(text=text, seal=seal, note="Lampu ke dinasnya.", by=who, at=when)
        assert caught.value.code == "RULES_NOT_TRIED" and not isinstance(caught.value, Conflict)
    assert publish_tried(text=text, seal=seal, note="Lampu ke dinasnya.", by=by, at=at).rules == NEW


def test_the_page_takes_as_many_queries_for_many_versions_as_for_one(desk):
    desk.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        desk.get(PAGE)
    for number in range(30):
        publish_rules(rules=NEW, note=f"versi {number}", by=SYSTEM, at=timezone.now())
    desk.get(PAGE)
    with CaptureQueriesContext(connection) as thirty:
        desk.get(PAGE)
    assert len(thirty) == len(one) <= 10
