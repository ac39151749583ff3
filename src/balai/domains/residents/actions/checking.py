"""The dry run: every row is read, every fault becomes a row of its own; nothing else changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from balai.domains.residents.models import Finding, Import, ImportRow, Register, Resident
from balai.domains.residents.rules.checking import Checker, Read, Row, likeness
from balai.domains.residents.rules.faults import Fault
from balai.domains.residents.rules.people import differences, merged, status_of
from balai.domains.residents.terms import MOST_FINDINGS, ImportKind, ImportState, Status, Work
from balai.kits.crypto import blind_indexes

STEP = 1000


@dataclass(slots=True)
class Sheet:
    """A whole file as it was read: rows without what was left out, their faults, and who of them is known."""

    rows: list[Read]
    faults: list[Fault]
    left_out: int
    known: dict[int, Resident] = field(default_factory=dict)

    @property
    def wrong(self) -> set[int]:
        """Numbers of the rows that cannot be stored."""
        return {fault.row for fault in self.faults if fault.is_error}


def read_import(made: Import, *, today: date) -> Sheet:
    """Read and examine all rows of an import; tells its progress on the way."""
    checker = Checker(
        kind=made.kind, mapping=made.columns, width=len(made.titles), titles=made.titles, today=today
    )
    rows, left_out = [], 0
    stored = list(_stored(made))
    checker.learn(stored)
    for position, row in enumerate(stored, 1):
        if row.is_left_out:
            left_out += 1
        elif found := checker.read(row):
            rows.append(found)
        if position % STEP == 0:
            Import.objects.filter(pk=made.pk).update(progress=position * 8 // 10)
    sheet = Sheet(rows, [fault for row in rows for fault in row.faults], left_out)
    sheet.faults += checker.together(rows)
    if made.kind == ImportKind.RESIDENTS:
        _meet(sheet, made, checker)
    sheet.faults.sort(key=lambda fault: (fault.row, fault.place))
    return sheet


def _stored(made: Import) -> Iterator[Row]:
    for row in ImportRow.objects.filter(source=made).order_by("number").iterator(chunk_size=STEP):
        yield Row(row.number, row.current, row.is_left_out)


def _meet(sheet: Sheet, made: Import, checker: Checker) -> None:
    """Find whom the village knows already: by NIK, and by likeness only to warn."""
    people = list(Resident.objects.filter(area=made.area_id))
    by_key = {person.person_key: person for person in people if person.person_key}
    alike = {
        (person.name.lower(), person.birth_date.isoformat())
        for person in people
        if not person.person_key and person.birth_date
    }
    for row in sheet.rows:
        nik = row.person.get("nik")
        fingers = blind_indexes(nik) if nik else []
        person = next((by_key[finger] for finger in fingers if finger in by_key), None)
        if person:
            sheet.known[row.number] = person
            if person.status == Status.DEAD and row.person.get("status_dasar") == "1":
                sheet.faults.append(checker._fault(row, "status_dasar", "REVIVES"))
        elif (
            not nik and likeness(row.person) in alike and "nik" not in {fault.column for fault in row.faults}
        ):
            sheet.faults.append(checker._fault(row, "nama", "PERHAPS_KNOWN"))


def check(made: Import, *, today: date) -> Import:
    """Examine an import and write down what was found, in place of what was found before."""
    version = Register.objects.filter(pk=made.register_key).values_list("version", flat=True).first() or 0
    sheet = read_import(made, today=today)
    with transaction.atomic():
        Finding.objects.filter(source=made).delete()
        Finding.objects.bulk_create(
            [
                Finding(
                    source=made, row=fault.row, place=fault.place, column=fault.column, code=fault.code,
                    is_error=fault.is_error, values=fault.values,
                )
                for fault in sorted(sheet.faults, key=lambda fault: not fault.is_error)[:MOST_FINDINGS]
            ],
            batch_size=1000,
        )  # fmt: skip
        Import.objects.filter(pk=made.pk).update(
            state=ImportState.CHECKED,
            work=Work.NONE,
            is_stale=False,
            problem="",
            progress=made.total,
            register_version=version,
            counts={**made.counts, **_counts(sheet)},
        )
    made.refresh_from_db()
    return made


def _counts(sheet: Sheet) -> dict[str, int]:
    wrong = sheet.wrong
    changed = same = 0
    for row in sheet.rows:
        person = sheet.known.get(row.number)
        if person and row.number not in wrong:
            before = person.person
            if differences(before, after(before, row.person)):
                changed += 1
            else:
                same += 1
    good = [row for row in sheet.rows if row.number not in wrong]
    return {
        "rows": len(sheet.rows),
        "left_out": sheet.left_out,
        "wrong": len(wrong),
        "ready": len(good),
        "new": len(good) - changed - same,
        "changed": changed,
        "same": same,
        "without_nik": sum(1 for row in good if not row.person.get("nik")),
        "errors": sum(1 for fault in sheet.faults if fault.is_error),
        "warnings": sum(1 for fault in sheet.faults if not fault.is_error),
    }


def after(before: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    """What somebody known becomes: the file's words count, its blanks do not, and a death is not forgotten."""
    found = merged(before, said)
    if status_of(before) == Status.DEAD:
        found["status_dasar"] = before.get("status_dasar", "")
    return found
