"""The one way in which a case changes."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction

from balai.engine.cases import permissions
from balai.engine.cases.laws import law_for
from balai.engine.cases.models import Case
from balai.engine.cases.restricted import require_free
from balai.engine.cases.rules.history import Event, Snapshot, advance
from balai.engine.cases.terms import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound

_COLUMNS = tuple(field.name for field in fields(Snapshot))


def locked(case_id: int, *, version: int | None = None) -> Case:
    """The case, held against other writers until the transaction ends.

    Raises NotFound CASE_UNKNOWN, or Conflict CASE_MOVED when `version` is not the present one: somebody
    else acted since the page was made.
    """
    case = Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    if version is not None and case.version != version:
        raise Conflict(
            "CASE_MOVED",
            "Kasus ini baru saja diubah orang lain. Isian Anda belum dikirim; periksa keadaan terbaru dahulu.",
        )
    return case


def locked_family(case_id: int) -> tuple[Case, Case | None]:
    """A locked case and its head, locked before it; None where it stands on its own. Raises NotFound; Conflict CASE_MOVED."""
    head_id = Case.objects.filter(pk=case_id).values_list("head_id", flat=True).first()
    head = locked(head_id) if head_id else None
    case = locked(case_id)
    if case.head_id != head_id:
        raise Conflict("CASE_MOVED", "Laporan ini baru saja disatukan atau dipisahkan. Muat ulang halaman.")
    return case, head


def spokesman(case_id: int) -> tuple[Case, int | None]:
    """The locked case that an act of this case's reporter changes: its own or the head's, then with the own id beside it.

    Raises NotFound CASE_UNKNOWN; Conflict CASE_MOVED.
    """
    case, head = locked_family(case_id)
    return (head, case.pk) if head else (case, None)


def carry_out(
    case: Case, act: Act, *, by: Actor, at: datetime, data: Mapping[str, Any] | None = None
) -> Case:
    """Do `act` to a locked case: permission, table of moves, journal, new columns. In a transaction.

    Raises Forbidden NOT_YOURS, Conflict CASE_MOVED, CASE_RESTRICTED.
    """
    permissions.require(by, act, case)
    require_free(case, by=by)
    # Whoever waited for the lock read the clock earlier than the act that went before: time never runs backwards.
    at = max(at, case.updated_at)
    details = dict(data or {})
    after = advance(case.snapshot(), Event(act, at, details), law_for(case.clock_set, case.opened_at))
    journal.append(code=act, subject=("case", case.pk), by=by, at=at, data=details)
    return write(case, after, at=at)


def write(case: Case, after: Snapshot, *, at: datetime) -> Case:
    """Put the columns of `after` on the row; the version goes up by one."""
    columns = {name: getattr(after, name) for name in _COLUMNS}
    changed = Case.objects.filter(pk=case.pk, version=case.version).update(
        **columns, version=case.version + 1, updated_at=at
    )
    if changed != 1:
        raise Conflict("CASE_MOVED", "Kasus ini baru saja diubah orang lain. Muat ulang halaman.")
    for name, value in columns.items():
        setattr(case, name, value)
    case.version += 1
    case.updated_at = at
    return case


def columns_of(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as column values, for the first insert."""
    return {name: getattr(snapshot, name) for name in _COLUMNS}


# Each act of the office is one transaction; the decorator is named for what it means.
act = transaction.atomic


def part_of_act() -> Any:
    """For what a room does within an act of its own: the same transaction, without a savepoint. When it is refused,
    the whole act is."""
    return transaction.atomic(savepoint=False)
