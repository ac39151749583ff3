"""Editions are kept as they were written; what is wrong with one is kept beside it and never loses it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from balai.domains.evaluation.models import Edition, Instrument
from balai.domains.evaluation.permissions import must_keep_instruments
from balai.domains.evaluation.rules.checking import faults, is_incomplete
from balai.domains.evaluation.rules.definition import read_definition
from balai.domains.evaluation.terms import Act, Standing
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

CODE_LIMIT = 20
_ABOUT = ("code", "label", "valid_from", "valid_to", "basis", "trust", "source")


@transaction.atomic
def keep_edition(
    *,
    instrument: Mapping[str, Any],
    edition: Mapping[str, Any],
    is_own: bool = False,
    by: Actor,
    at: datetime,
) -> Edition:
    """Keep an edition of an instrument; the same twice changes nothing. With faults it is kept as one that cannot be used.

    `instrument` has code, label, summary, unit, per_opd, order; `edition` the small format of `rules.definition`. Raises
    Forbidden NOT_YOURS; Refused CODE_INVALID, DATE_INVALID, TEXT_…, EDITION_IN_USE when assessments hang on another
    content of it.
    """
    must_keep_instruments(by)
    home = _instrument(instrument, is_own=is_own)
    values = _checked(edition)
    row = Edition.objects.select_for_update(of=("self",)).filter(instrument=home, code=values["code"]).first()
    if row is not None and all(getattr(row, field) == value for field, value in values.items()):
        return row
    if row is not None and row.content != values["content"] and row.assessments.exists():
        raise Refused(
            "EDITION_IN_USE",
            "Edisi {edition} sudah dipakai menilai. Simpan isinya yang baru sebagai edisi lain.",
            field="code",
            edition=values["code"],
        )
    row = row or Edition(instrument=home)
    for field, value in values.items():
        setattr(row, field, value)
    row.kept_at, row.kept_by_id = at, by.user_id
    row.save()
    data = {"instrument": home.code, "edition": row.code, "standing": row.standing}
    journal.append(code=Act.EDITION_KEPT, subject=("evaluation_edition", row.pk), by=by, at=at, data=data)
    return row


def _instrument(given: Mapping[str, Any], *, is_own: bool) -> Instrument:
    code = _code(given.get("code"), "instrument")
    known = Instrument.objects.filter(code=code).first()
    if known is not None and is_own:
        return known
    values = {
        "label": clean_text(
            str(given.get("label") or ""), field="label", label="Nama instrumen", minimum=3, maximum=120
        ),
        "summary": str(given.get("summary") or ""),
        "unit": str(given.get("unit") or "")[:60],
        "is_per_opd": bool(given.get("per_opd")),
        "is_own": is_own,
        "order": given.get("order") if isinstance(given.get("order"), int) else 100,
    }
    row, _is_new = Instrument.objects.update_or_create(code=code, defaults=values)
    return row


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    content = json.loads(
        json.dumps({key: value for key, value in given.items() if key not in _ABOUT}, default=str)
    )
    definition = read_definition(content)
    found = faults(definition)
    standing = Standing.USABLE
    if is_incomplete(definition):
        standing = Standing.INCOMPLETE
    elif found:
        standing = Standing.BROKEN
    since, until = _day(given.get("valid_from"), "valid_from"), _day(given.get("valid_to"), "valid_to")
    if since is None or (until is not None and until < since):
        raise Refused(
            "DATE_INVALID", "Isi mulai berlaku, dan akhirnya tidak sebelum itu.", field="valid_from"
        )
    return {
        "code": _code(given.get("code"), "code"),
        "label": clean_text(
            str(given.get("label") or ""), field="edition_label", label="Nama edisi", minimum=2, maximum=160
        ),
        "valid_from": since,
        "valid_to": until,
        "basis": str(given.get("basis") or "")[:300],
        "trust": str(given.get("trust") or ""),
        "source": str(given.get("source") or ""),
        "content": content,
        "standing": standing.value,
        "faults": []
        if standing is Standing.INCOMPLETE
        else [{"fault": one.fault.value, "values": one.values} for one in found],
    }


def _code(given: Any, field: str) -> str:
    code = str(given or "").strip()
    if not code or len(code) > CODE_LIMIT or any(sign in code for sign in "/?#% \n"):
        raise Refused(
            "CODE_INVALID",
            "Kode {given} tidak dapat dipakai: paling panjang 20 huruf, tanpa spasi.",
            field=field,
            given=code[:40] or "–",
        )
    return code


def _day(given: Any, field: str) -> date | None:
    if given in (None, ""):
        return None
    try:
        return given if isinstance(given, date) else date.fromisoformat(str(given))
    except ValueError:
        raise Refused("DATE_INVALID", "Tanggal ditulis seperti 2026-01-31.", field=field) from None
