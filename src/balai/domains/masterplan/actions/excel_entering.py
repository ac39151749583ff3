"""A table of programmes taken over in one act, and taken back as one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from balai.domains.masterplan.actions.excel import locked_import, must_name_programmes
from balai.domains.masterplan.actions.programmes import keep_years
from balai.domains.masterplan.models import Plan, Programme, ProgrammeImport, ProgrammeYear
from balai.domains.masterplan.queries.excel_preview import RowPlan, preview
from balai.domains.masterplan.rules.cells import Record
from balai.domains.masterplan.rules.columns import COLUMN
from balai.domains.masterplan.terms import PROGRAMME_TASK, ProgrammeAct
from balai.engine.duties.public import duties_about
from balai.engine.journal import public as journal
from balai.engine.threads.public import linked, thread_kinds
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused

# What undoing brings back of a changed programme; years and supporting offices stand beside.
_OWN = tuple(
    field.attname
    for field in Programme._meta.concrete_fields
    if field.attname not in {"id", "plan_id", "version", "updated_at"}
)


@transaction.atomic
def apply_import(*, import_id: int, digest: str, by: Actor, at: datetime) -> ProgrammeImport:
    """Take the file over in one act, exactly as the preview with this digest showed it. Twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Conflict PLAN_MOVED when the plan changed since the preview; Refused
    COLUMN_MISSING.
    """
    made = locked_import(import_id, by, at)
    if made.applied_at:
        return made
    must_name_programmes(made.columns.values())
    _hold(made.plan)
    seen = preview(made)
    if seen.digest != digest:
        raise Conflict(
            "PLAN_MOVED", "Rencananya berubah sejak pratinjau ini dibuat. Periksa lagi, lalu masukkan."
        )
    undo: dict[str, dict[str, Any]] = {"made": {}, "changed": {}}
    for row in seen.rows:
        if row.kind == "NEW":
            one = Programme.objects.create(plan=made.plan, updated_at=at, **row.record.values, kept={})
            _settle(one, row.record)
            undo["made"][str(one.pk)] = one.version
        elif row.kind == "CHANGED":
            undo["changed"][str(row.programme.pk)] = _changed(row, at)
    made.applied_at, made.undo = at, undo
    made.save(update_fields=["applied_at", "undo"])
    data = {"plan": made.plan.code, "new": len(undo["made"]), "changed": len(undo["changed"])}
    journal.append(code=ProgrammeAct.IMPORTED, subject=("programme_import", made.pk), by=by, at=at, data=data)
    return made


@transaction.atomic
def undo_import(*, import_id: int, by: Actor, at: datetime) -> ProgrammeImport:
    """Take the whole file back. Refused where somebody went on working with what it brought. Twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Refused IMPORT_NOT_DONE, IMPORT_BUILT_ON naming the programmes.
    """
    made = locked_import(import_id, by, at)
    if made.undone_at:
        return made
    if not made.applied_at:
        raise Refused("IMPORT_NOT_DONE", "Berkas ini belum dimasukkan.")
    _hold(made.plan)
    rows = Programme.objects.select_related("plan")
    known = {str(one.pk): one for one in rows.filter(pk__in=[*made.undo["made"], *made.undo["changed"]])}
    if blocked := _built_on(made, known):
        names = ", ".join(blocked[:5])
        raise Refused(
            "IMPORT_BUILT_ON", "Tidak dapat dibatalkan: {codes} sudah dipakai lebih lanjut.", codes=names
        )
    try:
        for key in made.undo["made"]:
            known[key].delete()
    except ProtectedError:
        raise Refused(
            "IMPORT_BUILT_ON", "Tidak dapat dibatalkan: {codes} sudah dipakai lebih lanjut.", codes="…"
        ) from None
    for key, kept in made.undo["changed"].items():
        _restore(known[key], kept["was"], at)
    made.undone_at = at
    made.save(update_fields=["undone_at"])
    data = {"plan": made.plan.code, "gone": len(made.undo["made"]), "restored": len(made.undo["changed"])}
    journal.append(
        code=ProgrammeAct.IMPORT_UNDONE, subject=("programme_import", made.pk), by=by, at=at, data=data
    )
    return made


def _built_on(made: ProgrammeImport, known: Mapping[str, Programme]) -> list[str]:
    """Codes of programmes that were changed after the file came, or (of new ones) that duties or threads hang on."""
    versions = {**made.undo["made"], **{key: kept["version"] for key, kept in made.undo["changed"].items()}}
    fresh = list(made.undo["made"])
    kinds = [kind.code for kind in thread_kinds()]
    tied = {
        *linked("PROGRAMME", fresh, kinds, "AFTER"),
        *linked("PROGRAMME", fresh, kinds, "BEFORE"),
        *(
            view.duty.about_id
            for view in duties_about("PROGRAMME", fresh)
            if view.duty.kind == PROGRAMME_TASK
        ),
    }
    return sorted(
        known[key].code if key in known else key
        for key, version in versions.items()
        if key not in known or known[key].version != version or key in tied
    )


def _hold(plan: Plan) -> None:
    """One file at a time changes a plan, and nobody its programmes meanwhile: what is looked at is what is written."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    rows = Programme.objects.select_for_update(of=("self",)).filter(plan=plan).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _changed(row: RowPlan, at: datetime) -> dict[str, Any]:
    one = row.programme
    was = _snapshot(one)
    for name, value in row.record.values.items():
        setattr(one, name, value)
    one.version, one.updated_at = one.version + 1, at
    _settle(one, row.record)
    return {"version": one.version, "was": was}


def _settle(one: Programme, record: Record) -> None:
    """Years, supporting offices, and the words that found no place; then the row itself."""
    first = one.plan.start_year - 1
    keep_years(
        one,
        {first + term: text for term, text in record.targets.items()},
        {first + term: amount for term, amount in record.ceilings.items()},
    )
    if record.supporting is not None:
        one.supporting.set(record.supporting)
    told = {_COLUMN_OF.get(name, "") for name in record.values}
    told |= {f"target_t{term}" for term in record.targets} | {f"pagu_t{term}" for term in record.ceilings}
    one.kept = {code: text for code, text in one.kept.items() if code not in told} | {
        code: text for code, text in record.kept.items() if text
    }
    for code in [code for code in record.kept if not record.kept[code]]:
        one.kept.pop(code, None)
    one.save()


_COLUMN_OF = {column.field: column.code for column in COLUMN.values() if column.field} | {
    "lead_id": "penanggung_jawab_opd"
}


def _snapshot(one: Programme) -> dict[str, Any]:
    """Everything of a programme that a file can change, as JSON."""
    return {
        "values": {name: getattr(one, name) for name in _OWN},
        "supporting": sorted(one.supporting.values_list("pk", flat=True)),
        "years": [[year.year, year.target, year.ceiling_rupiah] for year in one.years.all()],
    }


def _restore(one: Programme, was: Mapping[str, Any], at: datetime) -> None:
    for name, value in was["values"].items():
        setattr(one, name, value)
    one.version, one.updated_at = one.version + 1, at
    one.supporting.set(was["supporting"])
    kept = {year: (target, ceiling) for year, target, ceiling in was["years"]}
    for year in ProgrammeYear.objects.filter(programme=one):
        year.target, year.ceiling_rupiah = kept.get(year.year, ("", None))
        year.save(update_fields=["target", "ceiling_rupiah"])
    one.save()
