"""Deaths that only one side knows: ours (services) or theirs (the civil registry)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from balai.domains.public_services.models import DeathFact
from balai.domains.public_services.terms import REGISTRY, SERVICE

# The registry may learn of a death weeks later: the other side is looked for around the month.
_AROUND = timedelta(days=120)
MOST = 1_000


@dataclass(frozen=True, slots=True)
class OneSided:
    """Deaths of one month. `ours`: known to services only; `theirs`: to the registry only; `both`: how many agree."""

    ours: Sequence[DeathFact]
    theirs: Sequence[DeathFact]
    both: int


def one_sided(*, year: int, month: int) -> OneSided:
    """Deaths of that month known to one side only, at most a thousand of each, by date."""
    first = date(year, month, 1)
    until = date(year + month // 12, month % 12 + 1, 1)
    rows = DeathFact.objects.filter(death_date__gte=first, death_date__lt=until).select_related("area")
    around = DeathFact.objects.filter(death_date__gte=first - _AROUND, death_date__lt=until + _AROUND)
    ours = _unknown_to(rows.filter(source=SERVICE), around.filter(source=REGISTRY))
    theirs = _unknown_to(rows.filter(source=REGISTRY), around.filter(source=SERVICE))
    both = rows.filter(source=SERVICE).count() - ours.count()
    return OneSided(_bounded(ours), _bounded(theirs), both)


def details_of(fact: DeathFact) -> dict[str, Any]:
    """Names and numbers of a death, for those who may see them: nik, family_card, name, birth_date, sex, place."""
    return json.loads(fact.details)


def unsent() -> QuerySet[DeathFact]:
    """Deaths that the civil registry does not have yet, oldest first."""
    return DeathFact.objects.filter(source=SERVICE, sent_at=None).order_by("recorded_at", "pk")


def unmarked() -> QuerySet[DeathFact]:
    """Deaths that the residents register was not told of yet, oldest first."""
    return DeathFact.objects.filter(source=SERVICE, marked_at=None).order_by("recorded_at", "pk")


def _unknown_to(rows: QuerySet[DeathFact], other: QuerySet[DeathFact]) -> QuerySet[DeathFact]:
    """By NIK, or by family card, name and birth date: either is enough to be the same person."""
    keys = other.exclude(person_key="").values("person_key")
    others = other.exclude(other_key="").values("other_key")
    return rows.exclude(person_key__in=keys).exclude(other_key__in=others)


def _bounded(rows: QuerySet[DeathFact]) -> list[DeathFact]:
    return list(rows.order_by("death_date", "pk")[:MOST])
