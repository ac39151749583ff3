"""A death becomes a fact: recorded by a service, told to the civil registry and the residents register."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from balai.domains.public_services import ports
from balai.domains.public_services.models import Application, DeathFact
from balai.domains.public_services.ports import DeathNotice
from balai.domains.public_services.rules.uniqueness import normal, person_text
from balai.domains.public_services.terms import DEATH_SENT, SERVICE
from balai.engine.cases.public import Case
from balai.engine.journal import public as journal
from balai.engine.packs.public import Pack
from balai.foundation.actor import SYSTEM
from balai.kits.crypto import blind_index, blind_indexes


def record(application: Application, pack: Pack, case: Case, *, at: datetime) -> DeathFact | None:
    """The fact of the death that an application is about; a person dies once, so the first record stays.

    None when the form has no date of death. In the transaction of the move.
    """
    answers = json.loads(application.answers)
    if not answers.get("death_date"):
        return None
    nik = normal(answers.get("deceased_nik"))
    other = person_text(
        *(str(answers.get(code) or "") for code in ("family_card", "deceased_name", "deceased_birth_date"))
    )
    fact = DeathFact(
        source=SERVICE,
        person_key=blind_index(nik) if nik else "",
        other_key=blind_index(other) if other else "",
        area_id=case.area_id,
        death_date=date.fromisoformat(str(answers["death_date"])[:10]),
        details=json.dumps(_details(answers), ensure_ascii=False),
        application=application,
        recorded_at=at,
    )
    if _is_known(nik, other):
        return None
    DeathFact.objects.bulk_create([fact], ignore_conflicts=True)
    return fact


def send(*, fact_id: int, at: datetime) -> bool:
    """Tell the civil registry and the residents register of one death; False when it was told before or nobody
    listens. The call is outside of any transaction; a second one carries the same number. Raises RegistryAway."""
    fact = DeathFact.objects.filter(pk=fact_id, source=SERVICE, sent_at=None).first()
    registry = ports.registry()
    if fact is None or registry is None:
        return False
    receipt = registry.report(notice_of(fact))
    with transaction.atomic():
        changed = DeathFact.objects.filter(pk=fact_id, sent_at=None).update(sent_at=at, receipt=receipt[:80])
        if changed:
            journal.append(code=DEATH_SENT, subject=("death", fact_id), by=SYSTEM, at=at)
    return bool(changed)


def mark_dead(*, fact_id: int, at: datetime) -> bool:
    """Tell the residents register; it may be told twice. False when it knew."""
    fact = DeathFact.objects.filter(pk=fact_id, marked_at=None).first()
    if fact is None:
        return False
    nik = json.loads(fact.details).get("nik")
    if nik:
        ports.people().mark_dead(nik, on=fact.death_date, area_id=fact.area_id)
    return bool(DeathFact.objects.filter(pk=fact_id, marked_at=None).update(marked_at=at))


def notice_of(fact: DeathFact) -> DeathNotice:
    """The death as the registry is told of it."""
    details = json.loads(fact.details)
    birth = details.get("birth_date") or ""
    return DeathNotice(
        number=f"BALAI-{fact.pk}",
        nik=details.get("nik", ""),
        family_card=details.get("family_card", ""),
        name=details.get("name", ""),
        sex=details.get("sex", ""),
        birth_date=date.fromisoformat(birth) if birth else None,
        death_date=fact.death_date,
        death_place=details.get("place", ""),
        area_code=fact.area_id or "",
        reported_on=timezone.localdate(fact.recorded_at),
    )


def _is_known(nik: str, other: str) -> bool:
    """By NIK, or by family card, name and date of birth."""
    same = Q(person_key__in=blind_indexes(nik)) if nik else Q(pk=None)
    if other:
        same |= Q(other_key__in=blind_indexes(other))
    return DeathFact.objects.filter(same, source=SERVICE).exists()


def _details(answers: Mapping[str, Any]) -> dict[str, str]:
    columns = {
        "nik": "deceased_nik",
        "family_card": "family_card",
        "name": "deceased_name",
        "sex": "deceased_sex",
        "birth_date": "deceased_birth_date",
        "place": "death_place",
    }
    return {name: str(answers.get(code) or "") for name, code in columns.items()}
