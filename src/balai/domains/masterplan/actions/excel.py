"""A table of programmes on its way in: uploaded, its columns settled, taken over in one act, undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from balai.domains.masterplan.actions.programmes import keep_years
from balai.domains.masterplan.models import Plan, Programme, ProgrammeImport, ProgrammeYear
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.queries import excel
from balai.domains.masterplan.queries.excel_preview import RowPlan, preview
from balai.domains.masterplan.rules.cells import Record, text_of
from balai.domains.masterplan.rules.columns import COLUMN, COLUMN_LABELS, KEEP_BESIDE, doubled, recognise
from balai.domains.masterplan.terms import PROGRAMME_TASK, ProgrammeAct
from balai.engine.duties.public import duties_about
from balai.engine.journal import public as journal
from balai.engine.threads.public import linked, thread_kinds
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.kits.titles import letters
from balai.kits.workbooks import WorkbookRefused, read_sheets

MOST_BYTES, MOST_UNPACKED = 5 * 2**20, 80 * 2**20
MOST_ROWS, MOST_COLUMNS = 2000, 120
LOOKED_AT = 15
# What undoing brings back of a changed programme; years and supporting offices stand beside.
_OWN = tuple(
    field.attname
    for field in Programme._meta.concrete_fields
    if field.attname not in {"id", "plan_id", "version", "updated_at"}
)


@transaction.atomic
def upload_programmes(
    *, plan_id: int, data: bytes, file_name: str, by: Actor, at: datetime
) -> ProgrammeImport:
    """Read an Excel or ODS file and guess its columns; nothing of the plan changes yet.

    Raises Forbidden NOT_YOURS; NotFound PLAN_UNKNOWN; Refused FILE_TOO_LARGE, FILE_BROKEN, FILE_LOCKED, FILE_EMPTY,
    TOO_MANY_ROWS.
    """
    must_plan(by, on=timezone.localdate(at))
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("PLAN_UNKNOWN", "Rencana ini tidak ada.")
    beside = [code[1:] for code in excel.extras(Programme.objects.filter(plan=plan))]
    head, titles, cells = _table(_opened(data), plan, beside)
    guesses = recognise(titles, first_year=plan.start_year, extras=beside)
    return ProgrammeImport.objects.create(
        plan=plan,
        file_name=file_name[:200],
        uploaded_at=at,
        uploaded_by_id=by.user_id,
        titles=titles,
        cells=cells,
        first_row=head + 2,
        # What is only likely is asked before it counts.
        columns={
            str(place): guess.code
            for place, guess in enumerate(guesses)
            if guess.is_sure or guess.code == KEEP_BESIDE
        },
    )


@transaction.atomic
def settle_columns(*, import_id: int, chosen: Mapping[int, str], by: Actor, at: datetime) -> ProgrammeImport:
    """Say which column is which: a code of COLUMNS, "+" to keep it beside, "" to leave it unread.

    Raises NotFound; Forbidden NOT_YOURS; Refused IMPORT_DONE, COLUMN_TWICE, COLUMN_MISSING, COLUMN_UNKNOWN.
    """
    made = _locked(import_id, by, at)
    if made.applied_at:
        raise Refused("IMPORT_DONE", "Berkas ini sudah dimasukkan.")
    if unknown := next((code for code in chosen.values() if code not in {*COLUMN, KEEP_BESIDE, ""}), None):
        raise Refused("COLUMN_UNKNOWN", "Kolom {column} tidak dikenal.", column=unknown)
    if twice := doubled(chosen):
        raise Refused("COLUMN_TWICE", "Kolom {column} dipilih dua kali.", column=COLUMN_LABELS[twice[0]])
    _must_name_programmes(chosen.values())
    made.columns = {str(place): code for place, code in chosen.items()}
    made.save(update_fields=["columns"])
    return made


@transaction.atomic
def apply_import(*, import_id: int, digest: str, by: Actor, at: datetime) -> ProgrammeImport:
    """Take the file over in one act, exactly as the preview with this digest showed it. Twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Conflict PLAN_MOVED when the plan changed since the preview; Refused
    COLUMN_MISSING.
    """
    made = _locked(import_id, by, at)
    if made.applied_at:
        return made
    _must_name_programmes(made.columns.values())
    _hold(made.plan)
    seen = preview(made)
    if seen.digest != digest:
        raise Conflict(
            "PLAN_MOVED", "Rencananya berubah sejak pratinjau ini dibuat. Periksa lagi, lalu masukkan."
        )
    undo: dict[str, dict[str, Any]] = {"made": {}, "changed": {}}
    for row in seen.rows:
        if row.kind == "NEW":
            one = Programme.objects.create(
                plan=made.plan, updated_at=at, **_plain_values(row.record), kept={}
            )
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
    made = _locked(import_id, by, at)
    if made.undone_at:
        return made
    if not made.applied_at:
        raise Refused("IMPORT_NOT_DONE", "Berkas ini belum dimasukkan.")
    _hold(made.plan)
    rows = Programme.objects.select_related("plan")
    known = {str(one.pk): one for one in rows.filter(pk__in=[*made.undo["made"], *made.undo["changed"]])}
    if blocked := built_on(made, known):
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


def built_on(made: ProgrammeImport, known: Mapping[str, Programme]) -> list[str]:
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


def _locked(import_id: int, by: Actor, at: datetime) -> ProgrammeImport:
    must_plan(by, on=timezone.localdate(at))
    rows = ProgrammeImport.objects.select_for_update(of=("self",)).select_related("plan")
    made = rows.filter(pk=import_id).first()
    if made is None:
        raise NotFound("IMPORT_UNKNOWN", "Berkas ini tidak ada.")
    return made


def _hold(plan: Plan) -> None:
    """One file at a time changes a plan, and nobody its programmes meanwhile: what is looked at is what is written."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    rows = Programme.objects.select_for_update(of=("self",)).filter(plan=plan).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _must_name_programmes(codes: Any) -> None:
    if not {"kode", "program_smart_city"} & set(codes):
        raise Refused(
            "COLUMN_MISSING", "Tunjukkan kolom kode atau kolom nama program: tanpanya baris tidak dikenali."
        )


