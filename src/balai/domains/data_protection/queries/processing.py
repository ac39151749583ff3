"""The register of processing with what the region adds: retention, assessments, whom to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q

from balai.domains.data_protection.models import Assessment
from balai.domains.data_protection.rules import retention
from balai.domains.data_protection.rules.register import Purpose, purposes
from balai.domains.data_protection.rules.retention import Retention
from balai.domains.data_protection.terms import CONTACT, RETENTION
from balai.engine.parameters import public as parameters
from balai.engine.parameters.public import Parameter


@dataclass(frozen=True, slots=True)
class Processing:
    """One purpose as the page shows it. `retention` is None where the region decided nothing; `fields` are (table, field) in the
    words of the tables, for officers."""

    purpose: Purpose
    retention: Retention | None
    assessment: Assessment | None

    @property
    def is_unassessed(self) -> bool:
        """Whether the law wants an assessment that nobody wrote."""
        return self.purpose.needs_assessment and self.assessment is None


def processing(*, on: date) -> list[Processing]:
    """Every purpose of the register with its retention on that day; two queries."""
    kept = retentions(on=on)
    papers: dict[str, Assessment] = {}
    for row in Assessment.objects.order_by("at").select_related("by"):
        papers[row.purpose] = row
    return [Processing(one, kept.get(one.code), papers.get(one.code)) for one in purposes()]


def retentions(*, on: date) -> dict[str, Retention]:
    """Retention by purpose, as the dated parameters say; a value that cannot be read counts as none."""
    rows = Parameter.objects.filter(code__startswith=RETENTION, valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gte=on)
    )
    found: dict[str, Retention] = {}
    for row in rows.order_by("valid_from"):
        try:
            found[row.code.removeprefix(RETENTION)] = retention.read(
                row.value, reference=row.legal_reference, verified=row.verified
            )
        except (AttributeError, ValueError):
            continue
    return found


def contact(*, on: date) -> dict[str, str]:
    """Whom to ask (Pasal 53): {name, office, email, phone, address}; empty where the region named nobody."""
    value = parameters.value(CONTACT, on=on, default={})
    return {name: str(text) for name, text in value.items()} if isinstance(value, dict) else {}


def personal_fields() -> Iterator[str]:
    """app.Model.field of everything that the tables call personal."""
    for model in apps.get_models():
        for name in getattr(model, "personal_data", ()):
            yield f"{model._meta.label}.{name}"


def words_of(field: str) -> tuple[str, str]:
    """Table and field in words, where the tables have them."""
    label, _, name = field.rpartition(".")
    model: Any = apps.get_model(label)
    return str(model._meta.verbose_name), str(model._meta.get_field(name).verbose_name)


def unassessed(rows: Sequence[Processing]) -> list[Processing]:
    return [row for row in rows if row.is_unassessed]
