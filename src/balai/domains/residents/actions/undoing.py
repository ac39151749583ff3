"""An import of residents is taken back: everybody is again exactly as before, or nothing happens."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from balai.domains.residents.actions.applying import _FIELDS, BATCH
from balai.domains.residents.actions.books import hold, row_of
from balai.domains.residents.actions.uploading import SUBJECT
from balai.domains.residents.models import Change, Import, Resident
from balai.domains.residents.terms import ImportState, Work
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict


def blockers(made: Import) -> list[Change]:
    """The latest change, each with its resident, of the people who were changed again after this import."""
    touched = {
        change.resident_id: change.stamp
        for change in Change.objects.filter(source=made).only("resident_id", "stamp")
    }
    current = (
        dict(Resident.objects.filter(pk__in=list(touched)).values_list("pk", "stamp"))
        if len(touched) < 900
        else dict(Resident.objects.filter(area=made.area_id).values_list("pk", "stamp"))
    )
    changed = [key for key, stamp in touched.items() if current.get(key) != stamp]
    stamps = [current[key] for key in changed if key in current][:100]
    return list(
        Change.objects.filter(stamp__in=stamps).select_related("resident", "by", "source").order_by("at")
    )


@transaction.atomic
def undo(made: Import, *, by: Actor, at: datetime) -> None:
    """Put back what an import changed and take out whom it added.

    Raises Conflict UNDO_BLOCKED when somebody of them was changed since; `blockers` says who.
    """
    hold(made.register_key)
    claimed = Import.objects.filter(pk=made.pk, state=ImportState.APPLIED).update(
        state=ImportState.UNDONE, work=Work.NONE, problem="", undone_at=at
    )
    if not claimed:
        raise Conflict("IMPORT_CLOSED", "Impor ini sudah dibatalkan.")
    if found := len(blockers(made)):
        raise Conflict(
            "UNDO_BLOCKED",
            "Belum dapat dibatalkan: {count} orang sudah diubah setelah impor ini.",
            count=found,
        )
    changes = list(Change.objects.filter(source=made).select_related("resident"))
    restored = [_restored(change) for change in changes if change.before is not None]
    Resident.objects.bulk_create(
        restored, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_FIELDS
    )
    added = [change.resident_id for change in changes if change.before is None]
    for start in range(0, len(added), BATCH):
        Resident.objects.filter(pk__in=added[start : start + BATCH]).delete()
    # What was put back has its old stamp again: its history goes on from there.
    Change.objects.filter(source=made).delete()
    data = {"area": made.area_id, "removed": len(added), "restored": len(restored)}
    journal.append(code="RESIDENTS_IMPORT_UNDONE", subject=(SUBJECT, made.pk), by=by, at=at, data=data)


def _restored(change: Change) -> Resident:
    image = json.loads(change.before or "{}")
    row = row_of(
        json.loads(image["record"]),
        area_id=change.resident.area_id,
        stamp=UUID(image["stamp"]),
        at=datetime.fromisoformat(image["changed_at"]),
        pk=change.resident_id,
        status_date=date.fromisoformat(image["status_date"]) if image["status_date"] else None,
    )
    row.record, row.status = image["record"], image["status"]
    return row
