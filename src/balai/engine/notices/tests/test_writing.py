"""Writing notices into the outbox."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from balai.engine.notices import ports
from balai.engine.notices.actions import choices
from balai.engine.notices.public import Draft, Notice, Recipient, notify, notify_many
from balai.engine.parameters.public import set_value
from balai.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db
CONTEXT = {"number": "BTG-2026-000001", "words": "Jalan & jembatan <sudah> diperbaiki", "url": "/laporan/1/"}


def tell(recipient: Recipient, at: datetime, **options) -> None:
    notify(
        **{"event_key": "case:1:answered", "template": "tests/answered", "context": CONTEXT, **options},
        recipient=recipient,
        at=at,
    )


def written() -> list[tuple[str, str, str]]:
    return [(row.channel, row.address, row.recipient_key[:5]) for row in Notice.objects.order_by("pk")]


def test_an_account_gets_inbox_and_mail(wati, at) -> None:
    tell(Recipient(user_id=wati.pk), at)
    assert written() == [("INBOX", "", "user:"), ("EMAIL", "wati@contoh.example", "user:")]
    inbox, mail = Notice.objects.order_by("pk")
    assert (inbox.sent_at, inbox.read_at, mail.sent_at, mail.send_after) == (at, None, None, at)
    assert mail.subject == "Laporan BTG-2026-000001 sudah dijawab"
    assert mail.body == ("Jalan & jembatan <sudah> diperbaiki\n\nLihat: https://balai.example/laporan/1/")
    assert inbox.url == "/laporan/1/"


def test_an_address_without_account_gets_mail_only(at) -> None:
    tell(Recipient(email="Siti@Contoh.example"), at)
    assert written() == [("EMAIL", "Siti@Contoh.example", "mail:")]


def test_a_phone_gets_a_message_only_where_there_is_a_way(at, mail) -> None:
    tell(Recipient(phone="+62 800 0000 0001"), at)
    assert written() == []
    ports.bind("PHONE", mail)
    tell(Recipient(phone="+62 800 0000 0001"), at)
    assert written() == [("PHONE", "+62 800 0000 0001", "phone")]


def test_a_closed_account_gets_nothing(wati, at) -> None:
    wati.is_active = False
    wati.save()
    tell(Recipient(user_id=wati.pk), at)
    assert written() == []


def test_one_event_tells_each_person_once(wati, at) -> None:
    for recipient in (
        Recipient(user_id=wati.pk),
        Recipient(user_id=wati.pk),
        Recipient(email="siti@contoh.example"),
        Recipient(email=" SITI@contoh.example"),
    ):
        tell(recipient, at)
    assert [channel for channel, _, _ in written()] == ["INBOX", "EMAIL", "EMAIL"]
    tell(Recipient(user_id=wati.pk), at, event_key="case:1:solved")
    assert len(written()) == 5


def test_a_rolled_back_act_tells_nobody(wati, at) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(Recipient(user_id=wati.pk), at)
        raise RuntimeError
    assert written() == []


def test_nothing_personal_is_readable_in_the_table(wati, at) -> None:
    tell(Recipient(user_id=wati.pk), at)
    tell(Recipient(email="siti@contoh.example"), at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_notice")
        whole = repr(cursor.fetchall())
    # What is encrypted is random letters, among which any short word may turn up.
    raw = re.sub(r"gAAAA[\w=-]+", "", whole)
    assert len(raw) < len(whole) / 2
    for word in ("siti", "wati", "contoh", "jembatan", "BTG-2026", "laporan/1"):
        assert word not in raw
    assert "contoh" not in repr(Recipient(email="siti@contoh.example"))


def test_many_are_written_with_a_bounded_number_of_queries(
    wati, budi, at, django_assert_max_num_queries
) -> None:
    def drafts(event: str) -> list[Draft]:
        people = [Recipient(user_id=wati.pk), Recipient(user_id=budi.pk)]
        people += [Recipient(email=f"orang{number}@contoh.example") for number in range(28)]
        return [Draft(event, person, "tests/answered", CONTEXT) for person in people]

    notify_many(drafts("first"), at=at)
    with django_assert_max_num_queries(6):
        notify_many(drafts("second"), at=at)
    assert Notice.objects.filter(event_key="second").count() == 32


def test_quiet_hours_hold_mail_back_but_not_the_inbox(wati, at) -> None:
    set_value(
        code="notices.quiet_hours",
        value={"from": "21:00", "until": "06:00"},
        valid_from=at.date(),
        legal_reference="Keputusan rekaan",
        source="uji",
        verified=False,
        by=SYSTEM,
        at=at,
    )
    night = datetime(2026, 3, 17, 15, 0, tzinfo=UTC)  # 22:00 in Batang
    tell(Recipient(user_id=wati.pk), night)
    tell(Recipient(user_id=wati.pk), night, event_key="urgent", is_urgent=True)
    inbox, mail, _, urgent = Notice.objects.order_by("pk")
    assert inbox.sent_at == night
    assert mail.send_after == datetime(2026, 3, 17, 23, 0, tzinfo=UTC)
    assert urgent.send_after == night


def test_choices_are_followed(wati, budi, at) -> None:
    choices.prefer(user=wati, modes={"": "OFF"})
    choices.prefer(user=budi, modes={"": "DIGEST"})
    for user in (wati, budi):
        tell(Recipient(user_id=user.pk), at)
    rows = [(row.user_id, row.channel, row.is_digest) for row in Notice.objects.order_by("pk")]
    assert rows == [(wati.pk, "INBOX", False), (budi.pk, "INBOX", False), (budi.pk, "EMAIL", True)]
