"""A risk is entered, changed, closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.risks.models import Risk
from balai.domains.risks.permissions import must_keep
from balai.domains.risks.queries.reference import reference
from balai.domains.risks.terms import EVENT_LIMIT, TEXT_LIMIT, Act, Lens, Sign
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

FIELDS = (
    "event", "cause", "effect", "goal", "sign", "category", "impact_area", "lens", "opd_id", "controls", "citizen_voice", "is_open",
    "review_date",
)  # fmt: skip


def register_risk(
    *, given: Mapping[str, Any], key: UUID, by: Actor, at: datetime, is_example: bool = False
) -> Risk:
    """Enter a risk. The same `key` a second time gives the first one.

    Raises Forbidden NOT_YOURS; Refused TEXT_…, CATEGORY_UNKNOWN, AREA_UNKNOWN, LENS_UNKNOWN, SIGN_UNKNOWN, OPD_UNKNOWN.
    """
    must_keep(by, given.get("opd_id"), on=timezone.localdate(at))
    row = Risk(**checked(given, at), client_key=key, registered_at=at, is_example=is_example)
    try:
        with transaction.atomic():
            known = Risk.objects.filter(client_key=key).first()
            if known is not None:
                return known
            row.save(force_insert=True)
            data = {"opd": row.opd_id, "category": row.category}
            journal.append(code=Act.REGISTERED, subject=("risk", row.pk), by=by, at=at, data=data)
    except IntegrityError:
        return Risk.objects.get(client_key=key)
    return row


@transaction.atomic
def change_risk(*, risk_id: int, given: Mapping[str, Any], version: int, by: Actor, at: datetime) -> Risk:
    """Change what the form may set. Raises NotFound; Forbidden; Conflict RISK_MOVED; Refused as `register_risk`."""
    row = locked(risk_id)
    today = timezone.localdate(at)
    must_keep(by, row.opd_id, on=today)
    if row.version != version:
        raise Conflict(
            "RISK_MOVED",
            "Risiko ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    values = checked({**{name: getattr(row, name) for name in FIELDS}, **given}, at)
    if values["opd_id"] != row.opd_id:
        must_keep(by, values["opd_id"], on=today)
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.version += 1
        row.save()
        journal.append(code=Act.CHANGED, subject=("risk", row.pk), by=by, at=at, data={"fields": changed})
    return row


@transaction.atomic
def close_risk(*, risk_id: int, why: str, by: Actor, at: datetime) -> Risk:
    """It is no risk any longer, or another one took its place. Its history stays. The same twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Refused TEXT_…; Conflict CLOSED_OTHERWISE when it was closed for another reason.
    """
    row = locked(risk_id)
    must_keep(by, row.opd_id, on=timezone.localdate(at))
    why = clean_text(why, field="why", label="Alasan", minimum=10, maximum=TEXT_LIMIT)
    if row.closed_on is not None and row.closing != why:
        raise Conflict(
            "CLOSED_OTHERWISE",
            "Risiko ini sudah ditutup dengan alasan lain. Isian Anda belum tersimpan: baca dahulu alasannya.",
        )
    if row.closed_on is None:
        row.closed_on, row.closing = timezone.localdate(at), why
        row.version += 1
        row.save()
        row.triggers.filter(is_active=True).update(is_active=False)
        journal.append(code=Act.CLOSED, subject=("risk", row.pk), by=by, at=at)
    return row


def locked(risk_id: int) -> Risk:
    """The row, held until the transaction ends. Raises NotFound RISK_UNKNOWN."""
    row = Risk.objects.select_for_update(of=("self",)).filter(pk=risk_id).first()
    if row is None:
        raise NotFound("RISK_UNKNOWN", "Risiko ini tidak ada.")
    return row


def checked(given: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """What the register takes of `given`, cleaned. Raises Refused as `register_risk`."""
    values = {name: given[name] for name in FIELDS if name in given}
    texts = (
        ("event", "Kejadian", 10, EVENT_LIMIT), ("cause", "Penyebab", 5, TEXT_LIMIT), ("effect", "Dampak", 5, TEXT_LIMIT),
        ("goal", "Sasaran", 0, EVENT_LIMIT), ("controls", "Kontrol saat ini", 0, TEXT_LIMIT),
        ("citizen_voice", "Suara warga", 0, TEXT_LIMIT),
    )  # fmt: skip
    for name, label, minimum, maximum in texts:
        values[name] = clean_text(
            given.get(name) or "", field=name, label=label, minimum=minimum, maximum=maximum
        )
    of = reference(on=timezone.localdate(at))
    if values.get("category") not in of.labels("categories"):
        raise Refused("CATEGORY_UNKNOWN", "Pilih salah satu kategori risiko.", field="category")
    if values.get("impact_area") not in of.labels("areas"):
        raise Refused("AREA_UNKNOWN", "Pilih salah satu area dampak.", field="impact_area")
    if values.get("lens") not in set(Lens):
        raise Refused("LENS_UNKNOWN", "Pilih salah satu dari tiga lensa.", field="lens")
    if values.get("sign") not in set(Sign):
        raise Refused("SIGN_UNKNOWN", "Pilih negatif atau positif.", field="sign")
    organizations.opd_by_id(values.get("opd_id") or 0)
    return values
