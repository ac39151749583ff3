"""What comes is kept once, bounded, and without what must not be kept."""

from datetime import timedelta

import pytest

from balai.engine.conversations.actions.forgetting import forget
from balai.engine.conversations.actions.receiving import note_receipts, receive
from balai.engine.conversations.models import ChannelCount, Conversation, Inbound, Outbound
from balai.engine.conversations.ports import Receipt
from balai.engine.conversations.queries import channel_states
from balai.engine.conversations.tasks import forget_old_words
from balai.engine.parameters.public import Parameter
from balai.foundation.errors import TooOften

from .conftest import AT, arrival

pytestmark = pytest.mark.django_db


def limit(**values: int) -> None:
    Parameter.objects.create(code="conversations.limits", value=values, valid_from=AT.date())


def test_a_repeated_message_is_one(carrier) -> None:
    told = arrival(1, "Jalan rusak")
    assert len(receive(arrivals=[told], at=AT)) == 1
    assert receive(arrivals=[told, told], at=AT) == []
    assert Inbound.objects.get().told["text"] == "Jalan rusak"
    assert dict(ChannelCount.objects.values_list("what", "amount")) == {"RECEIVED": 1, "REPEATED": 2}


def test_an_address_has_one_conversation_and_is_not_readable(carrier) -> None:
    receive(arrivals=[arrival(1, "a"), arrival(2, "b"), arrival(3, "c", sender="7002")], at=AT)
    assert Conversation.objects.count() == 2
    assert not Conversation.objects.filter(sender_key__contains="7001").exists()
    assert sorted(row.address for row in Conversation.objects.all()) == ["7001", "7002"]


def test_sixteen_digits_are_not_kept(carrier) -> None:
    receive(arrivals=[arrival(1, "NIK 3325-0101 0101.0001, jalan rusak 1234567")], at=AT)
    told = Inbound.objects.get().told
    assert told["text"] == "NIK [16 angka dihapus], jalan rusak 1234567"
    assert told["masked"]


def test_a_clock_that_runs_ahead_does_not_put_a_message_last(carrier) -> None:
    receive(arrivals=[arrival(1, "a", sent_at=AT + timedelta(hours=5))], at=AT)
    assert Inbound.objects.get().sent_at == AT


def test_who_writes_too_often_is_told_once(carrier) -> None:
    limit(sender_per_hour=2)
    receive(arrivals=[arrival(number, "x") for number in range(1, 6)], at=AT)
    assert list(Inbound.objects.order_by("pk").values_list("ignored", flat=True)) == [
        "",
        "",
        *["TOO_OFTEN"] * 3,
    ]
    assert Outbound.objects.count() == 1
    assert ChannelCount.objects.get(what="DROPPED").amount == 3


def test_a_flood_of_the_whole_channel_is_to_come_later(carrier) -> None:
    limit(channel_per_minute=2)
    receive(arrivals=[arrival(1), arrival(2)], at=AT)
    with pytest.raises(TooOften):
        receive(arrivals=[arrival(3)], at=AT)
    assert Inbound.objects.count() == 2


def test_news_of_a_provider_counts_in_any_order(carrier) -> None:
    receive(arrivals=[arrival(1)], at=AT)
    row = Outbound.objects.create(
        conversation=Conversation.objects.get(),
        reference="r",
        created_at=AT,
        due_at=AT,
        provider_id="w",
        status="SENT",
    )
    note_receipts(receipts=[Receipt("w", "READ"), Receipt("w", "DELIVERED"), Receipt("lain", "READ")])
    row.refresh_from_db()
    assert row.status == "READ"


def test_words_and_addresses_are_forgotten_and_messages_still_known(carrier) -> None:
    receive(arrivals=[arrival(1, "Jalan rusak")], at=AT)
    Inbound.objects.update(handled_at=AT)
    later = AT + timedelta(days=91)
    forget(at=later)
    assert Inbound.objects.get().content == ""
    assert receive(arrivals=[arrival(1, "Jalan rusak")], at=later) == []
    forget(at=AT + timedelta(days=366))
    row = Conversation.objects.get()
    assert (row.address, row.sender_key) == ("", f"forgotten:{row.pk}")
    assert forget_old_words.call() >= 0


def test_the_state_of_channels(carrier, django_assert_num_queries) -> None:
    receive(arrivals=[arrival(1, "a")], at=AT)
    with django_assert_num_queries(3):
        states = channel_states(at=AT)
    telegram = next(state for state in states if state["code"] == "TELEGRAM")
    assert (telegram["is_bound"], telegram["last_in"], telegram["people"]) == (True, AT, 1)
    assert telegram["counts"][0] == ("Diterima", 1)
