"""The editions of the yearly contest that a region brings along: `ideas/krenova.yaml`."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from balai.domains.ideas.actions.contests import whole_criteria
from balai.domains.ideas.models import Edition, Sheet
from balai.domains.ideas.terms_contest import Act
from balai.engine.journal import public as journal
from balai.engine.organizations.public import Row, read_yaml, room_folders
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

NAME = "krenova.yaml"


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Take over every edition whose rows in the file are new; weights of an edition that was judged stay as they are.

    Raises Refused REGION_FILE_INVALID, also for weights that do not sum to 100.
    """
    paths = [path for place in room_folders(folder, "ideas") if (path := place / NAME).exists()]
    if not paths:
        return None
    rows = [edition for path in paths for edition in read_yaml(path).rows("editions")]
    changed = [values["year"] for values in map(_edition, rows) if _keep(values)]
    if changed:
        journal.append(
            code=Act.LOADED, subject=("contest", "editions"), by=by, at=at, data={"years": changed}
        )
    return {"contests": len(rows)}


def _edition(row: Row) -> dict[str, Any]:
    criteria = row.rows("criteria")
    try:
        whole = whole_criteria(
            [
                {
                    "code": one.need("code", str),
                    "label": one.need("label", str),
                    "weight": one.need("weight", int),
                }
                for one in criteria
            ]
        )
    except Refused as refusal:
        if refusal.code != "WEIGHTS_SUM":
            raise
        raise row.fault("criteria", refusal.message) from None
    return {
        "year": row.need("year", int),
        "title": row.need("title", str),
        "opens_on": row.may("opens_on", date),
        "closes_on": row.may("closes_on", date),
        "criteria": whole,
        "categories": [{"code": one.need("code", str), "label": one.need("label", str)} for one in row.rows("categories")],
        "figures": [
            {"label": one.need("label", str), "value": str(one["value"]), "source": one.need("source", str)}
            for one in row.rows("figures")
        ],
        "source": row.may("source", str, "") or "",
        "is_example": bool(row.may("is_example", bool, False)),
    }  # fmt: skip


def _keep(values: dict[str, Any]) -> bool:
    """Whether anything of it was new."""
    known = Edition.objects.filter(year=values["year"]).first()
    stamp = {name: str(value) for name, value in values.items()}
    if known is not None and known.loaded == stamp:
        return False
    given = dict(values)
    if known is not None and Sheet.objects.filter(entry__edition=known).exists():
        del given["criteria"]
    Edition.objects.update_or_create(year=values["year"], defaults={**given, "loaded": stamp})
    return True
