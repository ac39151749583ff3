"""Carrying the outbox out."""

from datetime import timedelta

import pytest

from balai.engine.notices import ports
from balai.engine.notices.actions import delivery
from balai.engine.notices.actions.choices import forget_delivered
from balai.engine.notices.public import (
    Notice,
    Recipient,
    SendFailed,
    deliver_due,
    failed,
    notify,
    retry_failed,
)
from balai.engine.notices.tasks import deliver_notices
from balai.engine.notices.terms import LEASE_SECONDS, MOST_ATTEMPTS

pytestmark = pytest.mark.django_db


def write(at, count: int = 1) -> list[Notice]:
    for number in range(count):
        notify(
            event_key=f"event:{number}",
            recipient=Recipient(email=f"orang{number}@contoh.example"),
            template="tests/answered",
            context={"number": number, "url": "/"},
            scope="case:1",
            at=at,
        )
    return list(Notice.objects.order_by("pk"))


def fate(notice: Notice) -> tuple:
    notice.refresh_from_db()
    return notice.attempts, notice.sent_at, notice.failed_at, notice.last_error


def test_what_is_due_is_sent_once(mail, at) -> None:
    (notice,) = write(at)
    assert deliver_due(at=at).sent == 1
    assert deliver_due(at=at + timedelta(days=1)).total == 0
    (message,) = mail.taken
    assert (message.address, message.subject) == ("orang0@contoh.example", "Laporan 0 sudah dijawab")
    assert message.reference == f"balai-{notice.pk}"
    assert message.stop_url.startswith("https://balai.example/pemberitahuan/berhenti/")
    assert fate(notice) == (1, at, None, "")


def test_what_is_not_due_waits(mail, at) -> None:
    write(at)
    assert deliver_due(at=at - timedelta(seconds=1)).total == 0
    assert mail.taken == []


def test_a_passing_failure_is_tried_again_with_growing_pauses(mail, at, caplog) -> None:
    (notice,) = write(at)
    mail.answers = [SendFailed("SMTP_451"), SendFailed("SMTP_451"), None]
    assert deliver_due(at=at).again == 1
    assert fate(notice) == (1, None, None, "SMTP_451")
    assert deliver_due(at=at + timedelta(seconds=59)).total == 0
    assert deliver_due(at=at + timedelta(minutes=1)).again == 1
    assert deliver_due(at=at + timedelta(minutes=5)).total == 0
    assert deliver_due(at=at + timedelta(minutes=6)).sent == 1
    assert fate(notice) == (3, at + timedelta(minutes=6), None, "")
    assert "SMTP_451" in caplog.text and "orang0" not in caplog.text


def test_after_eight_tries_it_is_given_up_and_can_be_sent_again(mail, at) -> None:
    (notice,) = write(at)
    mail.answers = [SendFailed("SMTP_451")] * MOST_ATTEMPTS
    moment = at
    for _ in range(MOST_ATTEMPTS):
        deliver_due(at=moment)
        notice.refresh_from_db()
        moment = max(moment, notice.send_after)
    assert fate(notice)[::3] == (MOST_ATTEMPTS, "SMTP_451")
    assert failed() == [notice]
    assert deliver_due(at=moment + timedelta(days=9)).total == 0
    assert retry_failed(at=moment, since=at) == 1
    assert deliver_due(at=moment).sent == 1
    assert failed() == []


def test_a_lasting_failure_is_not_tried_again(mail, at) -> None:
    first, second = write(at, 2)
    mail.answers = [SendFailed("SMTP_550", is_permanent=True)]
    tally = deliver_due(at=at)
    assert (tally.sent, tally.again, tally.failed) == (1, 0, 1)
    assert fate(first) == (1, None, at, "SMTP_550")
    assert fate(second) == (1, at, None, "")


def test_a_server_that_is_away_is_asked_once_a_batch(mail, at) -> None:
    notices = write(at, 5)
    mail.answers = [SendFailed("ConnectionRefusedError", is_away=True)]
    assert deliver_due(at=at).again == 5
    assert mail.taken == []
    assert {fate(notice) for notice in notices} == {(1, None, None, "ConnectionRefusedError")}
    assert deliver_due(at=at + timedelta(minutes=1)).sent == 5


def test_a_killed_worker_lets_go_when_its_lease_has_run_out(mail, at) -> None:
    (notice,) = write(at)
    delivery._claim(at=at, limit=10)
    assert deliver_due(at=at + timedelta(seconds=LEASE_SECONDS - 1)).total == 0
    assert deliver_due(at=at + timedelta(seconds=LEASE_SECONDS)).sent == 1
    assert fate(notice)[0] == 2


def test_who_lost_the_lease_marks_nothing(mail, at) -> None:
    (notice,) = write(at)
    (mine,) = delivery._claim(at=at, limit=10)
    delivery._claim(at=at + timedelta(seconds=LEASE_SECONDS), limit=10)
    tally = delivery.Tally()
    delivery._record(mine, SendFailed("SMTP_550", is_permanent=True), at, tally)
    assert (tally.total, fate(notice)) == (0, (2, None, None, ""))


def test_a_notice_that_kills_its_workers_is_given_up(mail, at) -> None:
    (notice,) = write(at)
    for turn in range(MOST_ATTEMPTS):
        delivery._claim(at=at + timedelta(seconds=turn * LEASE_SECONDS), limit=10)
    deliver_due(at=at + timedelta(days=1))
    assert fate(notice) == (MOST_ATTEMPTS + 1, None, at + timedelta(days=1), "WORKER_LOST")
    assert mail.taken == []


def test_without_a_channel_notices_wait(mail, at) -> None:
    (notice,) = write(at)
    ports.bind("EMAIL", None)
    assert deliver_due(at=at).again == 1
    assert fate(notice)[3] == "NO_CHANNEL"


def test_the_task_sends_batch_after_batch(mail, at) -> None:
    write(at, 45)
    assert deliver_notices.call() == 45
    assert len({message.address for message in mail.taken}) == 45


def test_delivered_words_are_forgotten_after_a_month(mail, at) -> None:
    (notice,) = write(at)
    deliver_due(at=at)
    assert forget_delivered(at=at + timedelta(days=29)) == 0
    assert forget_delivered(at=at + timedelta(days=31)) == 1
    notice.refresh_from_db()
    assert (notice.address, notice.subject, notice.body, notice.url) == ("", "", "", "")
    write(at)
    assert Notice.objects.count() == 1
