"""Anybody may check the journal, and learns nothing of what is in it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from balai.engine.journal import rules, tasks, urls
from balai.engine.journal.models import Follower, Link, Root
from balai.engine.journal.public import Draft, append_many, follow, publish_root, seal, unfollow, verify
from balai.foundation.actor import Actor
from balai.kits.tasks import periodic

AT = datetime(2026, 3, 17, 1, tzinfo=UTC)
OFFICER = Actor("OFFICER", user_id=765432, opd_id=3, role="OPD_ADMIN")

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain_of_five():
    append_many(
        Draft(code="SECRET_ACT", subject=("report", f"S{n}"), by=OFFICER, at=AT, data={"k": "SECRET"})
        for n in range(5)
    )
    seal(at=AT)
    return list(Link.objects.order_by("position"))


def test_the_page_lists_roots(client, chain_of_five):
    root = publish_root(day=date(2026, 3, 16), at=AT)
    page = client.get("/transparansi/jejak/")
    assert page.status_code == 200
    assert root.hash in page.text
    assert "16 Maret 2026" in page.text


def test_the_page_says_when_there_is_no_root_yet(client):
    assert "Belum ada akar yang diterbitkan" in client.get("/transparansi/jejak/").text


@pytest.mark.parametrize(
    "write", [lambda link: link.position, lambda link: link.hash, lambda link: link.hash.upper()]
)
def test_a_receipt_is_found_by_position_and_by_hash(client, chain_of_five, write):
    publish_root(day=date(2026, 3, 16), at=AT)
    link = chain_of_five[3]
    for address in (f"/transparansi/jejak/{write(link)}", f"/transparansi/jejak/?cari=%20{write(link)}"):
        page = client.get(address)
        assert page.status_code == 200
        assert link.hash in page.text
        assert link.previous_hash in page.text
        assert "Cocok" in page.text
        assert "akar 16 Maret 2026 di posisi 5" in page.text


def test_a_receipt_not_yet_under_a_root_says_so(client, chain_of_five):
    assert "Belum." in client.get("/transparansi/jejak/2").text


@pytest.mark.parametrize("reference", ["99", "f" * 64, "0", "-1", "bukan", "9" * 40, "１"])
def test_a_receipt_that_does_not_exist(client, chain_of_five, reference):
    assert client.get(f"/transparansi/jejak/{reference}").status_code == 404
    assert "Tidak ada catatan dengan posisi" in client.get("/transparansi/jejak/", {"cari": reference}).text


def test_a_stranger_can_compute_the_published_root_from_the_published_chain(client, chain_of_five):
    publish_root(day=date(2026, 3, 16), at=AT)
    answer = client.get("/transparansi/jejak.json").json()
    previous = "0" * 64
    for link in answer["mata_rantai"]:
        assert link["sebelumnya"] == previous
        previous = rules.link_hash(link["posisi"], previous, link["sidik"])
    assert answer["akar"] == [{"tanggal": "2026-03-16", "posisi": 5, "hash": previous}]
    assert answer["berikutnya"] is None


def test_the_chain_is_read_in_pages(client, chain_of_five, monkeypatch):
    monkeypatch.setattr("balai.engine.journal.views.PAGE", 2)
    seen, start = [], 1
    while start:
        answer = client.get("/transparansi/jejak.json", {"dari": start}).json()
        seen += [link["posisi"] for link in answer["mata_rantai"]]
        start = answer["berikutnya"]
    assert seen == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("start", ["", "x", "-5", "9" * 30])
def test_a_nonsense_start_is_no_error(client, chain_of_five, start):
    assert client.get("/transparansi/jejak.json", {"dari": start}).status_code == 200


def test_nothing_of_an_entry_is_shown(client, chain_of_five):
    publish_root(day=date(2026, 3, 16), at=AT)
    for address in ("/transparansi/jejak/", "/transparansi/jejak/1", "/transparansi/jejak.json"):
        text = client.get(address).text
        assert "SECRET" not in text
        assert "765432" not in text


def test_every_view_is_public_on_purpose():
    assert {pattern.callback.permission for pattern in urls.urlpatterns} == {"public"}


def test_the_task_seals_and_then_lets_the_followers_read():
    got = []
    follow("test.task", codes={"TEST"}, handler=got.extend)
    try:
        append_many([Draft(code="TEST", subject=("report", 1), by=OFFICER, at=AT)])
        assert tasks.seal_journal.call() == 1
        assert [entry.code for entry in got] == ["TEST"]
        assert Follower.objects.get(pk="test.task").position == 1
    finally:
        unfollow("test.task")


def test_the_nightly_task_seals_what_is_left_and_closes_yesterday():
    append_many([Draft(code="TEST", subject=("report", 1), by=OFFICER, at=AT)])
    tasks.publish_daily_root.call()
    tasks.publish_daily_root.call()
    [root] = Root.objects.all()
    assert root.date == timezone.localdate() - timedelta(days=1)
    assert (root.position, root.hash) == (1, Link.objects.get().hash)
    assert verify() == []


def test_the_jobs_are_registered():
    assert {"journal.seal", "journal.publish_root"} <= set(periodic._registered)
