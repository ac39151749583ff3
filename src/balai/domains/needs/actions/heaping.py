"""Needs that speak of the same are put on one heap, and can be taken apart again exactly as they were."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.needs.actions.stating import locked
from balai.domains.needs.models import Need
from balai.domains.needs.permissions import must_keep
from balai.domains.needs.terms import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.text import clean_text

REASON_LIMIT = 500


@transaction.atomic
def merge_need(*, need_id: int, into_id: int, reason: str, by: Actor, at: datetime) -> Need:
    """Put a need, with all that was merged into it, on the heap of another one. Its row stays as it is.

    The same twice is once. Raises NotFound NEED_UNKNOWN; Forbidden NOT_YOURS; Refused MERGE_ITSELF, TEXT_…; Conflict
    NEED_MERGED when it lies on another heap already.
    """
    must_keep(by, on=timezone.localdate(at))
    reason = clean_text(reason, field="reason", label="Alasan", minimum=3, maximum=REASON_LIMIT)
    _one_at_a_time()
    row, into = locked(need_id), locked(into_id)
    if row.merged_into_id == into.pk:
        return row
    if row.merged_into_id is not None:
        raise Conflict("NEED_MERGED", "Kebutuhan ini sudah digabung ke yang lain. Pisahkan dahulu.")
    head = into.head_id or into.pk
    if head == row.pk:
        raise Refused(
            "MERGE_ITSELF", "Kebutuhan ini sudah satu tumpukan dengan yang Anda pilih.", field="into"
        )
    Need.objects.filter(head_id=row.pk).update(head_id=head)
    row.merged_into_id, row.head_id, row.merge_reason = into.pk, head, reason
    row.version += 1
    row.save()
    journal.append(
        code=Act.MERGED, subject=("need", row.pk), by=by, at=at, data={"into": into.pk, "head": head}
    )
    return row


@transaction.atomic
def unmerge_need(*, need_id: int, by: Actor, at: datetime) -> Need:
    """Take a need off its heap, with all that was merged into it before. What stands alone already stays so.

    Raises NotFound NEED_UNKNOWN; Forbidden NOT_YOURS.
    """
    must_keep(by, on=timezone.localdate(at))
    _one_at_a_time()
    row = locked(need_id)
    if row.merged_into_id is None:
        return row
    former, below = row.head_id, _below(row)
    row.merged_into_id, row.head_id, row.merge_reason = None, None, ""
    row.version += 1
    row.save()
    Need.objects.filter(pk__in=below).update(head_id=row.pk)
    journal.append(code=Act.UNMERGED, subject=("need", row.pk), by=by, at=at, data={"from": former})
    return row


def _one_at_a_time() -> None:
    """A heap is many rows: every act on heaps holds the first need of all before it looks at its own."""
    Need.objects.select_for_update(of=("self",)).order_by("pk").first()


def _below(row: Need) -> list[int]:
    """Ids of everything that hangs below a need of its heap."""
    children: dict[int, list[int]] = {}
    for pk, parent in Need.objects.filter(head_id=row.head_id).values_list("pk", "merged_into_id"):
        children.setdefault(parent, []).append(pk)
    found, edge = [], [row.pk]
    while edge:
        edge = [child for parent in edge for child in children.get(parent, ())]
        found += edge
    return found
