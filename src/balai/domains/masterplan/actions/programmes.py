"""Programmes: entered and changed, with the targets and ceilings of their years."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.masterplan.models import Plan, Programme, ProgrammeYear
from balai.domains.masterplan.permissions import must_keep, must_plan
from balai.domains.masterplan.rules.columns import COLUMNS
from balai.domains.masterplan.terms import ProgrammeAct
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.dimensions import DIMENSION_OF
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

# What a form may set; state, leadership and results belong to other acts.
FIELDS = (
    "code", "dimension", "sub_dimension", "goal", "strategy", "name", "activity", "place", "partners",
    "output_indicator", "outcome_indicator", "unit", "baseline", "fund_source", "subactivity_code", "horizon",
    "start_year", "end_year", "is_quick_win", "rpjmd_link", "risk_link", "note", "supporting_text",
)  # fmt: skip

KEPT_OF = {column.field: column.code for column in COLUMNS if column.field}


@transaction.atomic
def add_programme(*, plan_id: int, given: Mapping[str, Any], by: Actor, at: datetime) -> Programme:
    """Enter a programme of a plan. `given` holds FIELDS, `lead_id`, `supporting` (ids), `targets` and `ceilings` by year.

    Raises Forbidden NOT_YOURS; NotFound PLAN_UNKNOWN; Refused TEXT_…, CODE_TAKEN, OPD_UNKNOWN, SUB_DIMENSION_ELSEWHERE,
    YEARS_TURNED.
    """
    must_plan(by, on=timezone.localdate(at))
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("PLAN_UNKNOWN", "Rencana ini tidak ada.")
    values = _checked(given, plan_id=plan.pk)
    row = Programme(plan=plan, lead_id=_office(given.get("lead_id")), updated_at=at, **values)
    _save(row)
    row.supporting.set(_offices(given.get("supporting", ())))
    keep_years(row, given.get("targets", {}), given.get("ceilings", {}))
    journal.append(
        code=ProgrammeAct.ADDED, subject=("programme", row.pk), by=by, at=at, data={"plan": plan.code}
    )
    return row


@transaction.atomic
def change_programme(
    *, programme_id: int, given: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> Programme:
    """Change what a form may set; the lead office stays (`lead_programme`). Nothing changed writes nothing.

    Raises NotFound; Forbidden NOT_YOURS; Conflict PROGRAMME_MOVED when somebody else was quicker; Refused as on entering.
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    must_be_version(row, version)
    values = _checked(
        {**{name: getattr(row, name) for name in FIELDS}, **given}, plan_id=row.plan_id, row=row
    )
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
        row.kept.pop(KEPT_OF.get(name, ""), None)
    if "supporting" in given:
        wanted = set(_offices(given["supporting"]))
        if wanted != set(row.supporting.values_list("pk", flat=True)):
            row.supporting.set(wanted)
            changed.append("supporting")
    changed += keep_years(row, given.get("targets", {}), given.get("ceilings", {}))
    if changed:
        write_programme(row, at)
        data = {"fields": changed}
        journal.append(code=ProgrammeAct.CHANGED, subject=("programme", row.pk), by=by, at=at, data=data)
    return row


def locked(programme_id: int) -> Programme:
    """The row, held until the transaction ends. Raises NotFound PROGRAMME_UNKNOWN."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("plan")
    row = rows.filter(pk=programme_id).first()
    if row is None:
        raise NotFound("PROGRAMME_UNKNOWN", "Program ini tidak ada.")
    return row


def must_be_version(row: Programme, version: int) -> None:
    """Raises Conflict PROGRAMME_MOVED."""
    if row.version != version:
        raise Conflict(
            "PROGRAMME_MOVED",
            "Program ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )


def keep_years(row: Programme, targets: Mapping[int, str], ceilings: Mapping[int, int | None]) -> list[str]:
    """Write targets and ceilings of the given years; names of what changed ("target_t1"). Results stay as they are."""
    known = {year.year: year for year in row.years.all()} if row.pk else {}
    changed: list[str] = []
    for year in sorted({*targets, *ceilings}):
        kept = known.get(year) or ProgrammeYear(programme=row, year=year)
        names = [
            name
            for name, value in (
                ("target", targets.get(year, kept.target)),
                ("ceiling_rupiah", ceilings.get(year, kept.ceiling_rupiah)),
            )
            if getattr(kept, name) != value
        ]
        if "target" in names:
            kept.target = targets[year]
        if "ceiling_rupiah" in names:
            kept.ceiling_rupiah = ceilings[year]
        if names:
            kept.save()
        term = year - row.plan.start_year + 1
        for name in names:
            column = f"{'target' if name == 'target' else 'pagu'}_t{term}"
            row.kept.pop(column, None)
            changed.append(column)
    return changed


def write_programme(row: Programme, at: datetime) -> None:
    """Save it one version on. Raises Refused CODE_TAKEN."""
    row.version += 1
    row.updated_at = at
    _save(row)


def _save(row: Programme) -> None:
    """Raises Refused CODE_TAKEN where another programme took the code a moment ago."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise _taken(row.code) from None


def _taken(code: str) -> Refused:
    return Refused("CODE_TAKEN", "Kode {taken} sudah dipakai program lain.", taken=code, field="code")


def _checked(given: Mapping[str, Any], *, plan_id: int, row: Programme | None = None) -> dict[str, Any]:
    values = {name: given[name] for name in FIELDS if name in given}
    values["name"] = clean_text(
        given.get("name", ""), field="name", label="Nama program", minimum=3, maximum=300
    )
    values["code"] = clean_text(given.get("code", ""), field="code", label="Kode", minimum=1, maximum=40)
    others = Programme.objects.filter(plan_id=plan_id, code=values["code"])
    if others.exclude(pk=row.pk if row else None).exists():
        raise _taken(values["code"])
    sub, dimension = values.get("sub_dimension"), values.get("dimension")
    if sub and DIMENSION_OF[sub] != dimension:
        raise Refused(
            "SUB_DIMENSION_ELSEWHERE", "Sub dimensi itu bukan bagian dari dimensi ini.", field="sub_dimension"
        )
    start, end = values.get("start_year"), values.get("end_year")
    if start and end and end < start:
        raise Refused("YEARS_TURNED", "Tahun selesai lebih dulu daripada tahun mulai.", field="end_year")
    return values


def _office(number: int | None) -> int | None:
    return organizations.opd_by_id(number).pk if number else None


def _offices(numbers: Collection[int]) -> list[int]:
    return [organizations.opd_by_id(number).pk for number in numbers]
