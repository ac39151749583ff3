"""The page of the leadership: what stands on it, for whom, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports import briefing
from balai.domains.citizen_reports.tests.factories import file, make_opd, make_region, officer
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case
from balai.engine.indicators import public as indicators
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN, Actor

pytestmark = pytest.mark.django_db

PAGE = reverse("citizen_reports:leadership")
LEADER = Actor("OFFICER", role=Role.EXECUTIVE)


@pytest.fixture
def leads(client):
    make_region()
    client.force_login(make_user(Role.EXECUTIVE))
    return client


def long_ago(days: int = 60):
    return timezone.now() - timedelta(days=days)


def count_all():
    """The numbers catch up with the journal."""
    now = timezone.now()
    journal.seal(at=now)
    journal.run_followers(at=now)


def title(report) -> str:
    return Case.objects.get(pk=report.pk).title


def names(rows) -> list[int]:
    return [case.pk for case in rows]


def test_the_most_overdue_stand_first_and_link_to_the_desk(leads):
    younger, older = (
        file(at=long_ago(30)),
        file(at=long_ago(60), text="Lampu jalan rekaan padam lama sekali."),
    )
    fresh = file()
    page = leads.get(PAGE)
    assert [row["case"].pk for row in page.context["overdue"]] == [older.pk, younger.pk]
    assert page.context["late"] == "2"
    body = page.content.decode()
    assert title(older) in body and reverse("cases:case", args=[older.pk]) in body
    assert reverse("cases:case", args=[fresh.pk]) not in body


def test_only_ten_are_shown_but_all_are_counted(leads):
    for _ in range(12):
        file(at=long_ago())
    page = leads.get(PAGE)
    assert (len(page.context["overdue"]), page.context["late"]) == (10, "12")


def test_what_was_answered_is_not_late():
    report = file(at=long_ago())
    holder = officer(report.case.holder)
    cases.accept(case_id=report.pk, by=holder, at=long_ago(59))
    assert names(briefing.late(LEADER, at=timezone.now())) == [report.pk]
    cases.reply(case_id=report.pk, text="Sudah kami jawab.", is_final=True, by=holder, at=timezone.now())
    assert names(briefing.late(LEADER, at=timezone.now())) == []


def test_a_clock_that_stands_still_is_not_late():
    at = long_ago()
    report = file(at=at)
    holder = officer(report.case.holder)
    cases.accept(case_id=report.pk, by=holder, at=at)
    cases.pause(case_id=report.pk, reason="WEATHER", text="Menunggu hujan reda.", by=holder, at=at)
    assert names(briefing.late(LEADER, at=timezone.now())) == []


def test_what_falls_due_soon_is_counted():
    report = file()
    due = Case.objects.get(pk=report.pk).citizen_due_at
    hour = timedelta(hours=1)
    assert names(briefing.falling_due(LEADER, since=due - hour, until=due + hour)) == [report.pk]
    assert names(briefing.falling_due(LEADER, since=due + hour, until=due + 2 * hour)) == []


def test_a_confidential_report_is_nowhere_on_it(leads):
    secret = file(at=long_ago(), identity="CONFIDENTIAL")
    page = leads.get(PAGE)
    assert page.context["late"] == "0"
    assert title(secret) not in page.content.decode()
    coordinator = Actor("OFFICER", opd_id=organizations.coordinator().pk, role=Role.COORDINATOR)
    assert names(briefing.late(coordinator, at=timezone.now())) == [secret.pk]


def test_what_was_contested_is_shown_with_who_said_done(leads):
    report = file(at=long_ago())
    holder, at = officer(report.case.holder), long_ago(59)
    cases.accept(case_id=report.pk, by=holder, at=at)
    cases.reply(case_id=report.pk, text="Sudah kami perbaiki.", is_final=True, by=holder, at=at)
    cases.contest(case_id=report.pk, text="Belum ada apa-apa.", by=CITIZEN, at=at + timedelta(days=1))
    count_all()
    page = leads.get(PAGE)
    assert (names(page.context["contested"]), page.context["contested_count"]) == ([report.pk], 1)


def test_what_waits_for_a_decision_shows_how_long(leads):
    report = file(at=long_ago(5))
    at, case = long_ago(4), report.case
    for target in (make_opd("DINAS_AIR"), make_opd("DINAS_POHON"), make_opd("DINAS_LAMPU")):
        cases.refuse(
            case_id=case.pk,
            reason="NOT_OURS",
            proposed_opd_id=target.pk,
            text="Bukan milik kami.",
            by=officer(Case.objects.get(pk=case.pk).holder),
            at=at,
        )
    rows = leads.get(PAGE).context["undecided"]
    assert [(row["case"].pk, row["for"].days) for row in rows] == [(report.pk, 4)]


def test_this_week_is_compared_with_the_one_before(leads):
    for days in (1, 2, 8, 9, 10):
        file(at=long_ago(days))
    count_all()
    weeks = leads.get(PAGE).context["weeks"]
    assert (weeks.this_week, weeks.last_week, weeks.answered_this_week) == (2, 3, 0)


def test_figures_stand_by_name_and_small_samples_have_none(leads):
    file(at=long_ago(3))
    count_all()
    page = leads.get(PAGE, {"menurut": "kec"})
    assert [row.label for row in page.context["small"]] == ["Kecamatan Kayumanis"]
    assert "terlalu sedikit" in page.content.decode()


@pytest.mark.parametrize("query", ["?menurut=x", "?menurut=opd", "?menurut="])
def test_odd_addresses_still_answer(leads, query):
    assert leads.get(PAGE + query).status_code == 200


def test_the_act_of_another_room_begins_at_a_row(leads):
    report = file(at=long_ago())
    acts = leads.get(PAGE).context["acts"]
    assert [(act["label"], act["url"]) for act in acts] == [("Beri arahan", "/arahan/baru/")]
    assert f"/arahan/baru/?opd={report.case.holder_id}&amp;subject=" in leads.get(PAGE).content.decode()


def test_a_tile_is_shown_to_those_who_may_follow_it(leads, monkeypatch):
    monkeypatch.setattr("balai.engine.indicators.tiles._tiles", {})
    for code, permission in (("citizen_reports:list", "public"), ("citizen_reports:rules", "reports.rules")):
        entry = indicators.Tile(
            label=code, url_name=code, permission=permission, read=lambda at: indicators.Reading(7, "uji")
        )
        indicators.tile(entry)
    assert [(tile["label"], tile["reading"].value) for tile in leads.get(PAGE).context["tiles"]] == [
        ("citizen_reports:list", 7)
    ]


def test_the_coordinator_and_the_auditor_read_it_and_nobody_else(client):
    make_region()
    opened = {}
    for role in Role:
        if role != Role.ANONYMOUS:
            client.force_login(make_user(role))
            opened[role] = client.get(PAGE).status_code
    assert {role for role, status in opened.items() if status == 200} == {
        Role.EXECUTIVE,
        Role.COORDINATOR,
        Role.AUDITOR,
    }
    assert {status for status in opened.values()} == {200, 403}


def test_visitors_sign_in_first(client):
    assert client.get(PAGE).headers["Location"] == f"/masuk/?next={PAGE}"


def test_the_cost_does_not_grow_with_the_reports(leads):
    file(at=long_ago())
    count_all()
    leads.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        leads.get(PAGE)
    for days in range(2, 32):
        file(at=long_ago(days), area_code="99.01.02.2001")
    count_all()
    leads.get(PAGE)
    with CaptureQueriesContext(connection) as many:
        leads.get(PAGE)
    assert len(many) == len(few) <= 50


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda at: briefing.late(LEADER, at=at)[:10], "case_late"),
        (lambda at: briefing.falling_due(LEADER, since=at, until=at + timedelta(days=1)), "case_late"),
        (lambda at: briefing.undecided_rows(LEADER), "case_undecided"),
    ],
    ids=["late", "falling due", "undecided"],
)
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL plans by statistics, which a test does not have"
)
def test_every_list_is_read_on_its_index(rows, index):
    make_region()
    assert index in rows(timezone.now()).explain()
