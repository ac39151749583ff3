"""The way by which notices reach those who wrote by chat: the channel CHAT of notices ends in the outbox here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone

from balai.engine.conversations.actions.saying import say
from balai.engine.conversations.models import Conversation
from balai.engine.conversations.ports import Reply
from balai.engine.notices.public import Message, SendFailed

ONE_SMS = 160


class ConversationChannel:
    """Hands a notice on to its conversation; the address is the conversation's number."""

    @contextmanager
    def session(self) -> Iterator[Callable[[Message], None]]:
        yield _send


def _send(message: Message) -> None:
    conversation = Conversation.objects.filter(pk=message.address).first()
    if conversation is None or not conversation.address:
        raise SendFailed("ADDRESS_FORGOTTEN", is_permanent=True)
    if conversation.stopped_at is not None:
        raise SendFailed("STOPPED", is_permanent=True)
    text = f"{message.subject}\n{message.body}".strip()
    say(
        conversation=conversation,
        reply=Reply(text, short=text if len(text) <= ONE_SMS else message.subject),
        reference=f"notice:{message.reference}",
        at=timezone.now(),
    )
