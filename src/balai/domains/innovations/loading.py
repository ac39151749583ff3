"""The register that a region brings along."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from balai.domains.innovations.actions.entering import read_rows
from balai.domains.innovations.models import Innovation
from balai.domains.innovations.terms import Act
from balai.engine.journal import public as journal
from balai.engine.organizations.public import read_csv, room_folders
from balai.foundation.actor import Actor


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Enter the rows of `innovations/register-<year>.csv` that are not there yet. Dirty rows come in with what is odd about
    them in words."""
    files = [
        path for place in room_folders(folder, "innovations") for path in sorted(place.glob("register-*.csv"))
    ]
    if not files:
        return None
    fresh: list[Innovation] = []
    for path in files:
        rows = read_rows(read_csv(path), year=int(path.stem[-4:]), at=at)
        own = [row.record for row in rows if not row.is_known]
        Innovation.objects.bulk_create(own)
        fresh += own
    if fresh:
        data = {"rows": len(fresh), "odd": sum(bool(row.odd) for row in fresh)}
        journal.append(code=Act.IMPORTED, subject=("innovations", files[-1].stem), by=by, at=at, data=data)
    return {"innovations": len(fresh)}
