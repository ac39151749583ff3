"""The register that a region brings along, and its import from a file of the ministry's index."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.rules.oddities import oddities
from balai.domains.innovations.terms import Act, Form, Origin, Rhythm, Stage
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Row, read_csv, room_folders
from balai.foundation.actor import Actor

STAGES = {
    "implementasi": Stage.ADOPTED,
    "penerapan": Stage.ADOPTED,
    "uji coba": Stage.TRIAL,
    "inisiatif": Stage.INITIATIVE,
}
ORIGINS = {
    "opd": Origin.OPD,
    "kepala daerah": Origin.HEAD,
    "masyarakat": Origin.CITIZEN,
    "asn": Origin.OFFICER,
    "anggota dprd": Origin.COUNCIL,
}
ALIKE = 92


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Enter the rows of `innovations/register-<year>.csv` that are not there yet. Dirty rows come in with what is odd about
    them in words."""
    files = [
        path for place in room_folders(folder, "innovations") for path in sorted(place.glob("register-*.csv"))
    ]
    if not files:
        return None
    fresh = [row for path in files for row in _fresh(read_csv(path), year=int(path.stem[-4:]), at=at)]
    Innovation.objects.bulk_create(fresh)
    if fresh:
        data = {"rows": len(fresh), "odd": sum(bool(row.odd) for row in fresh)}
        journal.append(code=Act.IMPORTED, subject=("innovations", files[-1].stem), by=by, at=at, data=data)
    return {"innovations": len(fresh)}


def _fresh(rows: Iterable[Row], *, year: int, at: datetime) -> list[Innovation]:
    known = set(Innovation.objects.values_list("register_number", "name"))
    numbers = {number for number, _name in known if number}
    names = {name for _number, name in known}
    found: list[Innovation] = []
    for row in rows:
        number, name = (row.get("register_number") or "").strip(), " ".join((row.get("name") or "").split())
        if number in numbers or (not number and name in names):
            continue
        is_double = any(_alike(name, other.name) for other in found)
        found.append(_innovation(row, number, name, is_double=is_double, year=year, at=at))
    return found


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(one.casefold(), other.casefold()) >= ALIKE


def _innovation(row: Row, number: str, name: str, *, is_double: bool, year: int, at: datetime) -> Innovation:
    code = (row.get("opd") or "").strip()
    office = _office(code)
    stage = STAGES.get((row.get("stage") or "").casefold(), Stage.INITIATIVE)
    trial, adopted = _day(row.get("trial_date")), _day(row.get("adoption_date"))
    launch = min((day for day in (trial, adopted) if day), default=None)
    odd = oddities(
        stage=stage,
        trial=trial,
        adopted=adopted,
        has_opd=office is not None,
        opd_text=code,
        register_number=number or None,
        is_double=is_double,
    )
    if not number:
        odd.append("Tidak punya nomor register.")
    return Innovation(
        register_number=number,
        name=name,
        opd_id=office,
        opd_text="" if office else code,
        stage=stage,
        origin=ORIGINS.get((row.get("initiator") or "").casefold(), Origin.OPD),
        form=_form(row.get("form") or ""),
        is_digital=(row.get("type") or "").casefold() == "digital",
        affair=row.get("affair") or "",
        trial_date=trial,
        adoption_date=adopted,
        launch_date=launch,
        cohort_year=launch.year if launch else None,
        rhythm=Rhythm.MONTHLY,
        paper_maturity=_decimal(row.get("maturity")),
        paper_maturity_year=year,
        odd=odd,
        registered_at=at,
    )


def _office(code: str) -> int | None:
    known: Mapping[str, Any] = {opd.code: opd.pk for opd in organizations.all_opds()}
    return known.get(code)


def _form(text: str) -> Form:
    wanted = text.casefold()
    if "tata kelola" in wanted:
        return Form.GOVERNANCE
    return Form.PUBLIC_SERVICE if "pelayanan publik" in wanted else Form.OTHER


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
