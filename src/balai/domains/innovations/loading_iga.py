"""The editions of the national index, from `innovations/iga.yaml` of the shared folder or of the region."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from balai.domains.innovations.models import IgaEdition
from balai.domains.innovations.rules.iga import faults, read
from balai.domains.innovations.terms_maturity import Act
from balai.engine.journal import public as journal
from balai.engine.organizations.public import Row, read_yaml, room_folders
from balai.foundation.actor import Actor

NAME = "iga.yaml"
# What of a row of the file is the edition's definition, and what is told about it.
_OWN = ("maxima", "count", "divisor", "affairs_minimum", "window", "bands", "repeats", "scale", "reporting")


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Take over every edition; one that is off is kept with what is off about it and gives no index.

    A later file (the region's own) replaces editions of the same code. Raises Refused REGION_FILE_INVALID.
    """
    files = [
        read_yaml(path) for place in room_folders(folder, "innovations") if (path := place / NAME).exists()
    ]
    if not files:
        return None
    rows = {one["code"]: one for file in files for one in _editions(file)}
    known = {one.code: one for one in IgaEdition.objects.all()}
    changed = [code for code, values in rows.items() if _differs(known.get(code), values)]
    for code in changed:
        IgaEdition.objects.update_or_create(code=code, defaults={**rows[code], "loaded_at": at})
    if changed:
        journal.append(
            code=Act.EDITIONS_LOADED, subject=("iga", "editions"), by=by, at=at, data={"editions": changed}
        )
    return {"iga_editions": len(rows)}


def _editions(file: Row) -> list[dict[str, Any]]:
    catalogues, bases = file.get("catalogues") or {}, file.get("bases") or {}
    return [_edition(row, catalogues, bases, file.get("affairs") or []) for row in file.rows("editions")]


def _edition(
    row: Row, catalogues: Mapping[str, Any], bases: Mapping[str, Any], affairs: list[str]
) -> dict[str, Any]:
    code, name = row.need("code", str), row.may("catalogue", str)
    if name is not None and name not in catalogues:
        raise row.fault("catalogue", f"katalog {name!r} tidak ada.")
    definition = {
        "code": code,
        "rows": _plain(catalogues.get(name) or []),
        "bases": _plain(bases),
        "affairs": list(affairs),
        **{field: _plain(row[field]) for field in _OWN if row.get(field) is not None},
    }
    return {
        "code": code,
        "definition": definition,
        "faults": [[fault, values] for fault, values in faults(read(definition))],
        "is_planned": bool(row.may("is_planned", bool, False)),
        "note": row.may("note", str, "") or "",
        "source": row.may("source", str, "") or "",
    }


def _differs(known: IgaEdition | None, values: Mapping[str, Any]) -> bool:
    return known is None or any(getattr(known, field) != value for field, value in values.items())


def _plain(value: Any) -> Any:
    """The same without the places in the file: what a JSON column takes."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
