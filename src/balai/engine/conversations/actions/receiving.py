"""Keeping what comes from outside: once per message of the provider, before anybody answers it."""

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from balai.engine.conversations import rules
from balai.engine.conversations.actions.counting import count
from balai.engine.conversations.actions.saying import say
from balai.engine.conversations.models import Conversation, Inbound, Outbound
from balai.engine.conversations.ports import Arrival, Receipt, Reply
from balai.engine.conversations.queries import limits, settle
from balai.engine.conversations.recognising import sender_key, sender_keys, visitor_of
from balai.engine.conversations.terms import LONGEST_TEXT, MOST_MEDIA, Counted, Ignored
from balai.engine.conversations.words import TOO_OFTEN, said_to
from balai.engine.documents import public as documents
from balai.engine.gate import public as gate
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused
from balai.foundation.text import readable
from balai.kits.http.throttle import throttle_name
from balai.kits.ui.words import said_refusal

log = logging.getLogger(__name__)


def receive(*, arrivals: Iterable[Arrival], at: datetime) -> list[int]:
    """Keep messages; returns the conversations that have a new one. A repeated message changes nothing.

    Raises TooOften when the channel as a whole brings more than the region wants: nothing is kept then, and a provider
    brings it again later.
    """
    new: list[int] = []
    for arrival in arrivals:
        throttle_name(f"channel:{arrival.channel}", limit=limits(at)["channel_per_minute"], seconds=60)
        is_known = Inbound.objects.filter(
            channel=arrival.channel, provider_id=arrival.provider_id[:190]
        ).exists()
        # Photos that came along are decoded before anything is locked.
        photos = [] if is_known else _prepared(arrival, at)
        conversation = None if is_known else _keep(arrival, photos, at)
        if conversation is not None:
            new.append(conversation)
            count(channel=arrival.channel, what=Counted.RECEIVED, at=at)
        else:
            count(channel=arrival.channel, what=Counted.REPEATED, at=at)
    return new


def _prepared(arrival: Arrival, at: datetime) -> list[documents.PreparedPhoto]:
    found = []
    for media in arrival.media[:MOST_MEDIA]:
        if media.content is not None:
            try:
                found.append(documents.prepare_photo(upload=media.content, at=at))
            except Refused as refusal:
                log.info("photo of %s not kept: %s", arrival.channel, refusal.code)
    return found


@transaction.atomic
def _keep(arrival: Arrival, photos: list[documents.PreparedPhoto], at: datetime) -> int | None:
    """The conversation of a new message; None for one that is there already."""
    conversation = _conversation(arrival, at)
    wait = timedelta(seconds=settle(at))
    # A clock of the provider that runs ahead must not put a message behind those to come.
    sent_at = min(arrival.sent_at, at)
    message, is_new = Inbound.objects.get_or_create(
        channel=arrival.channel,
        provider_id=arrival.provider_id[:190],
        defaults={
            "conversation": conversation,
            "content": _content(arrival),
            "sent_at": sent_at,
            "sequence": arrival.sequence,
            "received_at": at,
            "due_at": at + wait,
            **_part(arrival),
        },
    )
    if not is_new:
        return None
    for photo in photos:
        row = documents.store_photo(upload=photo, kind="REPORT", by=CITIZEN, at=at)
        message.photos = [*message.photos, row.pk]
    if photos:
        message.save(update_fields=["photos"])
    Conversation.objects.filter(pk=conversation.pk).update(last_in_at=at, address=arrival.sender)
    gate.note(
        subject=("conversation", conversation.pk), visitor=visitor_of(arrival.channel, arrival.sender), at=at
    )
    if _is_banned(conversation, message, arrival, at):
        return conversation.pk
    if _is_flood(conversation, at):
        Inbound.objects.filter(pk=message.pk).update(handled_at=at, ignored=Ignored.TOO_OFTEN)
        count(channel=arrival.channel, what=Counted.DROPPED, at=at)
        hour = timezone.localtime(at).strftime("%Y%m%d%H")
        say(
            conversation=conversation,
            reply=Reply(said_to(conversation, TOO_OFTEN)),
            reference=f"flood:{conversation.pk}:{hour}",
            at=at,
        )
    return conversation.pk


def _conversation(arrival: Arrival, at: datetime) -> Conversation:
    # While keys of fingerprints are changed, somebody may still be known by the old one.
    known = Conversation.objects.filter(
        channel=arrival.channel, sender_key__in=sender_keys(arrival.channel, arrival.sender)
    ).first()
    if known is not None:
        return known
    key = sender_key(arrival.channel, arrival.sender)
    return Conversation.objects.get_or_create(
        channel=arrival.channel,
        sender_key=key,
        defaults={"address": arrival.sender, "started_at": at},
    )[0]


def _is_banned(conversation: Conversation, message: Inbound, arrival: Arrival, at: datetime) -> bool:
    """Whoever is shut out is told so once for each ban, and not heard."""
    visitor = visitor_of(arrival.channel, arrival.sender)
    try:
        gate.stop_banned(visitor, at)
    except gate.Banned as refusal:
        Inbound.objects.filter(pk=message.pk).update(handled_at=at, ignored=Ignored.BANNED)
        with override(conversation.language):
            words = said_refusal(refusal)
        reference = f"ban:{refusal.appeal_code}:{conversation.pk}"
        say(conversation=conversation, reply=Reply(words), reference=reference, at=at)
        return True
    return False


def _is_flood(conversation: Conversation, at: datetime) -> bool:
    since = at - timedelta(hours=1)
    kept = Inbound.objects.filter(conversation=conversation, received_at__gt=since).count()
    return kept > limits(at)["sender_per_hour"]


def _part(arrival: Arrival) -> dict[str, Any]:
    if arrival.part is None or arrival.part[1] < 2:
        return {}
    name, many, which = arrival.part
    return {"part_of": name[:60], "parts": min(many, 32), "part": which}


def _content(arrival: Arrival) -> str:
    """What is kept: readable, bounded, and without numbers of sixteen digits."""
    text, masked = rules.without_sixteen(readable(arrival.text)[:LONGEST_TEXT])
    told = {
        "text": text,
        "latitude": arrival.latitude,
        "longitude": arrival.longitude,
        "media": [media.reference for media in arrival.media[:MOST_MEDIA] if media.content is None],
        "masked": masked,
        "sure": arrival.is_sure,
    }
    return json.dumps(told, ensure_ascii=False)


# What later news replaces: a phone that has read a message has also got it.
_RANKS = {"": 0, "SENT": 1, "DELIVERED": 2, "READ": 3, "FAILED": 4}


def note_receipts(*, receipts: Iterable[Receipt]) -> int:
    """Write down what a provider says of messages that we sent, whatever the order of its news; returns how many."""
    noted = 0
    for receipt in receipts:
        rank = _RANKS.get(receipt.status, 0)
        lower = [status for status, other in _RANKS.items() if other < rank]
        rows = Outbound.objects.filter(provider_id=receipt.provider_id, status__in=lower)
        more = {"last_error": receipt.error[:40]} if receipt.error else {}
        noted += rows.update(status=receipt.status, **more) if receipt.provider_id else 0
    return noted
