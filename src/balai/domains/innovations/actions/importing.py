"""A register comes in as a spreadsheet: read, looked at, entered, and undone if it was the wrong one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from balai.domains.innovations.actions.entering import read_rows, summary
from balai.domains.innovations.models import (
    Innovation,
    LifeChange,
    Liveness,
    RegisterImport,
    Steward,
    UsageDay,
    UsageSource,
)
from balai.domains.innovations.permissions import may_keep
from balai.domains.innovations.rules.columns import TITLES
from balai.domains.innovations.terms import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.kits.spreadsheet import read_cells

MOST_ROWS = 2000


@transaction.atomic
def send_register(*, data: bytes, file_name: str, year: int, by: Actor, at: datetime) -> RegisterImport:
    """Read a file and keep what was read for looking at; nothing is entered yet. Titles may be named otherwise.

    Raises Forbidden NOT_YOURS; Refused FILE_…, FILE_NO_TITLE, YEAR_UNKNOWN.
    """
    _must_import(by, at)
    if not 2000 <= year <= timezone.localdate(at).year:
        raise Refused("YEAR_UNKNOWN", "Tahun register itu tidak masuk akal.", field="year")
    table = TITLES.table_of(read_cells(data, most_rows=MOST_ROWS))
    rows = [
        {field: row[column] for column, field in table.fields.items() if column < len(row)}
        for _number, row in table.rows
    ]
    found = RegisterImport.objects.create(
        file_name=file_name[:200],
        year=year,
        columns={title: table.fields.get(column, "") for column, title in enumerate(table.titles) if title},
        rows=[row for row in rows if row.get("name")],
        sent_by_id=by.user_id,
        sent_at=at,
    )
    journal.append(
        code=Act.IMPORT_SENT, subject=("register", found.pk), by=by, at=at, data={"rows": len(found.rows)}
    )
    return found


def preview(sent: RegisterImport) -> list[dict[str, Any]]:
    """What would be entered now, row by row, with what is odd and whether the register has it already."""
    rows = read_rows(sent.rows, year=sent.year, at=sent.sent_at)
    return [{**summary(row.record), "is_known": row.is_known} for row in rows]


@transaction.atomic
def enter_register(*, import_id: int, by: Actor, at: datetime) -> int:
    """Enter the rows that the register does not have, odd ones too, and return how many. Twice is once.

    Raises NotFound IMPORT_UNKNOWN; Forbidden NOT_YOURS; Conflict IMPORT_UNDONE.
    """
    sent = _locked(import_id, by, at)
    if sent.undone_at is not None:
        raise Conflict("IMPORT_UNDONE", "Pemuatan ini sudah dibatalkan. Unggah berkasnya lagi.")
    if sent.entered_at is not None:
        return 0
    fresh = [row.record for row in read_rows(sent.rows, year=sent.year, at=at) if not row.is_known]
    for record in fresh:
        record.imported_in = sent
    Innovation.objects.bulk_create(fresh)
    sent.entered_at = at
    sent.save(update_fields=["entered_at"])
    data = {"rows": len(fresh), "odd": sum(bool(record.odd) for record in fresh)}
    journal.append(code=Act.IMPORTED, subject=("register", sent.pk), by=by, at=at, data=data)
    return len(fresh)


@transaction.atomic
def undo_register(*, import_id: int, by: Actor, at: datetime) -> tuple[int, int]:
    """Take back what nobody has touched since; return how many went and how many stay because somebody works with them.

    Twice is once. Raises NotFound IMPORT_UNKNOWN; Forbidden NOT_YOURS.
    """
    sent = _locked(import_id, by, at)
    if sent.undone_at is not None:
        return 0, 0
    own = Innovation.objects.filter(imported_in=sent)
    touched = {
        number
        for table in (Steward, UsageSource, UsageDay)
        for number in table.objects.filter(innovation__in=own).values_list("innovation_id", flat=True)
    }
    gone = 0
    for record in own.filter(version=1, ended_on=None, merged_into=None).exclude(pk__in=touched):
        gone += _removed(record)
    kept = own.count()
    sent.undone_at = at
    sent.save(update_fields=["undone_at"])
    data = {"gone": gone, "kept": kept}
    journal.append(code=Act.IMPORT_UNDONE, subject=("register", sent.pk), by=by, at=at, data=data)
    return gone, kept


def _removed(record: Innovation) -> int:
    """A record that something of this room leans on stays: its measurement alone goes with it."""
    try:
        with transaction.atomic():
            Liveness.objects.filter(innovation=record).delete()
            LifeChange.objects.filter(innovation=record).delete()
            record.delete()
    except ProtectedError:
        return 0
    return 1


def _locked(import_id: int, by: Actor, at: datetime) -> RegisterImport:
    _must_import(by, at)
    # One file at a time: two with the same rows would enter them twice.
    RegisterImport.objects.select_for_update(of=("self",)).order_by("pk").first()
    sent = RegisterImport.objects.select_for_update().filter(pk=import_id).first()
    if sent is None:
        raise NotFound("IMPORT_UNKNOWN", "Pemuatan ini tidak ada.")
    return sent


def _must_import(by: Actor, at: datetime) -> None:
    if not may_keep(by, None, on=timezone.localdate(at)):
        raise Forbidden("NOT_YOURS", "Register dimuat oleh koordinator atau perencana.")
