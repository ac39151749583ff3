"""Laying a ban and lifting it."""

from datetime import datetime, timedelta

from django.db import transaction

from balai.engine.gate.models import Ban, Trace
from balai.engine.gate.terms import LONGEST_BAN_DAYS, Act, Kind, Reason
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.ids import new_tracking_code
from balai.foundation.text import clean_text


@transaction.atomic
def ban(
    *,
    kind: str,
    digest: str,
    reason: str,
    days: int,
    note: str = "",
    case_number: int | None = None,
    by: Actor,
    at: datetime,
) -> Ban:
    """Close the doors to a digest for so many days. Raises Refused KIND_UNKNOWN, REASON_UNKNOWN, DAYS_INVALID; Conflict BANNED_ALREADY."""
    if kind not in Kind.__members__:
        raise Refused("KIND_UNKNOWN", "Pilih apa yang ditutup.", field="trace")
    if reason not in Reason.__members__:
        raise Refused("REASON_UNKNOWN", "Pilih alasannya.", field="reason")
    if not 1 <= days <= LONGEST_BAN_DAYS:
        raise Refused("DAYS_INVALID", "Lamanya 1 sampai {most} hari.", field="days", most=LONGEST_BAN_DAYS)
    if Ban.objects.filter(subject=digest, lifted_at__isnull=True, expires_at__gt=at).exists():
        raise Conflict("BANNED_ALREADY", "Pengirim ini sudah ditutup. Lihat daftarnya.")
    row = Ban.objects.create(
        kind=kind,
        subject=digest,
        reason=reason,
        note=clean_text(note, field="note", label="Catatan", minimum=0, maximum=500),
        code=new_tracking_code(),
        case_number=case_number,
        by_id=by.user_id,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    data = {"kind": kind, "reason": reason, "days": days, "case": case_number}
    journal.append(code=Act.BANNED, subject=("ban", row.pk), by=by, at=at, data=data)
    return row


def ban_trace(*, trace_id: int, reason: str, days: int, note: str = "", by: Actor, at: datetime) -> Ban:
    """Ban what a record was sent from. Raises NotFound TRACE_UNKNOWN, and as `ban`."""
    trace = Trace.objects.filter(pk=trace_id).first()
    if trace is None:
        raise NotFound("TRACE_UNKNOWN", "Jejak kiriman ini sudah dihapus.", field="trace")
    number = trace.subject_id if trace.subject_kind == "case" else None
    return ban(
        kind=trace.kind,
        digest=trace.digest,
        reason=reason,
        days=days,
        note=note,
        case_number=number,
        by=by,
        at=at,
    )


@transaction.atomic
def lift(*, ban_id: int, by: Actor, at: datetime) -> Ban:
    """Open the doors again before the end. Raises Conflict BAN_OVER."""
    row = Ban.objects.select_for_update().filter(pk=ban_id).first()
    if row is None or row.lifted_at is not None or row.expires_at <= at:
        raise Conflict("BAN_OVER", "Penutupan ini sudah berakhir.")
    row.lifted_at, row.lifted_by_id = at, by.user_id
    row.save(update_fields=["lifted_at", "lifted_by"])
    journal.append(code=Act.LIFTED, subject=("ban", row.pk), by=by, at=at)
    return row
