"""A file of needs is read, shown with everything that is odd about it, and taken over once somebody says so."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.needs.actions.stating import Statement, unsaved
from balai.domains.needs.models import Need, NeedFile
from balai.domains.needs.permissions import must_keep
from balai.domains.needs.rules.sheet import TITLES, Places, ReadRow, read_rows
from balai.domains.needs.terms import FILE_LIMIT, MOST_ROWS, Act
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.kits.spreadsheet import read_cells
from balai.kits.titles import letters


def read_file(*, name: str, data: bytes, by: Actor, at: datetime) -> NeedFile:
    """Read a file and keep every row of it; nothing goes into the inventory yet. The same file again is the same reading.

    Raises Forbidden NOT_YOURS; Refused FILE_….
    """
    must_keep(by, on=timezone.localdate(at))
    if len(data) > FILE_LIMIT:
        raise Refused(
            "FILE_TOO_LARGE", "Berkas paling besar {most} MB.", field="file", most=FILE_LIMIT // 1_000_000
        )
    fingerprint = sha256(data).hexdigest()
    known = NeedFile.objects.filter(fingerprint=fingerprint).first()
    if known is not None:
        return known
    table = TITLES.table_of(read_cells(data, most_rows=MOST_ROWS))
    rows = read_rows(table, places=places(), today=timezone.localdate(at))
    row = NeedFile(
        name=name[:200],
        fingerprint=fingerprint,
        columns=[
            {"title": title, "cell": letters(place), "meaning": table.fields.get(place, "")}
            for place, title in enumerate(table.titles)
        ],
        rows=_kept(rows),
        uploaded_at=at,
        uploaded_by_id=by.user_id,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            journal.append(
                code=Act.FILE_READ, subject=("need_file", row.pk), by=by, at=at, data={"rows": len(rows)}
            )
    except IntegrityError:
        return NeedFile.objects.get(fingerprint=fingerprint)
    return row


@transaction.atomic
def apply_file(*, file_id: int, by: Actor, at: datetime) -> NeedFile:
    """Take over the rows without fault; those with one stay in the reading. Twice is once.

    Raises NotFound FILE_UNKNOWN; Forbidden NOT_YOURS.
    """
    must_keep(by, on=timezone.localdate(at))
    # One file at a time: two with the same need would enter it twice.
    NeedFile.objects.select_for_update(of=("self",)).order_by("pk").first()
    row = NeedFile.objects.select_for_update(of=("self",)).filter(pk=file_id).first()
    if row is None:
        raise NotFound("FILE_UNKNOWN", "Berkas itu tidak ada.")
    if row.applied_at is not None:
        return row
    fresh = [one for one in row.rows if not one["faults"]]
    keys = [_key(one["values"]) for one in fresh]
    known = dict(Need.objects.filter(client_key__in=keys).values_list("client_key", "pk"))
    needs = {
        key: unsaved(said=_said(one["values"]), key=key, by=by, at=at)
        for one, key in zip(fresh, keys, strict=True)
        if key not in known
    }
    for one, key in zip(fresh, keys, strict=True):
        if key in needs:
            needs[key].extra = one["extra"]
    Need.objects.bulk_create(needs.values())
    known |= dict(Need.objects.filter(client_key__in=list(needs)).values_list("client_key", "pk"))
    for one, key in zip(fresh, keys, strict=True):
        one["need"] = known[key]
    taken = len(needs)
    row.applied_at = at
    row.save()
    data = {"taken": taken, "left": len(row.rows) - taken}
    journal.append(code=Act.IMPORTED, subject=("need_file", row.pk), by=by, at=at, data=data)
    return row


def places() -> Places:
    """The names of the region as the reading needs them."""
    kecamatan, desa, by_name = {}, {}, {}
    for area in organizations.kecamatan_list():
        kecamatan[area.name.casefold()] = area.code
        for village in organizations.desa_of(area.code):
            desa[area.code, village.name.casefold()] = village.code
            by_name.setdefault(village.name.casefold(), []).append(village.code)
    return Places(kecamatan, desa, {name: tuple(codes) for name, codes in by_name.items()})


def _kept(rows: list[ReadRow]) -> list[dict[str, Any]]:
    """Rows as they are kept; what stands in the file twice or in the inventory already is marked and stays out."""
    keys = [_key(row.values) for row in rows]
    known = set(Need.objects.filter(client_key__in=keys).values_list("client_key", flat=True))
    found: list[dict[str, Any]] = []
    for row, key in zip(rows, keys, strict=True):
        if not row.faults and key in known:
            row.faults.append({"cell": f"A{row.number}", "code": "KNOWN", "text": "", "most": 0})
        known.add(key)
        found.append(
            {
                "number": row.number, "cells": row.cells, "values": row.values, "extra": row.extra,
                "faults": row.faults, "warnings": row.warnings, "need": None,
            }
        )  # fmt: skip
    return found


def _key(values: dict[str, Any]) -> UUID:
    """One need per wording, source and place, however often it is imported."""
    told = [values.get(name, "") for name in ("title", "source", "source_name", "area")]
    return uuid5(NAMESPACE_URL, "needs:" + "|".join(str(part).casefold().strip() for part in told))


def _said(values: dict[str, Any]) -> Statement:
    return Statement(
        title=values["title"],
        text=values.get("text", ""),
        source=values["source"],
        source_name=values.get("source_name", ""),
        area=values.get("area", ""),
        dimension=values.get("dimension", ""),
        people=values.get("people"),
        stated=date.fromisoformat(values["stated_date"]),
        citation=values.get("citation", ""),
    )
