"""What is said leaves in its order, once as far as can be, and is tried again when a provider is away."""

from datetime import timedelta

import pytest

from balai.engine.conversations.actions.carrying import carry_due
from balai.engine.conversations.actions.receiving import receive
from balai.engine.conversations.actions.saying import say
from balai.engine.conversations.models import Conversation, Outbound
from balai.engine.conversations.notice_channel import ConversationChannel
from balai.engine.conversations.ports import Reply
from balai.engine.conversations.tasks import carry_out
from balai.engine.notices.public import Message, SendFailed

from .conftest import AT, arrival

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(carrier) -> Conversation:
    receive(arrivals=[arrival(1, "halo")], at=AT)
    conversation = Conversation.objects.get()
    for number in (1, 2):
        say(conversation=conversation, reply=Reply(f"jawaban {number}"), reference=f"r{number}", at=AT)
    return conversation


def test_the_same_reference_is_one_message(told) -> None:
    assert not say(conversation=told, reply=Reply("lain"), reference="r1", at=AT)
    assert Outbound.objects.count() == 2


def test_answers_leave_in_their_order(told, carrier) -> None:
    carrier.failures = [SendFailed("BUSY")]
    assert carry_due(at=AT) == 0
    # The second does not overtake the first, which waits for its next try.
    assert carry_due(at=AT) == 0
    assert carry_due(at=AT + timedelta(minutes=2)) == 1
    assert carry_due(at=AT + timedelta(minutes=2)) == 1
    assert [(parcel.reference, parcel.text) for parcel in carrier.sent] == [
        ("r1", "jawaban 1"),
        ("r2", "jawaban 2"),
    ]


def test_what_never_arrives_does_not_hold_up_the_next(told, carrier) -> None:
    carrier.failures = [SendFailed("BLOCKED", is_permanent=True)]
    assert (carry_due(at=AT), carry_due(at=AT)) == (0, 1)
    assert carrier.texts == ["jawaban 2"]
    assert Outbound.objects.get(reference="r1").last_error == "BLOCKED"


def test_a_killed_carrier_tries_again_after_its_lease(told, carrier, monkeypatch) -> None:
    carrier.failures = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        carry_due(at=AT)
    assert carry_due(at=AT + timedelta(minutes=1)) == 0
    assert carry_due(at=AT + timedelta(minutes=6)) == 1


def test_silence_of_a_day_is_told_to_the_carrier(told, carrier) -> None:
    carry_due(at=AT)
    Conversation.objects.update(last_in_at=AT - timedelta(hours=24))
    carry_due(at=AT)
    assert [parcel.is_late for parcel in carrier.sent] == [False, True]


def test_a_notice_goes_to_the_conversation_once(told, carrier) -> None:
    message = Message("balai-9", str(told.pk), "R-1: dijawab", "https://balai.example/x/")
    with ConversationChannel().session() as send:
        send(message)
        send(message)
    assert carry_out.call() == 3
    assert carrier.texts[-1] == "R-1: dijawab\nhttps://balai.example/x/"
    assert carrier.sent[-1].short == carrier.texts[-1]


@pytest.mark.parametrize(
    ("change", "code"), [({"stopped_at": AT}, "STOPPED"), ({"address": ""}, "ADDRESS_FORGOTTEN")]
)
def test_no_notice_to_whom_wants_none(change: dict, code: str, told) -> None:
    Conversation.objects.update(**change)
    with ConversationChannel().session() as send, pytest.raises(SendFailed) as caught:
        send(Message("balai-9", str(told.pk), "a", "b"))
    assert (caught.value.code, caught.value.is_permanent) == (code, True)
