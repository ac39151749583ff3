"""A service is opened to people, or closed; a region agrees to tell the donor how it is used."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

from ..models import Service
from ..permissions import must_adopt
from ..queries import missing_values, pack_of, values_of
from ..rules.description import Pack
from ..terms import REASON_LIMIT, SERVICE_CLOSED, SERVICE_OPENED, SERVICE_USAGE_SHARED, ServiceState
from .clocks import write_clocks


@transaction.atomic
def open_service(
    *, pack_id: str, by: Actor, at: datetime, gaps: Sequence[str] = (), reason: str = ""
) -> Service:
    """From now on something can be filed. `gaps`: codes of what was not ready, which needs a `reason`.

    Opening what is open changes nothing. Raises Refused SERVICE_VALUES_MISSING (never a gap: nothing could be
    decided without them), VALUE_…, REASON_…; NotFound SERVICE_UNKNOWN; Conflict SERVICE_CHANGED; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    row = locked(pack_id)
    if row.state == ServiceState.OPEN:
        return row
    if gaps:
        reason = clean_text(reason, field="reason", label="Alasan", minimum=10, maximum=REASON_LIMIT)
    must_be_complete(pack_of(row.current_id), at)
    change(row, state=ServiceState.OPEN, opened_at=at, note=reason if gaps else "")
    data = {"version_id": row.current_id, "gaps": list(gaps)}
    journal.append(code=SERVICE_OPENED, subject=("service", pack_id), by=by, at=at, data=data)
    return row


@transaction.atomic
def close_service(*, pack_id: str, reason: str, by: Actor, at: datetime) -> Service:
    """Nothing new can be filed; running cases go on. Closing what is closed changes nothing.

    Raises Refused REASON_…; NotFound SERVICE_UNKNOWN; Conflict SERVICE_CHANGED; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    row = locked(pack_id)
    if row.state == ServiceState.CLOSED:
        return row
    reason = clean_text(reason, field="reason", label="Alasan", minimum=10, maximum=REASON_LIMIT)
    change(row, state=ServiceState.CLOSED, note=reason)
    journal.append(code=SERVICE_CLOSED, subject=("service", pack_id), by=by, at=at)
    return row


@transaction.atomic
def share_usage(*, pack_id: str, shares: bool, by: Actor, at: datetime) -> Service:
    """Whether counts of use may be handed to the donor. Raises NotFound SERVICE_UNKNOWN; Forbidden NOT_YOURS."""
    must_adopt(by)
    row = locked(pack_id)
    if row.shares_usage != shares:
        change(row, shares_usage=shares)
        journal.append(
            code=SERVICE_USAGE_SHARED, subject=("service", pack_id), by=by, at=at, data={"shares": shares}
        )
    return row


def must_be_complete(pack: Pack, at: datetime) -> None:
    """Every value has an answer in its range, and the clocks are written. Raises Refused SERVICE_VALUES_MISSING,
    VALUE_…."""
    today = timezone.localdate(at)
    missing = missing_values(pack.id, on=today, pack=pack)
    if missing:
        raise Refused(
            "SERVICE_VALUES_MISSING",
            "Nilai daerah belum diisi: {codes}.",
            codes=", ".join(spec.label.id for spec in pack.values if spec.code in missing),
        )
    values_of(pack.id, on=today, pack=pack)
    write_clocks(pack, on=today)


def locked(pack_id: str) -> Service:
    """The service, locked until the transaction ends. Raises NotFound SERVICE_UNKNOWN."""
    row = Service.objects.select_for_update().filter(pack=pack_id).first()
    if row is None:
        raise NotFound("SERVICE_UNKNOWN", "Layanan ini tidak ada.")
    return row


def change(row: Service, **fields: object) -> None:
    """Write the fields if nobody else did a moment ago; copies in the processes are dropped with it."""
    if not Service.objects.filter(pk=row.pk, version=row.version).update(version=row.version + 1):
        raise Conflict("SERVICE_CHANGED", "Layanan ini baru saja diubah orang lain. Muat ulang halaman.")
    for name, value in {**fields, "version": row.version + 1}.items():
        setattr(row, name, value)
    row.save(update_fields=[*fields])
