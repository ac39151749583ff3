"""Carrying the outbox out: claimed, sent outside of any transaction, marked; in the order of each conversation.

At least once, as with notices: a process that is killed between the provider's yes and the mark sends it again after its
lease. Both copies bear one reference, which carriers hand on where the provider can make use of it.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from balai.engine.conversations import rules
from balai.engine.conversations.models import Conversation, Outbound
from balai.engine.conversations.ports import Parcel, bound
from balai.engine.conversations.terms import BATCH, LEASE_SECONDS, MOST_TRIES
from balai.engine.notices.public import SendFailed

log = logging.getLogger(__name__)


def carry_due(*, at: datetime, limit: int = BATCH) -> int:
    """Send up to `limit` messages whose time has come; returns how many left."""
    rows = sorted(_claim(at=at, limit=limit), key=lambda row: (row.conversation.channel, row.pk))
    sent = 0
    for channel, group in groupby(rows, key=lambda row: row.conversation.channel):
        sent += _send_all(channel, list(group), at)
    return sent


def _claim(*, at: datetime, limit: int) -> list[Outbound]:
    """The oldest message of each conversation; those behind it wait until it has left or was given up."""
    open_rows = Outbound.objects.filter(sent_at__isnull=True, failed_at__isnull=True)
    earlier = open_rows.filter(conversation=OuterRef("conversation"), pk__lt=OuterRef("pk"))
    with transaction.atomic():
        due = open_rows.filter(due_at__lte=at).exclude(Exists(earlier)).order_by("due_at", "pk")
        keys = list(
            due.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:limit]
        )
        Outbound.objects.filter(pk__in=keys).update(
            attempts=F("attempts") + 1, due_at=at + timedelta(seconds=LEASE_SECONDS)
        )
    return list(Outbound.objects.filter(pk__in=keys).select_related("conversation", "answers"))


def _send_all(channel: str, rows: list[Outbound], at: datetime) -> int:
    carrier = bound(channel)
    if carrier is None:
        for row in rows:
            _record(row, SendFailed("NO_CHANNEL"), "", at)
        return 0
    sent = 0
    with carrier.session() as send:
        for place, row in enumerate(rows):
            failure, name = _sent(send, row, at)
            _record(row, failure, name, at)
            sent += failure is None
            if failure and failure.is_away:
                for other in rows[place + 1 :]:
                    _record(other, failure, "", at)
                break
    return sent


def _sent(send: Callable[[Parcel], str], row: Outbound, at: datetime) -> tuple[SendFailed | None, str]:
    conversation = row.conversation
    if not conversation.address:
        return SendFailed("ADDRESS_FORGOTTEN", is_permanent=True), ""
    told = row.told
    parcel = Parcel(
        reference=row.reference,
        address=conversation.address,
        text=told["text"],
        short=told.get("short", ""),
        choices=tuple((payload, label) for payload, label in told.get("choices", [])),
        asks_place=told.get("asks_place", False),
        answers=row.answers.provider_id if row.answers else "",
        is_late=rules.is_late(last_in=conversation.last_in_at, at=at),
    )
    try:
        return None, send(parcel)
    except SendFailed as failure:
        return failure, ""


def _record(row: Outbound, failure: SendFailed | None, name: str, at: datetime) -> None:
    """Mark what happened, unless somebody else claimed the message since (`attempts` is the fence)."""
    mine = Outbound.objects.filter(pk=row.pk, attempts=row.attempts, sent_at__isnull=True)
    if failure is None:
        mine.update(sent_at=at, provider_id=name[:190], status="SENT", last_error="")
        Conversation.objects.filter(pk=row.conversation_id).update(last_out_at=at)
        return
    log.warning("message %s by %s not sent: %s", row.pk, row.conversation.channel, failure.code)
    again = None if failure.is_permanent else rules.next_try(attempts=row.attempts, at=at, most=MOST_TRIES)
    if again is None:
        mine.update(failed_at=at, last_error=failure.code)
    else:
        mine.update(due_at=again, last_error=failure.code)
