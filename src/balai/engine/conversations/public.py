"""The front door of conversations: bind a channel, bind who talks, bring what came, tell somebody."""

from balai.engine.conversations.actions.counting import count
from balai.engine.conversations.actions.forgetting import forget_words
from balai.engine.conversations.actions.saying import say, tie
from balai.engine.conversations.models import Conversation
from balai.engine.conversations.ports import (
    Arrival,
    Batch,
    Carrier,
    Heard,
    Media,
    MediaAway,
    MediaGone,
    Parcel,
    Receipt,
    Reply,
    bind,
    bind_dialogue,
    bound,
)
from balai.engine.conversations.queries import recipients_of, subjects_of
from balai.engine.conversations.recognising import visitor_of
from balai.engine.conversations.tasks import accept
from balai.engine.conversations.terms import ChannelCode, Counted
from balai.engine.conversations.webhooks import answer_webhook

__all__ = [
    "Arrival",
    "Batch",
    "Carrier",
    "ChannelCode",
    "Conversation",
    "Counted",
    "Heard",
    "Media",
    "MediaAway",
    "MediaGone",
    "Parcel",
    "Receipt",
    "Reply",
    "accept",
    "answer_webhook",
    "bind",
    "bind_dialogue",
    "bound",
    "count",
    "forget_words",
    "recipients_of",
    "say",
    "subjects_of",
    "tie",
    "visitor_of",
]
