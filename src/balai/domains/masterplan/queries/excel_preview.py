"""What a file would do: which programmes are new, which change and where, what is not known, what the file does not name."""

import hashlib
import json
from dataclasses import dataclass, field

from balai.domains.masterplan.models import Programme, ProgrammeImport
from balai.domains.masterplan.queries import excel
from balai.domains.masterplan.queries.programmes import offices_of, programmes
from balai.domains.masterplan.rules.cells import Record, cells_of, read_row
from balai.domains.masterplan.rules.columns import COLUMN_LABELS, KEEP_BESIDE
from balai.engine.organizations import public as organizations

CODE_LIMIT, NAME_LIMIT = 40, 300


@dataclass(slots=True)
class RowPlan:
    """One row of the file: what it says, whom it means (None: a new programme), and what would change there."""

    number: int
    record: Record
    code: str
    name: str
    programme: Programme | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """NEW, CHANGED or SAME."""
        if self.programme is None:
            return "NEW"
        return "CHANGED" if self.changes else "SAME"


@dataclass(slots=True)
class Preview:
    """All rows of a file in their order, the programmes of the plan that it does not name, and a digest of what was seen."""

    rows: list[RowPlan]
    untouched: list[Programme]
    digest: str

    def of_kind(self, kind: str) -> list[RowPlan]:
        return [row for row in self.rows if row.kind == kind]


def preview(made: ProgrammeImport) -> Preview:
    """Read the file against the plan as it is now. Six questions, whatever the number of rows."""
    known = list(programmes(made.plan))
    by_code = {one.code: one for one in known}
    by_name = {_plain(one.name): one for one in known}
    offices = offices_of(known)
    find = excel.opd_finder()
    names = {one.pk: one.name for one in organizations.all_opds()}
    columns = {int(place): code for place, code in made.columns.items() if code}
    seen: dict[str, int] = {}
    free = _free_codes(by_code)
    rows = []
    for offset, line in enumerate(made.cells):
        texts = _texts(made, columns, line)
        if not any(texts.values()):
            continue
        row = _row_plan(made.first_row + offset, texts, by_code, by_name, seen, free, find)
        if row.programme is not None:
            before = excel.cells(row.programme, offices.get(row.programme.pk, ()))
            after = cells_of(row.record, {code: None for code in texts}, lambda pk: names[pk])
            row.changes = [
                (label_of(code), former, text)
                for code, text in after.items()
                if (former := _said(before.get(code))) != text
            ]
        rows.append(row)
    named = {row.programme.pk for row in rows if row.programme}
    untouched = [one for one in known if one.pk not in named]
    return Preview(rows, untouched, _digest(rows))


def _said(value: str | int | None) -> str:
    return "" if value is None else str(value)


def label_of(code: str) -> str:
    """What a column is called; one that is kept beside bears the file's own title."""
    return code[1:] if code.startswith(KEEP_BESIDE) else COLUMN_LABELS[code]


def _texts(made: ProgrammeImport, columns: dict[int, str], line: list[str]) -> dict[str, str]:
    found = {}
    for place, code in columns.items():
        key = f"{KEEP_BESIDE}{made.titles[place].strip()}" if code == KEEP_BESIDE else code
        found[key] = line[place] if place < len(line) else ""
    return found


def _row_plan(number, texts, by_code, by_name, seen, free, find) -> RowPlan:
    remarks: list[tuple[str, str]] = []
    code, name = texts.get("kode", "")[:CODE_LIMIT], texts.get("program_smart_city", "")
    programme = None
    if code:
        seen[code] = seen.get(code, 0) + 1
        if seen[code] > 1:
            fresh = f"{code[: CODE_LIMIT - 4]}-{seen[code]}"
            remarks.append(("kode", "CODE_TWICE"))
            code = fresh
        programme = by_code.get(code)
    elif name:
        programme = by_name.get(_plain(name))
        code = programme.code if programme else next(free)
        if programme is None:
            remarks.append(("kode", "NO_CODE"))
    else:
        code = next(free)
        remarks.append(("kode", "NO_CODE"))
    if programme is None and not name:
        name = f"(tanpa nama, baris {number})"
        remarks.append(("program_smart_city", "NO_NAME"))
    if "kode" in texts:
        texts["kode"] = code
    if programme is None:
        texts["program_smart_city"] = name
    record = read_row(texts, find)
    record.values["code"] = code
    return RowPlan(number, record, code, name, programme, [], [*remarks, *record.remarks])


def _free_codes(known):
    number = 0
    while True:
        number += 1
        code = f"BARU-{number:03d}"
        if code not in known:
            yield code


def _digest(rows: list[RowPlan]) -> str:
    told = [
        [row.number, row.code, row.kind, row.programme.version if row.programme else 0, row.changes]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
