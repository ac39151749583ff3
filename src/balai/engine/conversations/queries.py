"""Questions about conversations."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from balai.engine.conversations.models import ChannelCount, Conversation, Outbound, Tie
from balai.engine.conversations.ports import bound
from balai.engine.conversations.rules import merged
from balai.engine.conversations.terms import (
    CHANNEL_LABELS,
    COUNTED_LABELS,
    DEFAULT_KEPT,
    DEFAULT_LIMITS,
    FORGOTTEN,
    KEPT,
    LIMITS,
    SETTLE,
    SETTLE_SECONDS,
    Counted,
)
from balai.engine.notices.public import Recipient
from balai.engine.parameters.public import value


def settle(at: datetime) -> float:
    """Seconds that a message waits for earlier ones that were overtaken on the way."""
    return value(SETTLE, on=timezone.localdate(at), default=SETTLE_SECONDS)


def limits(at: datetime) -> dict[str, int]:
    """`sender_per_hour`, `channel_per_minute`."""
    return merged(DEFAULT_LIMITS, value(LIMITS, on=timezone.localdate(at), default=None))


def kept(at: datetime) -> dict[str, int]:
    """`memory_hours`, `words_days`, `address_days`."""
    return merged(DEFAULT_KEPT, value(KEPT, on=timezone.localdate(at), default=None))


def recipients_of(kind: str, numbers: Collection[int]) -> dict[int, list[Recipient]]:
    """Whom news of records goes to by chat, by number of the record. Who said STOP gets none."""
    found: dict[int, list[Recipient]] = {}
    rows = Tie.objects.filter(
        subject_kind=kind, subject_id__in=list(numbers), conversation__stopped_at__isnull=True
    ).exclude(conversation__sender_key__startswith=FORGOTTEN)
    for number, conversation in rows.values_list("subject_id", "conversation_id"):
        found.setdefault(number, []).append(Recipient(chat=str(conversation)))
    return found


def subjects_of(conversation: Conversation, kind: str) -> list[int]:
    """The records of a kind that a conversation concerns, the newest first."""
    rows = Tie.objects.filter(conversation=conversation, subject_kind=kind)
    return list(rows.order_by("-at", "-pk").values_list("subject_id", flat=True))


def waiting_count(user: Any) -> int:
    """How many conversations wait for a person."""
    return Conversation.objects.filter(waiting_since__isnull=False).count()


def conversations(*, heap: str = "", channel: str = "") -> QuerySet[Conversation]:
    """The conversations of a heap (`waiting`, `taken`, all of them), those that wait first."""
    rows = Conversation.objects.select_related("taken_by")
    if heap == "waiting":
        rows = rows.filter(waiting_since__isnull=False)
    elif heap == "taken":
        rows = rows.filter(taken_by__isnull=False)
    if channel:
        rows = rows.filter(channel=channel)
    return rows.order_by("-last_in_at", "-pk")


def thread(conversation: Conversation, *, most: int = 200) -> list[dict[str, Any]]:
    """What was said by both sides, the oldest first."""
    heard = [
        {
            "at": row.sent_at,
            "ours": False,
            "told": row.told,
            "photos": [p for p in row.photos if p],
            "row": row,
        }
        for row in conversation.heard.order_by("-pk")[:most]
    ]
    said = [
        {"at": row.created_at, "ours": True, "told": row.told, "photos": [], "row": row}
        for row in conversation.said.select_related("by").order_by("-pk")[:most]
    ]
    return sorted([*heard, *said], key=lambda item: (item["at"], item["ours"]))[-most:]


def channel_states(*, at: datetime) -> list[dict[str, Any]]:
    """How each channel stands: connected, last message in and out, and what was counted in seven days."""
    latest = {
        row["channel"]: row
        for row in Conversation.objects.values("channel").annotate(
            last_in=Max("last_in_at"), last_out=Max("last_out_at"), people=Count("pk")
        )
    }
    open_rows = Q(sent_at__isnull=True)
    outbox = {
        row["conversation__channel"]: row
        for row in Outbound.objects.filter(open_rows)
        .values("conversation__channel")
        .annotate(
            waiting=Count("pk", filter=Q(failed_at__isnull=True)),
            failed=Count("pk", filter=Q(failed_at__isnull=False)),
        )
    }
    counts: dict[tuple[str, str], int] = {}
    since = timezone.localdate(at).toordinal() - 6
    for row in ChannelCount.objects.filter(day__gte=timezone.localdate(at).fromordinal(since)):
        counts[row.channel, row.what] = counts.get((row.channel, row.what), 0) + row.amount
    none: dict[str, Any] = {}
    return [
        {
            "code": code.value,
            "label": label,
            "is_bound": bound(code) is not None,
            "last_in": latest.get(code, none).get("last_in"),
            "last_out": latest.get(code, none).get("last_out"),
            "people": latest.get(code, none).get("people", 0),
            "waiting": outbox.get(code, none).get("waiting", 0),
            "failed": outbox.get(code, none).get("failed", 0),
            "counts": [
                (COUNTED_LABELS[what], counts[code, what]) for what in Counted if (code, what) in counts
            ],
        }
        for code, label in CHANNEL_LABELS.items()
    ]


def latest_errors(*, most: int = 20) -> list[Outbound]:
    """What was given up, the latest first."""
    rows = Outbound.objects.filter(failed_at__isnull=False, sent_at__isnull=True)
    return list(rows.select_related("conversation").order_by("-failed_at")[:most])
