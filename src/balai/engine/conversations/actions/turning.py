"""One turn of a conversation: the next message is answered, exactly once.

The turn number of the conversation is the fence. Whatever a turn does - the report that it files, what it says, what the
dialogue remembers, the mark on the message - is one transaction: killed before its end, nothing of it has happened, and
the message has its turn again. Photos are fetched before, outside of it.
"""

import json
import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from balai.engine.conversations import rules
from balai.engine.conversations.actions.saying import say
from balai.engine.conversations.models import Conversation, Inbound
from balai.engine.conversations.ports import Heard, MediaAway, MediaGone, Reply, bound, talk
from balai.engine.conversations.queries import kept
from balai.engine.conversations.terms import MOST_TRIES, PARTS_SECONDS, Ignored
from balai.engine.conversations.words import BROKEN, STARTED, STOPPED, said_to
from balai.engine.documents import public as documents
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused

log = logging.getLogger(__name__)


def take_turn(*, conversation_id: int, at: datetime) -> bool:
    """Answer the next message whose time has come; False when there is none. Raises MediaAway while photos cannot be
    fetched, and whatever the dialogue raises: then nothing has happened, and the next try counts as another."""
    conversation = Conversation.objects.get(pk=conversation_id)
    message = _next(conversation, at)
    if message is None:
        return False
    Inbound.objects.filter(pk=message.pk).update(attempts=F("attempts") + 1)
    tries = message.attempts + 1
    lost = _fetch_photos(message, give_up=tries >= MOST_TRIES, at=at)
    with transaction.atomic():
        mine = Conversation.objects.filter(pk=conversation.pk, turn=conversation.turn)
        if not mine.update(turn=F("turn") + 1):
            return True
        if tries > MOST_TRIES:
            _bury(conversation, message, at)
        else:
            _answer(conversation, message, lost, at)
    return True


def _next(conversation: Conversation, at: datetime) -> Inbound | None:
    """The earliest message that is not answered; it waits a little for earlier ones that were overtaken."""
    waiting = Inbound.objects.filter(conversation=conversation, handled_at__isnull=True, due_at__lte=at)
    found = waiting.order_by("sent_at", "sequence", "pk").first()
    if found is not None and found.part_of:
        return _first_part(found, at)
    return found


def _parts(message: Inbound) -> list[Inbound]:
    """All parts of a long SMS that are there and not answered, in their order."""
    same = Inbound.objects.filter(
        conversation=message.conversation_id, part_of=message.part_of, handled_at__isnull=True
    )
    return list(same.order_by("part", "pk"))


def _first_part(found: Inbound, at: datetime) -> Inbound | None:
    """The first part once all are there, or once the others have been waited for long enough."""
    parts = _parts(found)
    is_whole = len({part.part for part in parts}) >= found.parts
    waited = at - min(part.received_at for part in parts) >= timedelta(seconds=PARTS_SECONDS)
    return parts[0] if is_whole or waited else None


def _fetch_photos(message: Inbound, *, give_up: bool, at: datetime) -> int:
    """Keep the photos that the provider holds; each is fetched once. Returns how many cannot be had."""
    names, lost = message.told.get("media", []), 0
    for name in names[len(message.photos) :]:
        photo = _fetched(message.channel, name, give_up=give_up, at=at)
        row = documents.store_photo(upload=photo, kind="REPORT", by=CITIZEN, at=at) if photo else None
        # Nought stands for one that cannot be had, so that places are kept.
        message.photos = [*message.photos, row.pk if row else 0]
        message.save(update_fields=["photos"])
    lost = sum(number == 0 for number in message.photos)
    return lost


def _fetched(channel: str, name: str, *, give_up: bool, at: datetime) -> documents.PreparedPhoto | None:
    carrier = bound(channel)
    if carrier is None:
        return None
    try:
        return documents.prepare_photo(upload=carrier.fetch(name), at=at)
    except (MediaGone, Refused) as error:
        log.info("photo of %s not kept: %s", channel, type(error).__name__)
    except MediaAway:
        if not give_up:
            raise
    return None


