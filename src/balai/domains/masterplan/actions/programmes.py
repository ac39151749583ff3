"""Programmes: entered, changed, moved on, led by another office, realised year by year."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.masterplan.models import Plan, Programme, ProgrammeYear
from balai.domains.masterplan.permissions import must_keep, must_plan
from balai.domains.masterplan.rules.columns import COLUMNS
from balai.domains.masterplan.rules.figures import is_reached
from balai.domains.masterplan.rules.standing import may_move, wants_reason
from balai.domains.masterplan.terms import PROGRAMME_LABELS, ProgrammeAct, ProgrammeState
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
REASON_LIMIT = 1000


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
        _write(row, at)
        data = {"fields": changed}
        journal.append(code=ProgrammeAct.CHANGED, subject=("programme", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def move_programme(
    *, programme_id: int, to: str, reason: str = "", version: int, by: Actor, at: datetime
) -> Programme:
    """Bring it to another state by the table of moves. There already: nothing happens.

    Raises NotFound; Forbidden NOT_YOURS; Conflict PROGRAMME_MOVED; Refused STATE_UNKNOWN, MOVE_UNKNOWN, TEXT_….
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    if to not in set(ProgrammeState):
        raise Refused("STATE_UNKNOWN", "Keadaan itu tidak dikenal.", field="to")
    if row.state == to:
        return row
    must_be_version(row, version)
    former = ProgrammeState(row.state)
    if not may_move(row.state, to):
        raise Refused(
            "MOVE_UNKNOWN",
            "Dari “{former}” tidak dapat langsung ke “{to}”.",
            former=PROGRAMME_LABELS[former],
            to=PROGRAMME_LABELS[ProgrammeState(to)],
            field="to",
        )
    if wants_reason(row.state, to):
        reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=REASON_LIMIT)
    row.state, row.state_reason = to, reason.strip()
    row.kept.pop("status", None)
    _write(row, at)
    data = {"from": former.value, "to": to}
    journal.append(code=ProgrammeAct.MOVED, subject=("programme", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def lead_programme(*, programme_id: int, lead_id: int, version: int, by: Actor, at: datetime) -> Programme:
    """Give it to a lead office that exists: where none was known, where it was dissolved, or by decision of the planners.

    What is owed by the former one stays with it until it is handed over as a case. Raises NotFound; Forbidden NOT_YOURS;
    Conflict PROGRAMME_MOVED; Refused OPD_UNKNOWN, OPD_GONE.
    """
    on = timezone.localdate(at)
    must_plan(by, on=on)
    row = locked(programme_id)
    if row.lead_id == lead_id:
        return row
    must_be_version(row, version)
    office = organizations.opd_by_id(lead_id)
    if not office.is_active(on):
        raise Refused(
            "OPD_GONE",
            "{opd} sudah dibubarkan. Pilih OPD yang masih ada.",
            opd=office.short_name,
            field="lead",
        )
    former, row.lead_id = row.lead_id, lead_id
    # The words of the file stay beside the office that was found for them: nothing of what was promised is lost.
    if row.lead_text:
        row.note = f"{row.note}\nPenanggung jawab menurut berkas: {row.lead_text}".strip()
        row.lead_text = ""
    row.kept.pop("penanggung_jawab_opd", None)
    _write(row, at)
    data = {"from": former, "to": lead_id}
    journal.append(code=ProgrammeAct.LED, subject=("programme", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def realise_year(
    *,
    programme_id: int,
    year: int,
    realised: str,
    realised_rupiah: int | None,
    reached: bool | None,
    source: str,
    version: int,
    by: Actor,
    at: datetime,
) -> ProgrammeYear:
    """State what came of a year. Where target and result are numbers, they decide; words have to be said to be enough.

    Raises NotFound; Forbidden NOT_YOURS; Conflict PROGRAMME_MOVED; Refused TEXT_…, YEAR_OUTSIDE, RUPIAH_NEGATIVE,
    REACHED_OTHERWISE.
    """
    row = locked(programme_id)
    must_keep(by, row.lead_id, on=timezone.localdate(at))
    must_be_version(row, version)
    must_lie_in(row.plan, year)
    realised = clean_text(realised, field="realised", label="Realisasi", minimum=1, maximum=120)
    source = clean_text(source, field="source", label="Sumber", minimum=3, maximum=REASON_LIMIT)
    if realised_rupiah is not None and realised_rupiah < 0:
        raise Refused("RUPIAH_NEGATIVE", "Realisasi anggaran tidak boleh negatif.", field="realised_rupiah")
    kept = ProgrammeYear.objects.filter(programme=row, year=year).first()
    by_numbers = is_reached(kept.target if kept else "", realised)
    if by_numbers is not None and reached is not None and by_numbers != reached:
        raise Refused(
            "REACHED_OTHERWISE",
            "Angkanya berkata lain: target {target}, realisasi {realised}.",
            target=kept.target if kept else "",
            realised=realised,
            field="reached",
        )
    values = {
        "realised": realised,
        "realised_rupiah": realised_rupiah,
        "is_reached": reached if by_numbers is None else by_numbers,
        "source": source,
    }
    kept, _ = ProgrammeYear.objects.update_or_create(programme=row, year=year, defaults=values)
    _write(row, at)
    data = {"year": year, "reached": kept.is_reached}
    journal.append(code=ProgrammeAct.REALISED, subject=("programme", row.pk), by=by, at=at, data=data)
    return kept


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


def must_lie_in(plan: Plan, year: int) -> None:
    """Raises Refused YEAR_OUTSIDE."""
    last = max(plan.vision_year, plan.start_year + 4)
    if not plan.start_year <= year <= last:
        raise Refused(
            "YEAR_OUTSIDE", "Tahun {year} di luar rencana: {first} sampai {last}.",
            year=year, first=plan.start_year, last=last, field="year",
        )  # fmt: skip


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


def _write(row: Programme, at: datetime) -> None:
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
