"""What is kept no longer than wanted: words, then the way to reach somebody."""

from datetime import datetime, timedelta

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from balai.engine.conversations.models import Conversation, Inbound, Outbound
from balai.engine.conversations.queries import kept
from balai.engine.conversations.terms import FORGOTTEN


def forget(*, at: datetime) -> int:
    """Blank words of messages, what dialogues remember, and addresses nobody wrote from for long; returns how many rows.

    Rows stay, so that a message which is brought again is still known.
    """
    spans = kept(at)
    words = at - timedelta(days=spans["words_days"])
    silent = at - timedelta(days=spans["address_days"])
    old = Inbound.objects.filter(received_at__lt=words, handled_at__isnull=False)
    gone = old.exclude(photos=[]).update(photos=[])
    # A window of a week: the task runs daily, and a week of standstill is made up for.
    week = timedelta(days=7)
    gone += old.filter(received_at__gte=words - week).update(content="")
    said = Outbound.objects.filter(created_at__lt=words, created_at__gte=words - week)
    gone += said.filter(sent_at__isnull=False).update(content="")
    gone += Conversation.objects.filter(memory_until__lt=at).update(memory="", memory_until=None)
    return gone + _forget_address(
        Conversation.objects.filter(last_in_at__lt=silent, last_in_at__gte=silent - week)
    )


def _forget_address(rows: QuerySet[Conversation]) -> int:
    return rows.update(address="", sender_key=Concat(Value(FORGOTTEN), Cast("pk", CharField())))


def forget_conversation(*, conversation_id: int) -> None:
    """Address and words of one conversation: its person asked for it. Messages that wait are not sent any more."""
    rows = Conversation.objects.filter(pk=conversation_id)
    _forget_address(rows)
    rows.update(memory="", memory_until=None)
    Inbound.objects.filter(conversation=conversation_id).update(content="", photos=[])
    Outbound.objects.filter(conversation=conversation_id, sent_at__isnull=False).update(content="")


def forget_words(*, conversation: Conversation, first: int) -> int:
    """Blank what somebody wrote from the message `first` on, and what we repeated of it: it was not meant for this way."""
    heard = Inbound.objects.filter(conversation=conversation, pk__gte=first)
    blank = heard.update(content="", photos=[])
    return blank + Outbound.objects.filter(answers__in=heard, sent_at__isnull=False).update(content="")