def _plain_values(record: Record) -> dict[str, Any]:
    return dict(record.values)


def _changed(row: RowPlan, at: datetime) -> dict[str, Any]:
    one = row.programme
    was = snapshot(one)
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
    told = {COLUMN_OF.get(name, "") for name in record.values}
    told |= {f"target_t{term}" for term in record.targets} | {f"pagu_t{term}" for term in record.ceilings}
    one.kept = {code: text for code, text in one.kept.items() if code not in told} | {
        code: text for code, text in record.kept.items() if text
    }
    for code in [code for code in record.kept if not record.kept[code]]:
        one.kept.pop(code, None)
    one.save()


COLUMN_OF = {column.field: column.code for column in COLUMN.values() if column.field} | {
    "lead_id": "penanggung_jawab_opd"
}


def snapshot(one: Programme) -> dict[str, Any]:
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


def _opened(data: bytes) -> list[list[Any]]:
    if len(data) > MOST_BYTES:
        raise Refused("FILE_TOO_LARGE", "Berkas terlalu besar: paling banyak 5 MB.", field="file")
    try:
        sheets = read_sheets(data, most_unpacked=MOST_UNPACKED)
    except WorkbookRefused as refused:
        raise _unopened(refused.why) from None
    found = next((rows for rows in sheets if any(text_of(cell) for row in rows for cell in row)), None)
    if found is None:
        raise Refused("FILE_EMPTY", "Berkas ini kosong.", field="file")
    return found


def _unopened(why: str) -> Refused:
    match why:
        case "LOCKED":
            return Refused(
                "FILE_LOCKED",
                "Berkas ini terkunci sandi. Simpan tanpa sandi, lalu unggah lagi.",
                field="file",
            )
        case "LARGE":
            return Refused("FILE_TOO_LARGE", "Isi berkas terlalu besar.", field="file")
    return Refused("FILE_BROKEN", "Berkas ini tidak terbaca sebagai Excel (.xlsx) atau .ods.", field="file")


def _table(rows: list[list[Any]], plan: Plan, beside: list[str]) -> tuple[int, list[str], list[list[str]]]:
    """(place of the line of titles, titles, the cells below it as texts). The titles are the line that says most."""
    texts = [[text_of(cell) for cell in row[:MOST_COLUMNS]] for row in rows]

    def known(line: list[str]) -> int:
        return sum(bool(guess.code) for guess in recognise(line, first_year=plan.start_year, extras=beside))

    head = max(range(min(len(texts), LOOKED_AT)), key=lambda place: (known(texts[place]), -place))
    below = texts[head + 1 :]
    while below and not any(below[-1]):
        below.pop()
    if not below:
        raise Refused("FILE_EMPTY", "Tidak ada baris di bawah judul kolom.", field="file")
    if len(below) > MOST_ROWS:
        raise Refused(
            "TOO_MANY_ROWS", "Terlalu banyak baris: paling banyak {most}.", most=MOST_ROWS, field="file"
        )
    titles = [title or _untitled(below, place) for place, title in enumerate(texts[head])]
    return head, titles, below


def _untitled(below: list[list[str]], place: int) -> str:
    """A column with contents and without a title is called by its letters, so that somebody is asked about it."""
    has_contents = any(place < len(line) and line[place] for line in below)
    return f"Kolom {letters(place)}" if has_contents else ""
