"""Digest, reading, and stopping by one click."""

from datetime import timedelta

import pytest

from balai.engine.notices.actions import choices
from balai.engine.notices.actions.digest import write_digests
from balai.engine.notices.opting import stop_url
from balai.engine.notices.public import (
    Notice,
    Recipient,
    deliver_due,
    inbox,
    mark_all_read,
    mark_read,
    notify,
    unread_count,
)
from balai.engine.notices.topics import topic
from balai.foundation.errors import Refused

pytestmark = pytest.mark.django_db


def tell(recipient: Recipient, event: str, at, scope: str = "") -> None:
    notify(
        event_key=event,
        recipient=recipient,
        template="tests/answered",
        context={"number": event, "url": f"/laporan/{event}/"},
        scope=scope,
        at=at,
    )


def token(notice: Notice) -> str:
    return stop_url(notice).rstrip("/").rpartition("/")[2]


def test_a_digest_joins_what_waited_and_runs_twice_without_harm(wati, budi, mail, at) -> None:
    choices.prefer(user=wati, modes={"": "DIGEST"})
    for event in ("A1", "A2"):
        tell(Recipient(user_id=wati.pk), event, at)
    assert deliver_due(at=at).total == 0
    assert (write_digests(at=at), write_digests(at=at)) == (1, 0)
    assert deliver_due(at=at).sent == 1
    (message,) = mail.taken
    assert message.subject == "Rangkuman: 2 pemberitahuan"
    assert message.body == (
        "- Laporan A1 sudah dijawab\n  https://balai.example/laporan/A1/\n"
        "- Laporan A2 sudah dijawab\n  https://balai.example/laporan/A2/\n\n"
        "Semua pemberitahuan Anda: https://balai.example/pemberitahuan/"
    )
    tell(Recipient(user_id=wati.pk), "A3", at)
    assert write_digests(at=at) == 1


def test_a_stopped_digest_is_not_sent(wati, mail, at) -> None:
    choices.prefer(user=wati, modes={"": "DIGEST"})
    tell(Recipient(user_id=wati.pk), "A1", at)
    write_digests(at=at)
    choices.stop(token=token(Notice.objects.get(template="digest")), at=at)
    tell(Recipient(user_id=wati.pk), "A2", at)
    write_digests(at=at)
    assert Notice.objects.filter(template="digest").count() == 1
    assert not Notice.objects.filter(is_digest=True, sent_at=None).exists()


def test_stopping_holds_for_its_scope_and_can_be_taken_back(at) -> None:
    siti = Recipient(email="siti@contoh.example")
    tell(siti, "A1", at, scope="case:1")
    key = token(Notice.objects.get())
    choices.stop(token=key, at=at)
    choices.stop(token=key, at=at + timedelta(days=1))
    tell(siti, "A2", at, scope="case:1")
    tell(siti, "B1", at, scope="case:2")
    tell(Recipient(email="lain@contoh.example"), "A2", at, scope="case:1")
    assert [row.event_key for row in Notice.objects.order_by("pk")] == ["A1", "B1", "A2"]
    choices.start_again(token=key)
    tell(siti, "A3", at, scope="case:1")
    assert Notice.objects.count() == 4


def test_stopping_never_closes_the_inbox(wati, at) -> None:
    tell(Recipient(user_id=wati.pk), "A1", at)
    choices.stop(token=token(Notice.objects.get(channel="EMAIL")), at=at)
    tell(Recipient(user_id=wati.pk), "A2", at)
    assert [row.channel for row in Notice.objects.filter(event_key="A2")] == ["INBOX"]


@pytest.mark.parametrize("wrong", ["", "abc", "WyJ1c2VyOjEiLCIiXQ:1abc:xyz"])
def test_a_forged_link_is_refused(wrong: str, at) -> None:
    with pytest.raises(Refused) as caught:
        choices.stop(token=wrong, at=at)
    assert (caught.value.code, caught.value.status) == ("STOP_LINK_INVALID", 404)


def test_reading(wati, budi, at) -> None:
    for event in ("A1", "A2", "A3"):
        tell(Recipient(user_id=wati.pk), event, at)
    tell(Recipient(user_id=budi.pk), "A1", at)
    third, second, first = inbox(wati)
    mark_read(user=wati, notice_id=second.pk, at=at)
    assert [row.pk for row in inbox(wati)] == [third.pk, first.pk, second.pk]
    assert (unread_count(wati), unread_count(budi)) == (2, 1)
    with pytest.raises(Refused) as caught:
        mark_read(user=budi, notice_id=first.pk, at=at)
    assert caught.value.code == "NOTICE_UNKNOWN"
    assert mark_all_read(user=wati, at=at + timedelta(hours=1)) == 2
    assert (unread_count(wati), unread_count(budi)) == (0, 1)
    second.refresh_from_db()
    assert second.read_at == at


@pytest.mark.parametrize(
    ("modes", "code"), [({"no/such": "OFF"}, "TOPIC_UNKNOWN"), ({"": "SOMETIMES"}, "MODE_UNKNOWN")]
)
def test_choices_that_are_refused(modes, code, wati) -> None:
    with pytest.raises(Refused) as caught:
        choices.prefer(user=wati, modes=modes)
    assert caught.value.code == code


def test_a_topic_goes_before_all_and_can_be_taken_back(wati, at, monkeypatch) -> None:
    monkeypatch.setattr("balai.engine.notices.topics._topics", {})
    topic("tests/answered", "Jawaban laporan")
    choices.prefer(user=wati, modes={"": "OFF", "tests/answered": "IMMEDIATE"})
    tell(Recipient(user_id=wati.pk), "A1", at)
    choices.prefer(user=wati, modes={"tests/answered": ""})
    tell(Recipient(user_id=wati.pk), "A2", at)
    assert [row.event_key for row in Notice.objects.filter(channel="EMAIL")] == ["A1"]
