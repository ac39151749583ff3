"""Sources of use: connected, silent, closed."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.registering import locked
from balai.domains.innovations.actions.stewards import note_steward_act
from balai.domains.innovations.models import SourceGap, UsageDay, UsageSource
from balai.domains.innovations.permissions import must_keep
from balai.domains.innovations.terms import FOLLOWER, MACHINE, OWN_CLAIM, Act, SourceKind
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text
from balai.kits.crypto import blind_index

QUALITY = {SourceKind.SERVICE: MACHINE, SourceKind.CASES: MACHINE, SourceKind.APPLICATION: MACHINE}
MOST_SILENT = 62


@transaction.atomic
def add_source(
    *, innovation_id: int, kind: str, label: str, reference: str = "", by: Actor, at: datetime
) -> tuple[UsageSource, str]:
    """Connect a source of use; for an application also its key, which is told this once and never again.

    Raises NotFound; Forbidden NOT_YOURS; Refused TEXT_…, SOURCE_REFERENCE.
    """
    row = locked(innovation_id)
    must_keep(by, row, on=timezone.localdate(at))
    label = clean_text(label, field="label", label="Nama sumber", minimum=3, maximum=200)
    if kind in {SourceKind.SERVICE, SourceKind.CASES} and not reference:
        raise Refused("SOURCE_REFERENCE", "Pilih layanan atau jenis kasus yang dihitung.", field="reference")
    key = secrets.token_urlsafe(24) if kind == SourceKind.APPLICATION else ""
    source = UsageSource.objects.create(
        innovation=row,
        kind=SourceKind(kind),
        reference=reference,
        label=label,
        quality=QUALITY.get(SourceKind(kind), OWN_CLAIM),
        key_index=blind_index(key) if key else "",
        created_at=at,
    )
    if kind in {SourceKind.SERVICE, SourceKind.CASES}:
        # What was served before counts too: the follower starts again, and counts no case twice.
        journal.rewind(FOLLOWER)
    data = {"kind": kind, "reference": reference, "source": source.pk}
    journal.append(code=Act.SOURCE_ADDED, subject=("innovation", row.pk), by=by, at=at, data=data)
    note_steward_act(innovation_id=row.pk, by=by, at=at)
    return source, key


@transaction.atomic
def close_source(*, source_id: int, by: Actor, at: datetime) -> None:
    """Take nothing more from it; what was counted stays. Twice is once. Raises NotFound; Forbidden."""
    source = source_row(source_id)
    must_keep(by, source.innovation, on=timezone.localdate(at))
    today = timezone.localdate(at)
    if UsageSource.objects.filter(pk=source_id, is_active=True).update(is_active=False):
        # From the next day on it is silent, not unused.
        SourceGap.objects.update_or_create(
            source=source,
            since=today + timedelta(days=1),
            defaults={"until": None, "reason": "Sumber ditutup.", "said_by_id": by.user_id, "said_at": at},
        )
        subject, data = ("innovation", source.innovation_id), {"source": source_id}
        journal.append(code=Act.SOURCE_CLOSED, subject=subject, by=by, at=at, data=data)


@transaction.atomic
def say_silent(
    *, source_id: int, since: date, until: date, reason: str, by: Actor, at: datetime
) -> SourceGap:
    """Say that a source told nothing on these days because it was closed or broken: holes, not zeros.

    Days on which it did tell something are no holes. Raises NotFound; Forbidden; Refused TEXT_…, GAP_DATES, GAP_LONG,
    GAP_FULL; Conflict GAP_KNOWN.
    """
    source, today = source_row(source_id), timezone.localdate(at)
    must_keep(by, source.innovation, on=today)
    reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=300)
    if since > until:
        raise Refused("GAP_DATES", "Hari terakhir tidak boleh sebelum hari pertama.", field="until")
    if (until - since).days >= MOST_SILENT or until > today + timedelta(days=MOST_SILENT):
        raise Refused(
            "GAP_LONG",
            "Paling lama {most} hari. Bila lebih lama, tutup sumbernya.",
            most=MOST_SILENT,
            field="until",
        )
    if UsageDay.objects.filter(
        innovation=source.innovation, day__range=(since, until), amount__gt=0
    ).exists():
        raise Refused("GAP_FULL", "Pada hari-hari itu ada pemakaian yang tercatat.", field="since")
    if source.gaps.filter(since__lte=until).exclude(until__lt=since).exists():
        raise Conflict("GAP_KNOWN", "Sebagian hari itu sudah dicatat tidak terukur.")
    gap = SourceGap.objects.create(
        source=source, since=since, until=until, reason=reason, said_by_id=by.user_id, said_at=at
    )
    data = {"source": source.pk, "since": since.isoformat(), "until": until.isoformat()}
    subject = ("innovation", source.innovation_id)
    journal.append(code=Act.SOURCE_SILENT, subject=subject, by=by, at=at, data=data)
    return gap


def source_row(source_id: int) -> UsageSource:
    """The source with its innovation. Raises NotFound SOURCE_UNKNOWN."""
    source = UsageSource.objects.select_related("innovation").filter(pk=source_id).first()
    if source is None:
        raise NotFound("SOURCE_UNKNOWN", "Sumber ini tidak ada.")
    return source
