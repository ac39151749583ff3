"""What conversations hold of people, and how their fingerprints are written again."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from balai.engine.conversations.actions.forgetting import forget_conversation
from balai.engine.conversations.models import Conversation
from balai.engine.conversations.recognising import sender_keys, sender_text
from balai.engine.conversations.terms import ChannelCode
from balai.engine.data_subjects.public import (
    Fact,
    Holding,
    IndexColumn,
    Person,
    Record,
    register_holding,
    register_index,
)
from balai.foundation.actor import Actor

KIND = "conversations.Conversation"
_BY_PHONE = (ChannelCode.WHATSAPP, ChannelCode.SMS)


def find(who: Person) -> Iterable[int]:
    keys: list[str] = []
    if who.phone:
        keys += [key for channel in _BY_PHONE for key in sender_keys(channel, who.phone)]
    if who.email:
        keys += sender_keys(ChannelCode.EMAIL, who.email)
    return Conversation.objects.filter(sender_key__in=keys).values_list("pk", flat=True)


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in Conversation.objects.filter(pk__in=rows).order_by("pk"):
        words = [one.told.get("text", "") for one in row.heard.order_by("pk")]
        facts = [Fact("Alamat", row.address), Fact("Yang Anda tulis", "\n".join(filter(None, words)))]
        yield Record(KIND, row.pk, f"Percakapan lewat {row.channel_label}", row.started_at, facts)


def erase(row_id: int, by: Actor, at: datetime) -> None:
    """Address and words go; that there was a conversation stays, so that nothing is answered twice."""
    forget_conversation(conversation_id=row_id)


def _text(row: Conversation) -> str | None:
    return sender_text(row.channel, row.address) if row.address else None


def register() -> None:
    """For `apps.ready()`."""
    register_holding(Holding(KIND, "CONVERSATIONS", "Percakapan", find, show, erase=erase))
    gone = "Percakapan yang alamatnya sudah dihapus tidak dikenali lagi; yang menulis lagi memulai percakapan baru."
    register_index(IndexColumn(KIND, "sender_key", _text, fades=gone))
