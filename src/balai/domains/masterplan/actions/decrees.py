"""Decrees: entered, amended, revoked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.masterplan.actions.obligations import end_owing, held_decree
from balai.domains.masterplan.models import Decree
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.terms_strategy import DecreeState, StrategyAct
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.text import clean_text

FIELDS = (
    "plan_id", "kind", "number", "year", "title", "dated", "text", "link", "source", "is_verified", "is_example",
)  # fmt: skip

FIRST_YEAR, LAST_YEAR = 1945, 2100


@transaction.atomic
def write_decree(
    *,
    given: Mapping[str, Any],
    decree_id: int | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Decree:
    """Enter a decree, or change what is said of one. Whether it binds belongs to other acts.

    Raises Forbidden NOT_YOURS; NotFound DECREE_UNKNOWN; Conflict DECREE_MOVED; Refused TEXT_…, YEAR_INVALID, DECREE_TWICE.
    """
    must_plan(by, on=timezone.localdate(at))
    row = held_decree(decree_id) if decree_id is not None else Decree(version=0)
    if decree_id is not None and version is not None and row.version != version:
        raise Conflict(
            "DECREE_MOVED",
            "Peraturan ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    for name in FIELDS:
        if name in given:
            setattr(row, name, given[name])
    row.number = clean_text(row.number, field="number", label="Nomor", minimum=1, maximum=40)
    row.title = clean_text(row.title, field="title", label="Judul", minimum=5, maximum=300)
    if not FIRST_YEAR <= row.year <= LAST_YEAR:
        raise Refused("YEAR_INVALID", "Tahun {year} tidak masuk akal.", field="year", year=row.year)
    row.version, row.updated_at = row.version + 1, at
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(
            "DECREE_TWICE", "Peraturan dengan nomor dan tahun itu sudah ada.", field="number"
        ) from None
    journal.append(code=StrategyAct.DECREE_WRITTEN, subject=("decree", row.pk), by=by, at=at)
    return row


@transaction.atomic
def amend_decree(
    *, decree_id: int, on: date, reason: str, successor_id: int | None, by: Actor, at: datetime
) -> Decree:
    """It was changed by another one and still binds. Raises as `revoke_decree`."""
    row = _changed(decree_id, DecreeState.AMENDED, on, reason, successor_id, by, at)
    data = {"successor": successor_id}
    journal.append(code=StrategyAct.DECREE_AMENDED, subject=("decree", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def revoke_decree(
    *, decree_id: int, on: date, reason: str, successor_id: int | None, by: Actor, at: datetime
) -> Decree:
    """It binds no more: what is still owed by it ends with that reason, what was done stays. Twice is once.

    Raises Forbidden NOT_YOURS; NotFound DECREE_UNKNOWN; Refused TEXT_…, SUCCESSOR_ITSELF, SUCCESSOR_UNKNOWN, DAY_TURNED,
    DECREE_REVOKED.
    """
    known = held_decree(decree_id)
    if known.state == DecreeState.REVOKED:
        must_plan(by, on=timezone.localdate(at))
        return known
    row = _changed(decree_id, DecreeState.REVOKED, on, reason, successor_id, by, at)
    ending = f"{row.name} dicabut: {row.change_reason}"
    ended = 0
    for obligation in row.obligations.filter(ended_on=None):
        end_owing(obligation, ending, on, at=at)
        ended += 1
    data = {"successor": successor_id, "obligations": ended}
    journal.append(code=StrategyAct.DECREE_REVOKED, subject=("decree", row.pk), by=by, at=at, data=data)
    return row


def _changed(
    decree_id: int,
    state: DecreeState,
    on: date,
    reason: str,
    successor_id: int | None,
    by: Actor,
    at: datetime,
) -> Decree:
    must_plan(by, on=timezone.localdate(at))
    row = held_decree(decree_id)
    if row.state == DecreeState.REVOKED:
        raise Refused("DECREE_REVOKED", "Peraturan ini sudah dicabut.")
    reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=1000)
    if successor_id == row.pk:
        raise Refused(
            "SUCCESSOR_ITSELF", "Peraturan tidak dapat menggantikan dirinya sendiri.", field="successor"
        )
    if successor_id is not None and not Decree.objects.filter(pk=successor_id).exists():
        raise Refused("SUCCESSOR_UNKNOWN", "Peraturan penggantinya tidak ada.", field="successor")
    if row.dated and on < row.dated:
        raise Refused("DAY_TURNED", "Tanggalnya lebih dulu daripada tanggal peraturannya.", field="on")
    row.state, row.changed_on, row.change_reason, row.successor_id = state, on, reason, successor_id
    row.version, row.updated_at = row.version + 1, at
    row.save()
    return row
