"""A file comes in: looked at in a process of its own, stored row by row, nothing of it believed yet."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

import balai
from balai.domains.residents.models import Finding, Import, ImportRow
from balai.domains.residents.permissions import kind_for, village_of
from balai.domains.residents.rules.cells import suggestion
from balai.domains.residents.rules.columns import BY_CODE, NEEDED
from balai.domains.residents.rules.headers import find_header
from balai.domains.residents.terms import (
    LIST_LABELS,
    MOST_BYTES,
    MOST_ROWS,
    ImportKind,
    ImportState,
    Work,
)
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.privacy import scrub

SUBJECT = "resident_import"
PATIENCE_SECONDS = 60

REFUSAL_LABELS = {
    "FILE_EMPTY": "Berkas ini kosong.",
    "FILE_LARGE": "Berkas lebih besar daripada {most} MB. Bagi menjadi beberapa berkas.",
    "FILE_BROKEN": "Berkas ini rusak dan tidak dapat dibuka. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.",
    "FILE_LOCKED": "Berkas ini dikunci dengan sandi. Buka di Excel, hapus sandinya, simpan, lalu unggah lagi.",
    "FILE_BOMB": "Isi berkas ini terlalu besar setelah dibuka. Salin tabelnya ke berkas baru, lalu unggah lagi.",
    "HAS_MACROS": "Berkas ini memuat makro, yang dapat menjalankan program. Simpan sebagai “Excel Workbook (.xlsx)” tanpa makro, lalu unggah lagi.",
    "HAS_FORMULAS": "Ada sel berisi rumus: {cells}. Salin tabelnya, tempel sebagai nilai (Paste Values), lalu unggah lagi.",
    "HAS_MERGED_CELLS": "Ada sel yang digabung: {cells}. Pisahkan dahulu (Unmerge Cells) supaya setiap kolom jelas, lalu unggah lagi.",
    "FAR_CELL": "Ada isi jauh di bawah tabel ({cell}). Hapus baris di bawah tabel; paling banyak {most} baris.",
    "TOO_WIDE": "Ada isi jauh di kanan tabel ({cell}). Hapus kolom di kanan tabel; paling banyak {most} kolom.",
    "TOO_MANY_ROWS": "Berkas memuat lebih dari {most} baris. Bagi menjadi beberapa berkas.",
    "SHEET_UNREADABLE": "Lembar kerja ini tidak terbaca. Simpan ulang sebagai .xlsx, lalu unggah lagi.",
    "NOT_A_SHEET": "Berkas ini bukan tabel. Yang diterima: .xlsx, .xls, .ods, dan .csv.",
    "NOT_A_SHEET_BUT_A_PAGE": "Berkas ini sebenarnya halaman web yang diberi nama .xls. Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi.",
    "ENCODING_UNKNOWN": "Penyandian berkas CSV ini tidak dikenal. Simpan sebagai “CSV UTF-8”, lalu unggah lagi.",
    "QUOTES_BROKEN": "Tanda kutip tidak berpasangan pada baris {row}. Perbaiki baris itu, lalu unggah lagi.",
    "HEADER_MISSING": "Judul kolom tidak ditemukan dalam 20 baris pertama. Baris judul harus memuat sedikitnya dua nama kolom, misalnya NIK dan NAMA.",
}


def read_file(data: bytes, *, kind: str) -> dict[str, Any]:
    """The best sheet of a spreadsheet, read in a process of its own with bounded memory and time.

    See `rules.workbook.read_sheet`. Raises Refused with a code of `REFUSAL_LABELS`.
    """
    if not data:
        raise _refusal("FILE_EMPTY", {})
    if len(data) > MOST_BYTES:
        raise too_large()
    command = [sys.executable, "-m", "balai.domains.residents.rules.workbook", kind]
    root = str(Path(balai.__file__).parents[1])
    environment = {"PYTHONPATH": root, "PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "ascii"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=PATIENCE_SECONDS, env=environment, check=False
        )
        found = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        # It took too much time or memory, or a library gave up on it: the file's fault, whatever it was.
        raise _refusal("FILE_BOMB", {}) from None
    if "refused" in found:
        raise _refusal(found["refused"], found["values"])
    return found


def too_large() -> Refused:
    """The refusal of a file above the limit, for whoever knows its size before reading it."""
    return _refusal("FILE_LARGE", {"most": MOST_BYTES // 1024 // 1024})


def _refusal(code: str, values: dict[str, Any]) -> Refused:
    return Refused(code, REFUSAL_LABELS[code], field="file", **values)


def upload(
    *,
    data: bytes,
    file_name: str,
    by: Actor,
    at: datetime,
    today: date,
    list_code: str = "",
    edition: str = "",
    valid_from: date | None = None,
) -> Import:
    """Take in a file as a draft: its rows (encrypted), its header, and a first guess at its columns.

    Raises Forbidden NOT_YOURS; Refused with a code of `REFUSAL_LABELS`, or LIST_UNKNOWN, EDITION_MISSING, DAY_MISSING.
    """
    kind = kind_for(by, on=today)
    if kind == ImportKind.POVERTY:
        _check_list(list_code, edition, valid_from)
    made = Import(
        kind=kind,
        area_id=village_of(by) if kind == ImportKind.RESIDENTS else None,
        opd_id=by.opd_id,
        list_code=list_code if kind == ImportKind.POVERTY else "",
        edition=edition.strip()[:40],
        valid_from=valid_from,
        file_name=scrub(Path(file_name).name)[-120:],
        sha256=hashlib.sha256(data).hexdigest(),
        by_id=by.user_id,
        at=at,
    )
    return take_in(made, read_file(data, kind=kind))


def take_in(made: Import, found: dict[str, Any]) -> Import:
    """Store what was read from a file under a new import. Raises Refused HEADER_MISSING, FILE_EMPTY, TOO_MANY_ROWS."""
    header = find_header(found["rows"], kind=made.kind)
    if header is None:
        raise _refusal("HEADER_MISSING", {})
    below = [(number, cells) for number, cells in found["rows"] if number > header.row]
    if not below:
        raise _refusal("FILE_EMPTY", {})
    if len(below) > MOST_ROWS:
        raise _refusal("TOO_MANY_ROWS", {"most": MOST_ROWS})
    made.format, made.encoding = found["format"], found["encoding"]
    made.sheet = scrub(found["sheet"])[:100]
    made.header_row = header.row
    made.titles = [scrub(title) for title in header.titles]
    made.mapping = {str(place): code for place, code in sorted(header.mapping.items())}
    made.counts = {"others": len(found["others"])}
    made.total = len(below)
    _store(made, below)
    return made


@transaction.atomic
def _store(made: Import, rows: list[tuple[int, list[Any]]]) -> None:
    made.save(force_insert=True)
    ImportRow.objects.bulk_create(
        [
            ImportRow(source=made, number=number, cells=json.dumps(cells, ensure_ascii=False))
            for number, cells in rows
        ],
        batch_size=1000,
    )


def _check_list(list_code: str, edition: str, valid_from: date | None) -> None:
    if list_code not in LIST_LABELS:
        raise Refused("LIST_UNKNOWN", "Pilih daftarnya.", field="list_code")
    if not edition.strip():
        raise Refused("EDITION_MISSING", "Isi nama edisinya, misalnya Triwulan I 2026.", field="edition")
    if valid_from is None:
        raise Refused("DAY_MISSING", "Isi tanggal mulai berlakunya.", field="valid_from")


@transaction.atomic
def settle_columns(*, import_id: int, mapping: dict[int, str]) -> Import:
    """Say which column is which; what was checked before has to be checked again.

    Raises Refused COLUMN_TWICE, COLUMN_MISSING; Conflict IMPORT_BUSY.
    """
    made = open_import(import_id)
    known = BY_CODE[made.kind]
    chosen = {
        place: code for place, code in mapping.items() if code in known and 0 <= place < len(made.titles)
    }
    for code in chosen.values():
        if list(chosen.values()).count(code) > 1:
            raise Refused(
                "COLUMN_TWICE", "{column} dipilih untuk dua kolom.", field="mapping", column=known[code].label
            )
    for code in NEEDED[made.kind]:
        if code not in chosen.values():
            raise Refused(
                "COLUMN_MISSING", "Tunjukkan kolom {column}.", field="mapping", column=known[code].label
            )
    made.mapping = {str(place): code for place, code in sorted(chosen.items())}
    made.state = ImportState.DRAFT
    made.save(update_fields=["mapping", "state"])
    return made


def open_import(import_id: int) -> Import:
    """The import, locked, while it can still be changed. Raises Conflict IMPORT_BUSY, IMPORT_CLOSED."""
    made = Import.objects.select_for_update().get(pk=import_id)
    if made.work != Work.NONE:
        raise Conflict("IMPORT_BUSY", "Berkas ini sedang dikerjakan. Tunggu sampai selesai.")
    if made.state not in {ImportState.DRAFT, ImportState.CHECKED}:
        raise Conflict("IMPORT_CLOSED", "Impor ini sudah selesai dan tidak dapat diubah lagi.")
    return made


@transaction.atomic
def discard(*, import_id: int, by: Actor, at: datetime) -> None:
    """Throw away a file that was not stored, with everything read from it. Raises Conflict IMPORT_BUSY, IMPORT_CLOSED."""
    made = open_import(import_id)
    made.rows.all().delete()
    made.findings.all().delete()
    made.state = ImportState.DISCARDED
    made.save(update_fields=["state"])
    journal.append(code="RESIDENTS_IMPORT_DISCARDED", subject=(SUBJECT, made.pk), by=by, at=at)


@transaction.atomic
def repair(
    *,
    import_id: int,
    row: int,
    place: int,
    text: str,
    suggested: bool = False,
    alike: bool = False,
    leave_out: bool | None = None,
) -> int:
    """Type another content into a cell (`suggested`: what the doctor proposes), with `alike` into every cell of that
    column that says the same; or leave the row out, or take it in again.

    Returns how many rows changed; the file has to be checked again.

    Raises Refused ROW_UNKNOWN; Conflict IMPORT_BUSY, IMPORT_CLOSED.
    """
    made = open_import(import_id)
    first = made.rows.filter(number=row).first()
    if first is None or not -1 <= place < 2 * len(made.titles) + 200:
        raise Refused("ROW_UNKNOWN", "Baris itu tidak ada dalam berkas.")
    if leave_out is not None:
        first.is_left_out = leave_out
        changed = [first]
    else:
        column = BY_CODE[made.kind].get(made.columns.get(place, ""))
        if suggested and column:
            text = suggestion(column, _cell(first.current, place))
        changed = _retype(made, first, place, text.strip()[:500], alike=alike)
    ImportRow.objects.bulk_update(changed, ["repairs", "is_left_out"], batch_size=500)
    made.is_stale = True
    made.save(update_fields=["is_stale"])
    return len(changed)


def _retype(made: Import, first: ImportRow, place: int, text: str, *, alike: bool) -> list[ImportRow]:
    said = _cell(first.current, place)
    rows = [first]
    if alike:
        rows += [row for row in made.rows.exclude(pk=first.pk) if _cell(row.current, place) == said]
    for row in rows:
        row.repairs = json.dumps({**row.repaired, place: text}, ensure_ascii=False)
    return rows


def _cell(cells: list[Any], place: int) -> Any:
    return cells[place] if 0 <= place < len(cells) else ""


def forget_cells(*, before: datetime) -> int:
    """Delete what was read from files uploaded before that moment; returns how many files it concerned.

    A file that was never stored counts as thrown away. An undo does not need the cells: it lives on the changes.
    """
    old = Import.objects.filter(at__lt=before, work=Work.NONE)
    with transaction.atomic():
        old.filter(state__in=[ImportState.DRAFT, ImportState.CHECKED]).update(state=ImportState.DISCARDED)
        held = list(old.filter(rows__isnull=False).distinct().values_list("pk", flat=True))
        ImportRow.objects.filter(source__in=held).delete()
        Finding.objects.filter(source__in=held).delete()
    return len(held)
