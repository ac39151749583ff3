"""Conversations of a demonstration: they go through the same doors, and what is answered is marked as sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from balai.engine.conversations.actions.receiving import receive
from balai.engine.conversations.actions.turning import take_turn
from balai.engine.conversations.models import Conversation, Inbound, Outbound
from balai.engine.conversations.ports import Arrival, Dialogue, bind_dialogue
from balai.engine.conversations.recognising import sender_keys


@dataclass(frozen=True, slots=True)
class Line:
    """One message of an invented person."""

    text: str


def hold(*, channel: str, address: str, lines: Sequence[Line], at: datetime, dialogue: Dialogue) -> bool:
    """Hold one conversation, a minute a message; False where it was held before. Nothing is sent to anybody."""
    if Conversation.objects.filter(channel=channel, sender_key__in=sender_keys(channel, address)).exists():
        return False
    bind_dialogue(dialogue)
    name = sha256(f"{channel}:{address}".encode()).hexdigest()[:12]
    for number, line in enumerate(lines):
        moment = at + timedelta(minutes=number)
        told = Arrival(channel, f"contoh:{name}:{number}", address, sent_at=moment, text=line.text)
        for conversation in receive(arrivals=[told], at=moment):
            Inbound.objects.filter(conversation=conversation).update(due_at=moment)
            while take_turn(conversation_id=conversation, at=moment):
                pass
            said = Outbound.objects.filter(conversation=conversation, sent_at__isnull=True)
            said.update(sent_at=moment, status="READ")
            Conversation.objects.filter(pk=conversation).update(last_out_at=moment)
    return True
