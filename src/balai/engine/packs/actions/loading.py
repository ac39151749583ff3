"""Packs from a region's own folder `packs/`, installed and opened with the region."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

from ..archive import load_folder
from ..models import PackVersion
from ..queries import known, missing_values, pack_of
from ..rules.faults import PackFaults
from ..terms import ServiceState
from .installing import install
from .offering import open_service
from .upgrading import upgrade

FOLDER = "packs"


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int]:
    """Install every folder below `packs/`, go over to it where its version is another, and open each service whose
    values are complete and that nobody closed.

    Raises Refused PACK_INVALID naming folder, file, line and field; whatever `install` and `upgrade` raise.
    """
    counts = {"paket": 0, "dibuka": 0}
    for path in sorted(entry for entry in (folder / FOLDER).glob("*") if entry.is_dir()):
        counts["paket"] += 1
        counts["dibuka"] += _take(path, by, at)
    return counts if counts["paket"] else {}


def _take(path: Path, by: Actor, at: datetime) -> bool:
    """Bring one service to what its folder says; whether it is open afterwards."""
    try:
        row = install(files=load_folder(path), by=by, at=at)
    except PackFaults as refusal:
        raise _invalid(path, "\n".join(map(str, refusal.faults))) from refusal
    except Refused as refusal:
        raise _invalid(path, refusal.message) from refusal
    if row.pack != path.name:
        raise _invalid(path, f"folder paket {row.pack} harus bernama {row.pack}.")
    _go_over(row, by, at)
    state = known(row.pack).state
    today = timezone.localdate(at)
    if state == ServiceState.ADOPTING and not missing_values(row.pack, on=today, pack=pack_of(row.pk)):
        open_service(pack_id=row.pack, by=by, at=at)
        return True
    return state == ServiceState.OPEN


def _go_over(row: PackVersion, by: Actor, at: datetime) -> None:
    """To a version that was not there before. Whoever rolled back by hand is not overruled by the next loading."""
    if known(row.pack).version_id != row.pk and row.installed_at == at:
        upgrade(pack_id=row.pack, version_id=row.pk, by=by, at=at)


def _invalid(path: Path, why: str) -> Refused:
    return Refused("PACK_INVALID", f"packs/{path.name}: {why}")
