"""The ends of a record: an honourable end with lessons, or that it was the same innovation as another."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.innovations.actions.answering import settle_alarms
from balai.domains.innovations.actions.registering import locked
from balai.domains.innovations.models import Innovation, Merge, Steward
from balai.domains.innovations.permissions import may_decide
from balai.domains.innovations.terms import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

TEXT_LIMIT = 4000


@transaction.atomic
def end_innovation(*, innovation_id: int, reason: str, lessons: str, by: Actor, at: datetime) -> Innovation:
    """End it with a reason and what was learned: an honourable end, decided by who decides such things. The same
    twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Refused TEXT_…; Conflict ENDED_OTHERWISE when it ended with other words.
    """
    if not may_decide(by):
        raise Forbidden("NOT_YOURS", "Yang mengakhiri inovasi secara resmi: koordinator atau pimpinan.")
    row = locked(innovation_id)
    reason = clean_text(reason, field="reason", label="Alasan", minimum=10, maximum=TEXT_LIMIT)
    lessons = clean_text(lessons, field="lessons", label="Pelajaran", minimum=10, maximum=TEXT_LIMIT)
    if row.ended_on is not None and (row.ending, row.lessons) != (reason, lessons):
        raise Conflict(
            "ENDED_OTHERWISE",
            "Inovasi ini sudah diakhiri dengan kata-kata lain. Isian Anda belum tersimpan: baca dahulu alasan dan pelajarannya.",
        )
    if row.ended_on is None:
        row.ended_on, row.ending, row.lessons = timezone.localdate(at), reason, lessons
        row.version += 1
        row.save()
        journal.append(code=Act.ENDED, subject=("innovation", row.pk), by=by, at=at)
        settle_alarms(innovation_id=row.pk, text="Diakhiri secara resmi.", by=by, at=at)
    return row


def merge_innovations(
    *, kept_id: int, doubled_id: int, why: str, keeps_doubled_steward: bool = False, by: Actor, at: datetime
) -> Merge:
    """Say that two records are one innovation: uses, sources and alarms of the doubled one count for the kept one.

    Nothing is moved, so that the undoing loses nothing. Of two stewards one goes: the doubled record's, unless
    `keeps_doubled_steward`. Raises NotFound; Forbidden NOT_YOURS; Refused TEXT_…, MERGE_SAME, MERGE_GONE;
    Conflict MERGE_KNOWN.
    """
    if not may_decide(by):
        raise Forbidden("NOT_YOURS", "Yang menggabungkan catatan ganda: koordinator atau pimpinan.")
    try:
        with transaction.atomic():
            return _merged(kept_id, doubled_id, why, keeps_doubled_steward, by=by, at=at)
    except IntegrityError as error:
        raise Conflict("MERGE_KNOWN", "Catatan itu baru saja digabungkan. Muat ulang halamannya.") from error


def _merged(
    kept_id: int, doubled_id: int, why: str, keeps_doubled_steward: bool, *, by: Actor, at: datetime
) -> Merge:
    if kept_id == doubled_id:
        raise Refused("MERGE_SAME", "Pilih dua catatan yang berbeda.", field="doubled")
    # In one order everywhere, so that two merges never wait for each other.
    rows = {number: locked(number) for number in sorted({kept_id, doubled_id})}
    kept, doubled = rows[kept_id], rows[doubled_id]
    if kept.merged_into_id or doubled.merged_into_id:
        raise Refused("MERGE_GONE", "Salah satunya sudah digabungkan ke catatan lain.", field="doubled")
    why = clean_text(why, field="why", label="Alasan", minimum=5, maximum=TEXT_LIMIT)
    merge = Merge.objects.create(
        kept=kept,
        doubled=doubled,
        why=why,
        made_by_id=by.user_id,
        made_at=at,
        ended_steward=_one_steward(kept, doubled, keeps_doubled_steward, at),
    )
    doubled.merged_into = kept
    doubled.save(update_fields=["merged_into"])
    settle_alarms(innovation_id=doubled.pk, text="Digabungkan dengan catatan lain.", by=by, at=at)
    data = {"doubled": doubled.pk, "merge": merge.pk}
    journal.append(code=Act.MERGED, subject=("innovation", kept.pk), by=by, at=at, data=data)
    return merge


def _one_steward(
    kept: Innovation, doubled: Innovation, keeps_doubled_steward: bool, at: datetime
) -> Steward | None:
    """Two records may have two stewards; one innovation has one. Gives the term that ended on the doubled record, if any."""
    rows = Steward.objects.filter(innovation__in=[kept, doubled], until=None)
    open_terms = {row.innovation_id: row for row in rows}
    first, second = open_terms.get(kept.pk), open_terms.get(doubled.pk)
    if second is None:
        return None
    _close(second, at)
    if first is not None and keeps_doubled_steward and first.user_id != second.user_id:
        _close(first, at)
    if first is None or first.until is not None:
        Steward.objects.create(
            innovation=kept,
            user_id=second.user_id,
            since=timezone.localdate(at),
            is_handed_over=first is None,
            handover_note="Dari catatan yang digabungkan.",
            last_act_at=second.last_act_at,
        )
    return second


def _close(term: Steward, at: datetime) -> None:
    term.until = timezone.localdate(at)
    term.save(update_fields=["until"])


@transaction.atomic
def undo_merge(*, merge_id: int, by: Actor, at: datetime) -> Merge:
    """They were two after all: the doubled record stands by itself again, with the steward that it had. Twice is once.

    Raises NotFound MERGE_UNKNOWN; Forbidden NOT_YOURS.
    """
    if not may_decide(by):
        raise Forbidden("NOT_YOURS", "Yang memisahkan kembali: koordinator atau pimpinan.")
    found = Merge.objects.select_for_update(of=("self",)).select_related("doubled").filter(pk=merge_id)
    merge = found.first()
    if merge is None:
        raise NotFound("MERGE_UNKNOWN", "Penggabungan ini tidak ada.")
    if merge.undone_at is None:
        merge.undone_at, merge.undone_by_id = at, by.user_id
        merge.save(update_fields=["undone_at", "undone_by"])
        Innovation.objects.filter(pk=merge.doubled_id).update(merged_into=None)
        gone = merge.ended_steward
        if (
            gone is not None
            and not Steward.objects.filter(innovation_id=gone.innovation_id, until=None).exists()
        ):
            Steward.objects.filter(pk=gone.pk).update(until=None)
        data = {"doubled": merge.doubled_id, "merge": merge.pk}
        journal.append(code=Act.UNMERGED, subject=("innovation", merge.kept_id), by=by, at=at, data=data)
    return merge
