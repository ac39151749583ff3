"""Rows of a worksheet: each becomes something of the plan at once, and can be taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.masterplan.actions.worksheet_rows import become, take_back
from balai.domains.masterplan.actions.workshops import locked, must_be_open
from balai.domains.masterplan.models import (
    WorksheetRow,
)
from balai.domains.masterplan.permissions import may_plan
from balai.domains.masterplan.permissions_workshops import may_write
from balai.domains.masterplan.queries.workshops import stage_of
from balai.domains.masterplan.terms_workshops import Sheet, WorkshopAct
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text


@transaction.atomic
def write_row(
    *, workshop_id: int, sheet: str, group: str, given: Mapping[str, Any], key: UUID, by: Actor, at: datetime
) -> WorksheetRow:
    """Fill a row in: the plan has it at once. The same `key` twice is one row.

    Raises Forbidden NOT_YOURS; NotFound WORKSHOP_UNKNOWN; Refused WORKSHOP_CLOSED, SHEET_UNKNOWN, GROUP_UNKNOWN, and
    whatever the plan says no to.
    """
    if not may_write(by):
        raise Forbidden("NOT_YOURS", "Kertas kerja diisi oleh petugas OPD dan desa.")
    known = WorksheetRow.objects.filter(key=key).first()
    if known is not None:
        return known
    workshop = locked(workshop_id)
    must_be_open(workshop)
    stage = stage_of(workshop.stage, on=workshop.held_on)
    if sheet not in stage.sheets:
        raise Refused("SHEET_UNKNOWN", "Kertas kerja itu tidak dipakai di tahap ini.", field="sheet")
    if group and group not in dict(stage.groups):
        raise Refused("GROUP_UNKNOWN", "Kelompok itu tidak ada di tahap ini.", field="group")
    became = become(workshop, Sheet(sheet), given, by=by, at=at)
    try:
        with transaction.atomic():
            row = WorksheetRow.objects.create(
                workshop=workshop,
                sheet=sheet,
                group=group,
                content={name: value for name, value in given.items() if value not in ("", None)},
                target_kind=became.kind,
                target_id=became.number,
                target_version=became.version,
                before=became.before,
                key=key,
                written_at=at,
                written_by_id=by.user_id,
                written_opd_id=by.opd_id,
            )
    except IntegrityError:
        raise Conflict("ROW_TWICE", "Baris ini baru saja tersimpan. Muat ulang halaman.") from None
    data = {"workshop": workshop.pk, "sheet": sheet, "target": [became.kind, became.number]}
    journal.append(code=WorkshopAct.ROW_WRITTEN, subject=("worksheet", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def undo_row(*, row_id: int, reason: str, by: Actor, at: datetime) -> WorksheetRow:
    """Take a row back out of the plan: what stood there before stands there again. Twice is once.

    Who wrote it, his agency, and planners may. Raises Forbidden NOT_YOURS; NotFound ROW_UNKNOWN; Refused TEXT_…,
    WORKSHOP_CLOSED, ROW_BUILT_ON when somebody went on working with what it became.
    """
    row = WorksheetRow.objects.select_for_update(of=("self",)).filter(pk=row_id).first()
    if row is None:
        raise NotFound("ROW_UNKNOWN", "Baris ini tidak ada.")
    if not may_undo(by, row, at):
        raise Forbidden("NOT_YOURS", "Yang menarik baris ini: penulisnya, OPD-nya, atau perencana.")
    if row.undone_at is not None:
        return row
    must_be_open(locked(row.workshop_id))
    reason = clean_text(reason, field="reason", label="Alasan", minimum=3, maximum=300)
    take_back(row, by=by, at=at)
    row.undone_at, row.undone_by_id, row.undo_reason = at, by.user_id, reason
    row.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    data = {"workshop": row.workshop_id, "sheet": row.sheet}
    journal.append(code=WorkshopAct.ROW_UNDONE, subject=("worksheet", row.pk), by=by, at=at, data=data)
    return row


def may_undo(by: Actor, row: WorksheetRow, at: datetime) -> bool:
    """Whether `by` may take this row back."""
    own = by.user_id is not None and row.written_by_id == by.user_id
    office = by.opd_id is not None and row.written_opd_id == by.opd_id
    return may_plan(by, on=timezone.localdate(at)) or (may_write(by) and (own or office))
