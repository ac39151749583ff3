"""The civil registry's list of deaths becomes facts beside our own, so that the two can be compared."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from balai.domains.public_services.models import DeathFact
from balai.domains.public_services.permissions import may_see_deaths
from balai.domains.public_services.rules.registry_list import MOST_BYTES, RegistryRow, read_list
from balai.domains.public_services.rules.uniqueness import person_text
from balai.domains.public_services.terms import DEATHS_IMPORTED, REGISTRY
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, Refused
from balai.kits.crypto import blind_index, blind_indexes

_ROLES = frozenset({Role.OPD_ADMIN, Role.FIELD_OFFICER})


@dataclass(frozen=True, slots=True)
class Imported:
    """How many deaths were new, how many known already, and what is wrong with the lines that were left out."""

    added: int
    known: int
    faults: list[str]


@transaction.atomic
def import_deaths(*, upload: UploadedFile, by: Actor, at: datetime) -> Imported:
    """Take in a list. The same list twice adds nothing the second time; faulty lines are left out and named.

    Raises Forbidden NOT_YOURS; Refused LIST_TOO_LARGE, LIST_NOT_TEXT, LIST_COLUMNS, LIST_EMPTY.
    """
    if by.role not in _ROLES or not may_see_deaths(by, on=timezone.localdate(at)):
        raise Forbidden(
            "NOT_YOURS", "Daftar ini hanya diunggah oleh petugas instansi yang mencatat kematian."
        )
    upload.seek(0)
    listed = read_list(upload.read(MOST_BYTES + 1), today=timezone.localdate(at))
    if not listed.rows and not listed.faults:
        raise Refused("LIST_EMPTY", "Daftar ini tidak memuat satu kematian pun.")
    areas = {area.code for area in organizations.areas()}
    facts = list({_identity(fact): fact for fact in (_fact(row, areas, at) for row in listed.rows)}.values())
    known = _known(facts)
    fresh = [fact for fact in facts if _identity(fact) not in known]
    DeathFact.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    data = {"added": len(fresh), "known": len(facts) - len(fresh), "faults": len(listed.faults)}
    journal.append(code=DEATHS_IMPORTED, subject=("deaths", f"{at:%Y-%m}"), by=by, at=at, data=data)
    return Imported(len(fresh), len(facts) - len(fresh), list(listed.faults))


def _fact(row: RegistryRow, areas: set[str], at: datetime) -> DeathFact:
    other = person_text(row.family_card, row.name, row.birth_date)
    details = {
        "nik": row.nik,
        "family_card": row.family_card,
        "name": row.name,
        "birth_date": row.birth_date,
    }
    return DeathFact(
        source=REGISTRY,
        person_key=blind_index(row.nik) if row.nik else "",
        other_key=blind_index(other) if other else "",
        area_id=row.area if row.area in areas else None,
        death_date=row.death_date,
        details=json.dumps(details, ensure_ascii=False),
        recorded_at=at,
    )


def _identity(fact: DeathFact) -> str:
    return fact.person_key or fact.other_key


def _known(facts: list[DeathFact]) -> set[str]:
    """The identities that the registry's side has already, asked in portions."""
    rows = DeathFact.objects.filter(source=REGISTRY)
    found: set[str] = set()
    meant = {finger: _identity(fact) for fact in facts for finger in _fingers(fact)}
    keys = list(meant)
    for start in range(0, len(keys), 400):
        part = keys[start : start + 400]
        found |= set(rows.filter(person_key__in=part).values_list("person_key", flat=True))
        found |= set(rows.filter(person_key="", other_key__in=part).values_list("other_key", flat=True))
    return {meant[finger] for finger in found}


def _fingers(fact: DeathFact) -> list[str]:
    """The identity by every key of fingerprints in use."""
    about = json.loads(fact.details)
    if about["nik"]:
        return blind_indexes(about["nik"])
    other = person_text(about["family_card"], about["name"], about["birth_date"])
    return blind_indexes(other) if other else []
