"""Sources of use, and use itself: events of applications, tallies that two people sign."""

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.innovations.actions.counting import add_days, day_sums, keep_events
from balai.domains.innovations.actions.registering import locked
from balai.domains.innovations.actions.stewards import note_steward_act
from balai.domains.innovations.models import Tally, UsageSource
from balai.domains.innovations.permissions import must_keep
from balai.domains.innovations.rules.events import MOST_AMOUNT, MOST_AT_ONCE, Fault, read_events
from balai.domains.innovations.terms import FOLLOWER, MACHINE, OWN_CLAIM, THIRD_PARTY, Act, SourceKind
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text
from balai.kits.crypto import blind_index

QUALITY = {SourceKind.SERVICE: MACHINE, SourceKind.CASES: MACHINE, SourceKind.APPLICATION: MACHINE}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: events that were new, that were known already, and the faults of the rest."""

    new: int
    known: int
    faults: list[Fault]


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
    source = _source(source_id)
    must_keep(by, source.innovation, on=timezone.localdate(at))
    if UsageSource.objects.filter(pk=source_id, is_active=True).update(is_active=False):
        subject, data = ("innovation", source.innovation_id), {"source": source_id}
        journal.append(code=Act.SOURCE_CLOSED, subject=subject, by=by, at=at, data=data)


def source_of_key(key: str) -> UsageSource | None:
    """The open source that this key belongs to."""
    if not key:
        return None
    return (
        UsageSource.objects.select_related("innovation")
        .filter(key_index=blind_index(key), is_active=True)
        .first()
    )


@transaction.atomic
def take_events(*, source: UsageSource, rows: list[Any], at: datetime) -> Taken:
    """Take a batch of events of an application. The good ones are kept, the others named; the same twice counts once.

    One entry in the journal per batch that brought something new. Raises Refused BATCH_TOO_LARGE.
    """
    if len(rows) > MOST_AT_ONCE:
        raise Refused(
            "BATCH_TOO_LARGE",
            "Paling banyak {most} kejadian sekali kirim.",
            most=MOST_AT_ONCE,
            field="events",
        )
    events, faults = read_events(rows, now=at)
    fresh = keep_events(source.pk, events, at=at)
    if fresh:
        add_days(day_sums(source.innovation_id, source.quality, fresh))
        data = {"source": source.pk, "events": len(fresh)}
        subject, by = ("innovation", source.innovation_id), Actor("APPLICATION")
        journal.append(code=Act.USAGE_TAKEN, subject=subject, by=by, at=at, data=data)
    return Taken(len(fresh), len(rows) - len(faults) - len(fresh), faults)


def record_tally(
    *, source_id: int, day: date, amount: int, unit: str = "", note: str = "", by: Actor, at: datetime
) -> Tally:
    """Write down how many came. A second count of the same day and unit corrects the first, which stays.

    It is an own claim until somebody else countersigns. Raises NotFound; Forbidden; Refused TALLY_…; Conflict.
    """
    try:
        with transaction.atomic():
            return _tallied(_source(source_id), day, amount, unit.strip()[:80], note[:2000], by=by, at=at)
    except IntegrityError as error:
        raise Conflict(
            "TALLY_TAKEN", "Baru saja ada yang mencatat hari yang sama. Muat ulang halamannya."
        ) from error


def _tallied(
    source: UsageSource, day: date, amount: int, unit: str, note: str, *, by: Actor, at: datetime
) -> Tally:
    today = timezone.localdate(at)
    must_keep(by, source.innovation, on=today)
    if source.kind != SourceKind.TALLY or not source.is_active:
        raise Refused("TALLY_CLOSED", "Sumber ini tidak menerima hitungan.")
    if day > today:
        raise Refused("TALLY_FUTURE", "Harinya belum tiba.", field="day")
    if (today - day).days > 400:
        raise Refused("TALLY_OLD", "Hitungan yang lebih tua daripada 400 hari tidak diterima.", field="day")
    if not 0 <= amount <= MOST_AMOUNT:
        raise Refused("TALLY_AMOUNT", "Jumlahnya 0 sampai {most}.", most=MOST_AMOUNT, field="amount")
    former = (
        Tally.objects.select_for_update().filter(source=source, day=day, unit=unit, replaced_by=None).first()
    )
    if former is not None:
        Tally.objects.filter(pk=former.pk).update(replaced_by=former.pk)
    tally = Tally.objects.create(
        source=source, day=day, amount=amount, unit=unit, note=note, counted_by_id=by.user_id, counted_at=at
    )
    sums: Counter[Any] = Counter()
    if former is not None:
        Tally.objects.filter(pk=former.pk).update(replaced_by=tally.pk)
        sums[_key(source, former), False] -= former.amount
    sums[_key(source, tally), False] += amount
    add_days(sums)
    data = {"source": source.pk, "tally": tally.pk, "amount": amount}
    journal.append(code=Act.TALLIED, subject=("innovation", source.innovation_id), by=by, at=at, data=data)
    note_steward_act(innovation_id=source.innovation_id, by=by, at=at)
    return tally


@transaction.atomic
def countersign(*, tally_id: int, by: Actor, at: datetime) -> Tally:
    """Say that a count is right: somebody else than who counted. From then on it counts as a third party's.

    Twice is once. Raises NotFound; Forbidden NOT_YOURS, SAME_PERSON; Conflict TALLY_REPLACED.
    """
    tally = (
        Tally.objects.select_for_update(of=("self",))
        .select_related("source__innovation")
        .filter(pk=tally_id)
        .first()
    )
    if tally is None:
        raise NotFound("TALLY_UNKNOWN", "Hitungan ini tidak ada.")
    must_keep(by, tally.source.innovation, on=timezone.localdate(at))
    if tally.counted_by_id == by.user_id:
        raise Forbidden("SAME_PERSON", "Yang menghitung tidak mengesahkan hitungannya sendiri.")
    if tally.replaced_by_id:
        raise Conflict("TALLY_REPLACED", "Hitungan ini sudah dikoreksi. Muat ulang halamannya.")
    if tally.signed_at is None:
        claimed = _key(tally.source, tally)
        tally.signed_by_id, tally.signed_at = by.user_id, at
        tally.save(update_fields=["signed_by", "signed_at"])
        add_days(Counter({(claimed, False): -tally.amount, (_key(tally.source, tally), False): tally.amount}))
        subject, data = ("innovation", tally.source.innovation_id), {"tally": tally.pk}
        journal.append(code=Act.COUNTERSIGNED, subject=subject, by=by, at=at, data=data)
    return tally


def _key(source: UsageSource, tally: Tally) -> tuple[int, date, str, int]:
    """The day that a tally stands in: better once it is countersigned."""
    return source.innovation_id, tally.day, tally.unit, THIRD_PARTY if tally.signed_at else source.quality


def _source(source_id: int) -> UsageSource:
    source = UsageSource.objects.select_related("innovation").filter(pk=source_id).first()
    if source is None:
        raise NotFound("SOURCE_UNKNOWN", "Sumber ini tidak ada.")
    return source