def _answer(conversation: Conversation, message: Inbound, lost: int, at: datetime) -> None:
    told = message.told
    conversation.turn += 1
    text, masked = _whole_text(message)
    heard = Heard(
        number=message.pk,
        text=text,
        at=message.sent_at,
        latitude=told.get("latitude"),
        longitude=told.get("longitude"),
        photos=tuple(number for number in message.photos if number),
        lost_photos=lost,
        is_late=bool(conversation.heard_until and message.sent_at < conversation.heard_until),
        masked=masked,
        is_sure=told.get("sure", True),
    )
    memory = {} if rules.spent(conversation.memory_until, at) else conversation.remembered
    replies = _wished(conversation, heard, at)
    if replies is None and conversation.taken_by_id is None:
        replies = list(talk(conversation=conversation, heard=heard, memory=memory, at=at))
    for place, reply in enumerate(replies or []):
        say(
            conversation=conversation,
            reply=reply,
            reference=f"turn:{message.pk}:{place}",
            at=at,
            answers=message,
        )
    _finish(conversation, message, memory, at)


def _whole_text(message: Inbound) -> tuple[str, bool]:
    """The words, joined with those of the other parts, which count as answered with it; and whether a number of sixteen
    digits was taken out of them."""
    if not message.part_of:
        return message.told.get("text", ""), message.told.get("masked", False)
    parts = _parts(message)
    others = [part.pk for part in parts if part.pk != message.pk]
    Inbound.objects.filter(pk__in=others).update(handled_at=message.received_at, ignored=Ignored.JOINED)
    text, masked = rules.without_sixteen("".join(part.told.get("text", "") for part in parts))
    return text, masked or any(part.told.get("masked") for part in parts)


def _wished(conversation: Conversation, heard: Heard, at: datetime) -> list[Reply] | None:
    """STOP and MULAI are understood in every state, also while a person has taken over."""
    wish = rules.wish_of(heard.text)
    if wish is rules.Wish.STOP:
        conversation.stopped_at = at
        return [Reply(said_to(conversation, STOPPED))]
    if wish is rules.Wish.START:
        conversation.stopped_at = None
        return [Reply(said_to(conversation, STARTED))]
    return None


def _finish(conversation: Conversation, message: Inbound, memory: dict, at: datetime) -> None:
    Inbound.objects.filter(pk=message.pk).update(handled_at=at)
    if conversation.taken_by_id is not None and conversation.waiting_since is None:
        conversation.waiting_since = at
    conversation.memory = json.dumps(memory, ensure_ascii=False) if memory else ""
    conversation.memory_until = at + timedelta(hours=kept(at)["memory_hours"]) if memory else None
    conversation.heard_until = max(conversation.heard_until or message.sent_at, message.sent_at)
    conversation.save(
        update_fields=["memory", "memory_until", "heard_until", "stopped_at", "language", "waiting_since"]
    )


def _bury(conversation: Conversation, message: Inbound, at: datetime) -> None:
    """A message that cannot be answered does not hold up the others: a person looks at it."""
    log.error("message %s of %s could not be answered", message.pk, conversation.channel)
    Inbound.objects.filter(pk=message.pk).update(handled_at=at, ignored=Ignored.BROKEN)
    Conversation.objects.filter(pk=conversation.pk).update(waiting_since=at)
    say(
        conversation=conversation,
        reply=Reply(said_to(conversation, BROKEN)),
        reference=f"turn:{message.pk}:broken",
        at=at,
        answers=message,
    )


def stuck(*, at: datetime, limit: int = 200) -> list[int]:
    """Conversations with a message that has waited for more than a minute: their job is dead or was lost."""
    old = Inbound.objects.filter(handled_at__isnull=True, due_at__lt=at - timedelta(minutes=1))
    return list(old.values_list("conversation", flat=True).distinct()[:limit])
