"""A checked file of residents is stored: all of it or nothing, in one transaction, behind everybody else's changes."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from balai.domains.residents.actions.books import hold, image_of, row_of
from balai.domains.residents.actions.checking import Sheet, after, read_import
from balai.domains.residents.actions.uploading import SUBJECT
from balai.domains.residents.models import Change, Import, Resident
from balai.domains.residents.rules.columns import RESIDENT
from balai.domains.residents.rules.people import differences
from balai.domains.residents.terms import ChangeKind, ImportState, Work
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict

_FIELDS = [
    "name", "birth_date", "sex", "person_key", "family_key", "status", "status_date", "record", "stamp", "changed_at",
]  # fmt: skip
BATCH = 500


def apply(made: Import, *, by: Actor, at: datetime, today: date) -> None:
    """Store the good rows; wrong ones only stay out because the officer said so (`leaves_out`).

    Raises Conflict IMPORT_OUTDATED when the register changed since the check: the file is then to be checked again.
    """
    sheet = read_import(made, today=today)
    rows, changes = _plan(sheet, made, by=by, at=at)
    Import.objects.filter(pk=made.pk).update(progress=made.total * 9 // 10)
    with transaction.atomic():
        claim(made, at=at)
        # Rows with a key are overwritten in one statement per batch; the others are inserted and get theirs.
        known = [row for row in rows if row.pk]
        Resident.objects.bulk_create(
            known, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_FIELDS
        )
        Resident.objects.bulk_create([row for row in rows if not row.pk], batch_size=BATCH)
        for row, change in zip(rows, changes, strict=True):
            change.resident_id = row.pk
        Change.objects.bulk_create(changes, batch_size=BATCH)
        data = {
            "area": made.area_id,
            "new": len(rows) - len(known),
            "changed": len(known),
            "left_out": len(sheet.wrong) + sheet.left_out,
            "sha256": made.sha256,
        }
        journal.append(code="RESIDENTS_IMPORTED", subject=(SUBJECT, made.pk), by=by, at=at, data=data)


def claim(made: Import, *, at: datetime) -> None:
    """Take the register and mark the import stored. Raises Conflict IMPORT_OUTDATED, IMPORT_CLOSED."""
    version = hold(made.register_key)
    if version - 1 != made.register_version:
        raise Conflict(
            "IMPORT_OUTDATED", "Data berubah sejak berkas ini diperiksa. Periksa ulang, lalu simpan lagi."
        )
    claimed = Import.objects.filter(pk=made.pk, state=ImportState.CHECKED).update(
        state=ImportState.APPLIED, work=Work.NONE, problem="", progress=made.total, applied_at=at
    )
    if not claimed:
        raise Conflict("IMPORT_CLOSED", "Impor ini sudah disimpan.")


def _plan(sheet: Sheet, made: Import, *, by: Actor, at: datetime) -> tuple[list[Resident], list[Change]]:
    """The rows to write and, beside each, what it changes. People who stay as they are are not touched."""
    wrong = sheet.wrong
    rows: list[Resident] = []
    changes: list[Change] = []
    for read in sheet.rows:
        if read.number in wrong:
            continue
        known = sheet.known.get(read.number)
        before = known.person if known else {}
        person = (
            after(before, read.person) if known else {code: read.person.get(code, "") for code in RESIDENT}
        )
        columns = differences(before, person)
        if known and not columns:
            continue
        kept = {"pk": known.pk, "status_date": known.status_date} if known else {}
        row = row_of(person, area_id=made.area_id, stamp=uuid4(), at=at, **kept)
        rows.append(row)
        changes.append(
            Change(
                source=made,
                kind=ChangeKind.IMPORTED,
                before=image_of(known) if known else None,
                columns=columns if known else [],
                stamp=row.stamp,
                by_id=by.user_id,
                at=at,
            )
        )
    return rows, changes
