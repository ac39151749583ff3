"""Use without a machine: one counts, another countersigns."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.innovations.actions.counting import add_days
from balai.domains.innovations.actions.stewards import note_steward_act
from balai.domains.innovations.actions.usage import source_row
from balai.domains.innovations.models import Tally, UsageSource
from balai.domains.innovations.permissions import must_keep
from balai.domains.innovations.rules.events import MOST_AMOUNT
from balai.domains.innovations.terms import THIRD_PARTY, Act, SourceKind
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused


def record_tally(
    *, source_id: int, day: date, amount: int, unit: str = "", note: str = "", by: Actor, at: datetime
) -> Tally:
    """Write down how many came. A second count of the same day and unit corrects the first, which stays.

    It is an own claim until somebody else countersigns. Raises NotFound; Forbidden; Refused TALLY_…; Conflict.
    """
    try:
        with transaction.atomic():
            return _tallied(source_row(source_id), day, amount, unit.strip()[:80], note[:2000], by=by, at=at)
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
