"""The register: an innovation is entered and changed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.permissions import may_keep, must_keep
from balai.domains.innovations.rules.columns import is_likely
from balai.domains.innovations.rules.oddities import oddities
from balai.domains.innovations.terms import Act, Stage
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

# What a form may set; the rest belongs to other acts.
FIELDS = (
    "name", "summary", "opd_id", "stage", "origin", "initiator_name", "form", "source_class", "is_digital", "dimension",
    "affair", "initiative_date", "trial_date", "adoption_date", "rhythm", "expected_per_window", "target_units",
    "result_label", "result_unit", "result_target", "result_value", "result_measured_on", "budget_year",
    "budget_percent", "decree_until",
)  # fmt: skip
NAME_LIMIT = 300


@transaction.atomic
def register_innovation(*, given: Mapping[str, Any], by: Actor, at: datetime) -> Innovation:
    """Enter an innovation. What is odd about it is kept in words and never keeps it out.

    Raises Forbidden NOT_YOURS; Refused TEXT_…, OPD_UNKNOWN, YEAR_UNLIKELY.
    """
    today = timezone.localdate(at)
    if not may_keep(by, given.get("opd_id"), on=today):
        raise Forbidden("NOT_YOURS", "Daftarkan inovasi OPD Anda sendiri.")
    values = _checked(given)
    row = Innovation(**values, registered_at=at)
    _settle(row)
    row.save(force_insert=True)
    journal.append(
        code=Act.REGISTERED, subject=("innovation", row.pk), by=by, at=at, data={"opd": row.opd_id}
    )
    return row


@transaction.atomic
def change_innovation(
    *, innovation_id: int, given: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> Innovation:
    """Change what the form may set; only who keeps both gives it from one agency to another.

    Raises NotFound; Forbidden NOT_YOURS; Conflict INNOVATION_MOVED when somebody else was quicker; Refused TEXT_…, OPD_UNKNOWN, YEAR_UNLIKELY.
    """
    row = locked(innovation_id)
    must_keep(by, row, on=timezone.localdate(at))
    if row.version != version:
        raise Conflict(
            "INNOVATION_MOVED",
            "Data ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    values = _checked({**{field: getattr(row, field) for field in FIELDS}, **given})
    if values["opd_id"] != row.opd_id and not may_keep(by, values["opd_id"], on=timezone.localdate(at)):
        raise Forbidden(
            "NOT_YOURS", "Yang mengalihkan inovasi ke OPD lain: perencana atau koordinator.", field="opd_id"
        )
    changed = sorted(field for field, value in values.items() if getattr(row, field) != value)
    for field in changed:
        setattr(row, field, values[field])
    if changed:
        _settle(row)
        row.version += 1
        row.save()
        data = {"fields": changed}
        journal.append(code=Act.CHANGED, subject=("innovation", row.pk), by=by, at=at, data=data)
    return row


def locked(innovation_id: int) -> Innovation:
    """The row, held until the transaction ends. Raises NotFound INNOVATION_UNKNOWN."""
    row = Innovation.objects.select_for_update(of=("self",)).filter(pk=innovation_id).first()
    if row is None:
        raise NotFound("INNOVATION_UNKNOWN", "Inovasi ini tidak ada.")
    return row


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    values = {field: given[field] for field in FIELDS if field in given}
    values["name"] = clean_text(
        given.get("name", ""), field="name", label="Nama", minimum=3, maximum=NAME_LIMIT
    )
    for field, value in values.items():
        if isinstance(value, date) and not is_likely(value):
            raise Refused("YEAR_UNLIKELY", "Tahun {year} tidak masuk akal.", field=field, year=value.year)
    if values.get("opd_id"):
        organizations.opd_by_id(values["opd_id"])
    if values.get("budget_percent") not in {None, 0, 50, 100}:
        raise Refused("BUDGET_UNKNOWN", "Anggaran: tidak ada, sebagian, atau penuh.", field="budget_percent")
    return values


def _settle(row: Innovation) -> None:
    """What follows from the dates: the day its life begins, its cohort, and what is odd."""
    row.launch_date = _launch(row)
    row.cohort_year = row.launch_date.year if row.launch_date else None
    row.odd = oddities(
        stage=row.stage,
        trial=row.trial_date,
        adopted=row.adoption_date,
        has_opd=row.opd_id is not None,
        opd_text=row.opd_text,
        register_number=row.register_number,
    )


def _launch(row: Innovation) -> date | None:
    """The trial is the first day that people could use it; of two dates in the wrong order the earlier one."""
    days = [day for day in (row.trial_date, row.adoption_date) if day]
    if days:
        return min(days)
    return None if row.stage == Stage.INITIATIVE else row.initiative_date
