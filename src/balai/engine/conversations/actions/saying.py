"""Putting a message into the outbox, inside the transaction of what it tells of."""

import json
from datetime import datetime
from typing import Any

from balai.engine.conversations.models import Conversation, Inbound, Outbound, Tie
from balai.engine.conversations.ports import Reply
from balai.engine.conversations.recognising import visitor_of
from balai.engine.gate import public as gate


def say(
    *,
    conversation: Conversation,
    reply: Reply,
    reference: str,
    at: datetime,
    answers: Inbound | None = None,
    by_id: int | None = None,
) -> bool:
    """Say something once: the same `reference` again is no second message. Returns whether it is new."""
    told: dict[str, Any] = {
        "text": reply.text,
        "short": reply.short,
        "choices": [list(choice) for choice in reply.choices],
        "asks_place": reply.asks_place,
    }
    _row, is_new = Outbound.objects.get_or_create(
        reference=reference,
        defaults={
            "conversation": conversation,
            "answers": answers,
            "content": json.dumps(told, ensure_ascii=False),
            "by_id": by_id,
            "created_at": at,
            "due_at": at,
        },
    )
    if is_new and reply.about:
        tie(conversation=conversation, subject=reply.about, at=at)
        visitor = visitor_of(conversation.channel, conversation.address)
        gate.note(subject=reply.about, visitor=visitor, at=at)
    return is_new


def tie(*, conversation: Conversation, subject: tuple[str, int], at: datetime) -> None:
    """News of a record goes to this conversation from now on."""
    kind, number = subject
    Tie.objects.get_or_create(
        conversation=conversation, subject_kind=kind, subject_id=number, defaults={"at": at}
    )
