"""A service goes over to another version of its pack, and back. Nothing is deleted: running cases keep theirs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused

from ..differences import Upgrade, compare
from ..models import PackVersion, Service
from ..permissions import must_adopt
from ..queries import given_values, pack_of
from ..terms import SERVICE_ROLLED_BACK, SERVICE_UPGRADED, ServiceState
from .clocks import write_clocks
from .offering import change, locked, must_be_complete
from .values import set_values


@transaction.atomic
def upgrade(
    *,
    pack_id: str,
    version_id: int,
    by: Actor,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    legal_reference: str = "",
) -> Upgrade:
    """New applications begin with that version. The region's values stay, but for the `answers` given here (from
    today on, on that legal reference), such as a new default that is taken over.

    Returns what was kept and each conflict. Raises Refused UPGRADE_NOTHING, UPGRADE_BLOCKED (a conflict that needs an
    answer, on a service that is open), VALUE_…; NotFound PACK_VERSION_UNKNOWN; Conflict SERVICE_CHANGED; Forbidden.
    """
    must_adopt(by)
    row = locked(pack_id)
    new = pack_of(_version_of(pack_id, version_id))
    if row.current_id == version_id:
        raise Refused("UPGRADE_NOTHING", "Versi ini sudah dipakai.")
    today = timezone.localdate(at)
    old = pack_of(row.current_id)
    found = compare(old, new, _local(row, version_id, at))
    if answers:
        set_values(new, answers, legal_reference=legal_reference, valid_from=today, by=by, at=at)
    _must_not_block(row, found, answers or {})
    if row.state == ServiceState.OPEN:
        must_be_complete(new, at)
    write_clocks(new, on=today)
    change(row, current_id=version_id, previous_id=row.current_id)
    data = {"from": old.version, "to": new.version, "kept": len(found.kept), "conflicts": _codes(found)}
    journal.append(code=SERVICE_UPGRADED, subject=("service", pack_id), by=by, at=at, data=data)
    return found


@transaction.atomic
def roll_back(*, pack_id: str, by: Actor, at: datetime) -> Service:
    """New applications begin with the previous version again; the one left becomes the previous.

    Raises Refused ROLL_BACK_NOTHING, SERVICE_VALUES_MISSING, VALUE_…; Conflict SERVICE_CHANGED; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    row = locked(pack_id)
    if row.previous_id is None:
        raise Refused("ROLL_BACK_NOTHING", "Tidak ada versi sebelumnya.")
    back = pack_of(row.previous_id)
    if row.state == ServiceState.OPEN:
        must_be_complete(back, at)
    write_clocks(back, on=timezone.localdate(at))
    left = pack_of(row.current_id)
    change(row, current_id=row.previous_id, previous_id=row.current_id)
    data = {"from": left.version, "to": back.version}
    journal.append(code=SERVICE_ROLLED_BACK, subject=("service", pack_id), by=by, at=at, data=data)
    return row


def plan_upgrade(pack_id: str, version_id: int, *, at: datetime) -> Upgrade:
    """What an upgrade to that version would keep, and each conflict; nothing is changed.

    Raises NotFound SERVICE_UNKNOWN, PACK_VERSION_UNKNOWN.
    """
    row = Service.objects.filter(pack=pack_id).first()
    if row is None:
        raise NotFound("SERVICE_UNKNOWN", "Layanan ini tidak ada.")
    new = pack_of(_version_of(pack_id, version_id))
    return compare(pack_of(row.current_id), new, _local(row, version_id, at))


def _local(row: Service, version_id: int, at: datetime) -> dict[str, Any]:
    """What the region has set today for any question of the two versions."""
    today = timezone.localdate(at)
    versions = (row.current_id, version_id)
    return {
        code: value
        for version in versions
        for code, value in given_values(row.pack, on=today, pack=pack_of(version)).items()
    }


def _version_of(pack_id: str, version_id: int) -> int:
    """That id, if it is a version of that pack."""
    if not PackVersion.objects.filter(pk=version_id, pack=pack_id).exists():
        raise NotFound("PACK_VERSION_UNKNOWN", "Versi paket ini tidak terpasang.")
    return version_id


def _must_not_block(row: Service, found: Upgrade, answers: Mapping[str, Any]) -> None:
    open_ones = [
        conflict.code for conflict in found.conflicts if conflict.is_blocking and conflict.code not in answers
    ]
    if open_ones and row.state == ServiceState.OPEN:
        raise Refused(
            "UPGRADE_BLOCKED", "Jawab dahulu yang berbenturan: {codes}.", codes=", ".join(open_ones)
        )


def _codes(found: Upgrade) -> list[str]:
    return [f"{conflict.code}:{conflict.kind}" for conflict in found.conflicts]
