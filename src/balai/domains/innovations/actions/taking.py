"""Events that other applications send: taken in batches with the key of their source, each exactly once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.counting import add_days, day_sums, keep_events
from balai.domains.innovations.models import Liveness, RefusedEvent, UsageSource
from balai.domains.innovations.rules.events import ID_LIMIT, MOST_AT_ONCE, Event, Fault, read_events
from balai.domains.innovations.terms import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.kits.crypto import blind_indexes

SAID_LIMIT = 500
# Of what was refused so many of a batch are kept; a program that sends nonsense repeats it anyway.
KEPT_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: how many were new, the ids of those known already, how many came late (from a day before the
    last measurement), and the faults of the rest."""

    new: int
    known: list[str]
    late: int
    faults: list[Fault]


def source_of_key(key: str) -> UsageSource | None:
    """The source that this key belongs to, open or closed."""
    if not key:
        return None
    fingers = blind_indexes(key)
    found = UsageSource.objects.select_related("innovation").filter(key_index__in=fingers).first()
    if found is not None and found.key_index != fingers[0]:
        # The key itself is nowhere kept: when fingerprints get a new key, a source is written again as it speaks.
        UsageSource.objects.filter(pk=found.pk).update(key_index=fingers[0])
    return found


@transaction.atomic
def take_events(*, source: UsageSource, rows: list[Any], at: datetime) -> Taken:
    """Take a batch of events of an application. The good ones are kept; the others are named and set aside as they came. The
    same twice counts once; a late one counts on its own day, and what was derived from that time is derived again.

    One entry in the journal per batch that brought something new. Raises Refused BATCH_TOO_LARGE; Conflict SOURCE_CLOSED.
    """
    if not source.is_active:
        raise Conflict("SOURCE_CLOSED", "Sumber ini sudah ditutup. Minta kunci yang baru kepada pengampunya.")
    if len(rows) > MOST_AT_ONCE:
        raise Refused(
            "BATCH_TOO_LARGE",
            "Paling banyak {most} kejadian sekali kirim.",
            most=MOST_AT_ONCE,
            field="events",
        )
    events, faults = read_events(rows, now=at)
    fresh = keep_events(source.pk, events, at=at)
    late = _recount(source, fresh) if fresh else 0
    if fresh:
        add_days(day_sums(source.innovation_id, source.quality, fresh))
        data = {"source": source.pk, "events": len(fresh), "late": late}
        subject, by = ("innovation", source.innovation_id), Actor("APPLICATION")
        journal.append(code=Act.USAGE_TAKEN, subject=subject, by=by, at=at, data=data)
    _set_aside(source, rows, faults, at)
    new = {event.event_id for event in fresh}
    return Taken(len(fresh), [one.event_id for one in events if one.event_id not in new], late, faults)


def _recount(source: UsageSource, fresh: Sequence[Event]) -> int:
    """How many are of a day that has been measured already; the first windows are then counted anew at the next measurement."""
    measured = Liveness.objects.filter(innovation_id=source.innovation_id).first()
    if measured is None:
        return 0
    day = timezone.localdate(measured.measured_at)
    late = sum(timezone.localdate(event.at) < day for event in fresh)
    if late and measured.baseline is not None:
        Liveness.objects.filter(pk=measured.pk).update(baseline=None)
    return late


def _set_aside(source: UsageSource, rows: list[Any], faults: Sequence[Fault], at: datetime) -> None:
    kept = faults[:KEPT_AT_ONCE]
    RefusedEvent.objects.bulk_create(
        [
            RefusedEvent(
                source=source,
                code=fault.code,
                event_id=id_of(rows[fault.index])[:ID_LIMIT],
                said=_said(rows[fault.index]),
                received_at=at,
            )
            for fault in kept
        ],
        ignore_conflicts=True,
    )


def _said(row: Any) -> str:
    """What was sent, as far as a table can keep it."""
    return _kept(json.dumps(row, ensure_ascii=False, default=str)[:SAID_LIMIT].replace("\\u0000", ""))


def id_of(row: Any) -> str:
    """The sender's own id of an event, as far as it has one."""
    return _kept(str(row.get("id") or "")) if isinstance(row, dict) else ""


def _kept(text: str) -> str:
    return text.replace("\0", "").encode(errors="replace").decode()
