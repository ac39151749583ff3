"""Load a region from its folder: checked as a whole first, then written in one transaction."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from balai.engine.journal import public as journal
from balai.engine.parameters import public as parameters
from balai.foundation.actor import Actor

from ..queries import kept
from ..terms import REGION_LOADED
from . import reading, writing
from .boundaries import load_boundaries

Loader = Callable[..., Mapping[str, int] | None]
_loaders: dict[str, Loader] = {}


def region_loader(name: str, load: Loader) -> None:
    """Register a room's loader in `apps.ready()`: `load(folder, by=…, at=…) -> {what: how many} | None`.

    `folder` is the region's folder; the loader runs in the transaction of `load_region`, after areas,
    agencies, parameters and mandates are in place, and in the order of the names.
    """
    _loaders[name] = load


@transaction.atomic
def load_region(
    *, folder: Path, by: Actor, at: datetime, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Bring the database to what the folder says; a second run changes nothing but writes its own entry.

    Raises Refused REGION_FILE_INVALID naming file, line and field; nothing is changed then.
    """
    data = reading.read_region(folder)
    counts: dict[str, Any] = {
        "areas": writing.save_areas(data.region, data.areas),
        "opds": writing.save_opds(data.opds),
        "village_offices": writing.save_village_offices(data.areas, since=VILLAGE_LAW),
        "mandates": writing.save_mandates(data.mandates),
    }
    kept.changed()
    done = parameters.load_parameters(data.parameters)
    counts["parameters"] = len(data.parameters)
    counts["changed"] = sorted({*done["set"], *done["updated"]})
    parameters.load_holidays(data.holidays)
    counts["holidays"] = len(data.holidays)
    for what, label in _LABELS.items():
        progress(f"{label}: {counts[what]}")
    progress(f"Parameter baru atau berubah: {len(counts['changed'])}")
    for name in sorted(_loaders):
        found = dict(_loaders[name](folder, by=by, at=at) or {})
        counts[name] = found
        progress(f"{name}: " + ", ".join(f"{what} {n}" for what, n in found.items()))
    boundaries = folder / "boundaries.geojson"
    if boundaries.exists():
        counts["boundaries"] = load_boundaries(path=boundaries, by=by, at=at)
        progress(f"Batas desa: {counts['boundaries']}")
    journal.append(code=REGION_LOADED, subject=("region", data.region["code"]), by=by, at=at, data=counts)
    return counts


# UU 6/2014 on villages came into force: bodies made from areas exist since then at the latest.
VILLAGE_LAW = date(2014, 1, 15)
_LABELS = {
    "areas": "Wilayah",
    "opds": "Instansi",
    "mandates": "Kewenangan",
    "parameters": "Parameter",
    "holidays": "Hari libur",
}
