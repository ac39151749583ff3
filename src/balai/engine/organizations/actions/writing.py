"""Bring the tables to what was read: rows are added and updated, never removed."""

from datetime import date
from typing import Any

from ..models import Area, Mandate, Opd, OpdName, Region
from ..terms import LEVEL_LABELS, VILLAGE_KINDS, Level

_AREA_FIELDS = ["name", "level", "parent", "latitude", "longitude"]
_OPD_FIELDS = ["short_name", "name", "kind", "area", "address", "website", "email", "valid_from", "valid_to"]
_FLAGS = ["is_coordinator", "is_inspectorate"]


def save_areas(region: dict[str, Any], areas: list[dict[str, Any]]) -> int:
    """The region's row and its areas; returns how many areas."""
    Region.objects.update_or_create(code=region["code"], defaults=region)
    Area.objects.bulk_create(
        (Area(**row) for row in areas),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_AREA_FIELDS,
    )
    return len(areas)


def save_opds(opds: list[dict[str, Any]]) -> int:
    """Agencies with their names through time; returns how many agencies."""
    # Only one may bear a flag: take it away before it is given to another.
    for flag in _FLAGS:
        bearer = next(row["code"] for row in opds if row[flag])
        Opd.objects.filter(**{flag: True}).exclude(code=bearer).update(**{flag: False})
    rows = []
    for data in opds:
        fields = {key: value for key, value in data.items() if key not in {"names", "parent"}}
        present = data["names"][-1]
        rows.append(Opd(**fields, name=present["name"], short_name=present["short_name"]))
    Opd.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=[*_OPD_FIELDS, *_FLAGS]
    )
    known = {row.code: row for row in Opd.objects.all()}
    moved = [data for data in opds if _parent_code(known, data["code"]) != data["parent"]]
    for data in moved:
        known[data["code"]].parent_id = known[data["parent"]].pk if data["parent"] else None
    Opd.objects.bulk_update([known[data["code"]] for data in moved], ["parent"])
    OpdName.objects.bulk_create(
        (OpdName(opd=known[data["code"]], **name) for data in opds for name in data["names"]),
        update_conflicts=True,
        unique_fields=["opd", "valid_from"],
        update_fields=["name", "short_name", "valid_to"],
    )
    return len(opds)


def save_village_offices(areas: list[dict[str, Any]], *, since: date) -> int:
    """A body for every desa and kelurahan that has none yet, so that it can hold cases; returns how many are new."""
    served = set(
        Opd.objects.filter(kind__in=VILLAGE_KINDS, area__isnull=False).values_list("area_id", flat=True)
    )
    fresh = [
        Opd(
            code=f"{row['level']}-{row['code']}",
            short_name=f"{LEVEL_LABELS[Level(row['level'])]} {row['name']}",
            name=f"Pemerintah {LEVEL_LABELS[Level(row['level'])]} {row['name']}",
            kind=row["level"],
            area_id=row["code"],
            valid_from=since,
        )
        for row in areas
        if row["level"] in VILLAGE_KINDS and row["code"] not in served
    ]
    Opd.objects.bulk_create(fresh)
    return len(fresh)


def save_mandates(mandates: list[dict[str, Any]]) -> int:
    """Mandates by category, area and start; returns how many."""
    opds = dict(Opd.objects.values_list("code", "pk"))
    known = {(row.category_code, row.area_id, row.valid_from): row for row in Mandate.objects.all()}
    fresh, changed = [], []
    for data in mandates:
        row = known.get((data["category_code"], data["area_id"], data["valid_from"]))
        wanted = {
            "opd_id": opds[data["opd"]],
            "valid_to": data["valid_to"],
            "legal_reference": data["legal_reference"],
        }
        if row is None:
            fresh.append(
                Mandate(
                    category_code=data["category_code"],
                    area_id=data["area_id"],
                    valid_from=data["valid_from"],
                    **wanted,
                )
            )
        elif any(getattr(row, field) != value for field, value in wanted.items()):
            for field, value in wanted.items():
                setattr(row, field, value)
            changed.append(row)
    Mandate.objects.bulk_create(fresh)
    Mandate.objects.bulk_update(changed, ["opd", "valid_to", "legal_reference"])
    return len(mandates)


def _parent_code(known: dict[str, Opd], code: str) -> str | None:
    parent_id = known[code].parent_id
    return next((row.code for row in known.values() if row.pk == parent_id), None) if parent_id else None
