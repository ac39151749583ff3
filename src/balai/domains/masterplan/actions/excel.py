"""A table of programmes on its way in: uploaded, and its columns settled. Nothing of the plan changes yet."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.masterplan.models import Plan, Programme, ProgrammeImport
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.queries import excel
from balai.domains.masterplan.rules.cells import text_of
from balai.domains.masterplan.rules.columns import COLUMN, COLUMN_LABELS, KEEP_BESIDE, doubled, recognise
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.kits.titles import letters
from balai.kits.workbooks import WorkbookRefused, read_sheets

MOST_BYTES, MOST_UNPACKED = 5 * 2**20, 80 * 2**20

MOST_ROWS, MOST_COLUMNS = 2000, 120

LOOKED_AT = 15


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
    made = locked_import(import_id, by, at)
    if made.applied_at:
        raise Refused("IMPORT_DONE", "Berkas ini sudah dimasukkan.")
    if unknown := next((code for code in chosen.values() if code not in {*COLUMN, KEEP_BESIDE, ""}), None):
        raise Refused("COLUMN_UNKNOWN", "Kolom {column} tidak dikenal.", column=unknown)
    if twice := doubled(chosen):
        raise Refused("COLUMN_TWICE", "Kolom {column} dipilih dua kali.", column=COLUMN_LABELS[twice[0]])
    must_name_programmes(chosen.values())
    made.columns = {str(place): code for place, code in chosen.items()}
    made.save(update_fields=["columns"])
    return made


def locked_import(import_id: int, by: Actor, at: datetime) -> ProgrammeImport:
    """The upload, held until the transaction ends. Raises Forbidden NOT_YOURS; NotFound IMPORT_UNKNOWN."""
    must_plan(by, on=timezone.localdate(at))
    rows = ProgrammeImport.objects.select_for_update(of=("self",)).select_related("plan")
    made = rows.filter(pk=import_id).first()
    if made is None:
        raise NotFound("IMPORT_UNKNOWN", "Berkas ini tidak ada.")
    return made


def must_name_programmes(codes: Collection[str]) -> None:
    """Raises Refused COLUMN_MISSING where no column tells which programme a row is."""
    if not {"kode", "program_smart_city"} & set(codes):
        raise Refused(
            "COLUMN_MISSING", "Tunjukkan kolom kode atau kolom nama program: tanpanya baris tidak dikenali."
        )


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
