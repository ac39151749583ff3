"""The work that the clock starts: sending, the daily digest, forgetting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balai.engine.notices.actions import choices
from balai.engine.notices.models import Notice
from balai.engine.notices.ports import SendFailed
from balai.engine.notices.public import Recipient, notify
from balai.engine.notices.tasks import MOST_BATCHES, deliver_notices, forget_old_notices, send_digests
from balai.engine.notices.terms import BATCH, Mode

pytestmark = pytest.mark.django_db


def write(recipient: Recipient, count: int = 1, *, at=None) -> None:
    for number in range(count):
        notify(
            event_key=f"event:{number}",
            recipient=recipient,
            template="tests/answered",
            context={"number": number, "url": "/"},
            scope=f"case:{number}",
            at=at or timezone.now() - timedelta(minutes=1),
        )


def test_one_tick_sends_a_bounded_number_and_the_next_the_rest(mail) -> None:
    most = MOST_BATCHES * BATCH
    write(Recipient(email="orang@contoh.example"), most + 1)
    assert (deliver_notices.call(), deliver_notices.call(), deliver_notices.call()) == (most, 1, 0)
    assert len({message.reference for message in mail.taken}) == most + 1


def test_what_is_due_later_is_left_alone(mail) -> None:
    write(Recipient(email="orang@contoh.example"), at=timezone.now() + timedelta(hours=1))
    assert (deliver_notices.call(), mail.taken) == (0, [])


def test_a_failing_channel_does_not_make_a_tick_spin(mail) -> None:
    write(Recipient(email="orang@contoh.example"), 2)
    mail.answers = [SendFailed("SMTP_451"), SendFailed("SMTP_451")]
    assert deliver_notices.call() == 0
    assert list(Notice.objects.values_list("attempts", flat=True)) == [1, 1]


def test_the_digest_is_one_message_and_is_written_once(wati, mail) -> None:
    choices.prefer(user=wati, modes={"": Mode.DIGEST})
    write(Recipient(user_id=wati.pk, email=wati.email), 3)
    assert deliver_notices.call() == 0
    assert (send_digests.call(), send_digests.call()) == (1, 0)
    assert deliver_notices.call() == 1
    (message,) = mail.taken
    assert message.address == "wati@contoh.example"
    assert all(f"Laporan {number} sudah dijawab" in message.body for number in range(3))


@pytest.mark.parametrize(("days", "forgotten"), [(29, 0), (31, 1)])
def test_only_what_was_delivered_long_ago_is_forgotten(mail, days, forgotten) -> None:
    write(Recipient(email="orang@contoh.example"), 2)
    sent, waiting = Notice.objects.order_by("pk")
    Notice.objects.filter(pk=sent.pk).update(sent_at=timezone.now() - timedelta(days=days))
    assert forget_old_notices.call() == forgotten
    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.address, sent.body) == (("", "") if forgotten else ("orang@contoh.example", sent.body))
    assert (waiting.address, bool(waiting.body)) == ("orang@contoh.example", True)
