"""Acts on single people: somebody is added, corrected, dies, moves; somebody's numbers are looked at."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from balai.domains.residents.models import Change, Disclosure, Register, Resident
from balai.domains.residents.permissions import village_of
from balai.domains.residents.rules.cells import CellFault, day_of, read
from balai.domains.residents.rules.columns import RESIDENT, Column
from balai.domains.residents.rules.faults import ADVICE_LABELS, WARNINGS, WHAT_LABELS
from balai.domains.residents.rules.people import differences, status_of
from balai.domains.residents.terms import PURPOSE_LABELS, RESTRICTABLE, ChangeKind, Status
from balai.engine.data_subjects.public import is_restricted
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text
from balai.kits.crypto import blind_index, blind_indexes

SUBJECT = "resident"


def hold(key: str) -> int:
    """Take a register for the rest of the transaction and return its new version: all writers stand in line here."""
    Register.objects.get_or_create(pk=key)
    Register.objects.filter(pk=key).update(version=F("version") + 1)
    return Register.objects.get(pk=key).version


def row_of(person: Mapping[str, str], *, area_id: str, stamp: UUID, at: datetime, **more) -> Resident:
    """An unsaved row with these columns; fingerprints and what is searched by follow from them."""
    nik, card = person.get("nik", ""), person.get("no_kk", "")
    return Resident(
        area_id=area_id,
        name=person.get("nama", ""),
        birth_date=day_of(person.get("tanggallahir", "")),
        sex=person.get("sex", ""),
        person_key=blind_index(nik) if nik else None,
        family_key=blind_index(card) if card else "",
        status=status_of(person),
        record=json.dumps(person, ensure_ascii=False),
        stamp=stamp,
        changed_at=at,
        **more,
    )


def image_of(row: Resident) -> str:
    """A row as its change keeps it: enough to put it back exactly as it was."""
    return json.dumps(
        {
            "record": row.record,
            "status": row.status,
            "status_date": row.status_date.isoformat() if row.status_date else None,
            "stamp": str(row.stamp),
            "changed_at": row.changed_at.isoformat(),
        }
    )


def read_answer(column: Column, text: str) -> str:
    """What is kept of something typed on a form. Raises Refused with the code of the fault and the column as field."""
    try:
        return read(column, text)
    except CellFault as fault:
        if fault.code in WARNINGS:
            return fault.value or ""
        words = f"{WHAT_LABELS[fault.code]} {ADVICE_LABELS[fault.code]}"
        values = {"column": column.label, **fault.values}
        raise Refused(fault.code, words, field=column.code, **values) from None


def read_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """Columns from what was typed on a form. Raises Refused as `read_answer`."""
    return {code: read_answer(RESIDENT[code], text) for code, text in answers.items()}


@transaction.atomic
def add(*, answers: Mapping[str, str], by: Actor, at: datetime) -> Resident:
    """Somebody is born or comes to live in the village of `by`.

    Raises Forbidden NOT_YOURS, Refused NAME_MISSING, NIK_KNOWN and the codes of cell faults.
    """
    area_id = village_of(by)
    person = read_answers(answers)
    _check_person(person, today=timezone.localdate(at))
    hold(area_id)
    row = row_of(person, area_id=area_id, stamp=uuid4(), at=at)
    _save(row, force_insert=True)
    _note(row, kind=ChangeKind.ADDED, before=None, columns=[], by=by, at=at)
    return row


@transaction.atomic
def edit(
    *, resident_id: int, answers: Mapping[str, str], stamp: UUID | None, by: Actor, at: datetime
) -> Resident:
    """Correct columns of somebody; columns that `answers` does not name stay. `stamp` is that of the state seen.

    Raises NotFound RESIDENT_UNKNOWN, Conflict CHANGED_MEANWHILE, Refused NAME_MISSING, NIK_KNOWN, codes of cell faults.
    """
    row = held_resident(resident_id, by=by)
    if stamp is not None and row.stamp != stamp:
        raise Conflict(
            "CHANGED_MEANWHILE", "Data orang ini baru saja diubah orang lain. Muat ulang halamannya."
        )
    before = row.person
    person = {**before, **read_answers(answers)}
    _check_person(person, today=timezone.localdate(at))
    changed = differences(before, person)
    if not changed:
        return row
    image = image_of(row)
    new = row_of(person, area_id=row.area_id, stamp=uuid4(), at=at, pk=row.pk, status_date=row.status_date)
    _save(new, force_update=True)
    _note(new, kind=ChangeKind.EDITED, before=image, columns=changed, by=by, at=at)
    return new


@transaction.atomic
def set_status(*, resident_id: int, status: Status, on: date | None, by: Actor, at: datetime) -> Resident:
    """Somebody died, moved away or came back, on that day. The same status again changes nothing.

    Raises NotFound RESIDENT_UNKNOWN; Refused DAY_MISSING, DAY_FUTURE, DAY_BEFORE_BIRTH.
    """
    row = held_resident(resident_id, by=by)
    _check_day(status, on, born=row.birth_date, today=timezone.localdate(at))
    return _put_status(row, status=status, on=on, by=by, at=at)


@transaction.atomic
def record_death(nik: str, *, area_id: str, on: date | None, by: Actor, at: datetime) -> bool:
    """The register of a village learns of a death that a service has established. False: nobody with that NIK.

    Twice is once.
    """
    hold(area_id)
    row = Resident.objects.select_for_update().filter(area=area_id, person_key__in=blind_indexes(nik)).first()
    if row is None:
        return False
    _put_status(row, status=Status.DEAD, on=on, by=by, at=at)
    return True


_KINDS = {
    Status.DEAD: (ChangeKind.DIED, "2"),
    Status.MOVED: (ChangeKind.MOVED, "3"),
    Status.LIVING: (ChangeKind.RETURNED, "1"),
}


def _put_status(row: Resident, *, status: Status, on: date | None, by: Actor, at: datetime) -> Resident:
    if row.status == status:
        return row
    kind, code = _KINDS[status]
    image = image_of(row)
    person = {**row.person, "status_dasar": code}
    day = on if status != Status.LIVING else None
    new = row_of(person, area_id=row.area_id, stamp=uuid4(), at=at, pk=row.pk, status_date=day)
    _save(new, force_update=True)
    _note(new, kind=kind, before=image, columns=["status_dasar"], by=by, at=at)
    return new


def held_resident(resident_id: int, *, by: Actor) -> Resident:
    """Somebody of the village of `by`, with its register held. Raises NotFound RESIDENT_UNKNOWN for anybody else."""
    area_id = village_of(by)
    hold(area_id)
    row = Resident.objects.select_for_update().filter(pk=resident_id, area=area_id).first()
    if row is None or is_restricted(RESTRICTABLE, row.pk):
        raise NotFound("RESIDENT_UNKNOWN", "Orang ini tidak ada dalam daftar desa Anda.")
    return row


def _check_person(person: Mapping[str, str], *, today: date) -> None:
    if not person.get("nama"):
        raise Refused("NAME_MISSING", "Nama belum diisi.", field="nama")
    born = day_of(person.get("tanggallahir", ""))
    if born and born > today:
        raise Refused("DATE_FUTURE", "Tanggal lahir berada di masa depan.", field="tanggallahir")


def _check_day(status: Status, on: date | None, *, born: date | None, today: date) -> None:
    if status == Status.LIVING:
        return
    if on is None:
        raise Refused("DAY_MISSING", "Isi tanggalnya.", field="on")
    if on > today:
        raise Refused("DAY_FUTURE", "Tanggal itu belum terjadi.", field="on")
    if born and on < born:
        raise Refused("DAY_BEFORE_BIRTH", "Tanggal itu sebelum orangnya lahir.", field="on")


def _save(row: Resident, **how: bool) -> None:
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError:
        raise Refused(
            "NIK_KNOWN", "NIK ini sudah dipakai orang lain dalam daftar desa.", field="nik"
        ) from None


def _note(
    row: Resident, *, kind: ChangeKind, before: str | None, columns: list[str], by: Actor, at: datetime
) -> None:
    Change.objects.create(
        resident=row, kind=kind, before=before, columns=columns, stamp=row.stamp, by_id=by.user_id, at=at
    )
    data = {"area": row.area_id, "columns": columns}
    journal.append(code=f"RESIDENT_{kind}", subject=(SUBJECT, row.pk), by=by, at=at, data=data)


@transaction.atomic
def disclose(
    *, purpose: str, reason: str = "", resident_id: int | None = None, by: Actor, at: datetime
) -> Disclosure:
    """Write down that `by` sees the numbers of one resident, or of all (None), in full, and for what.

    Raises NotFound RESIDENT_UNKNOWN; Refused PURPOSE_MISSING, and TEXT_… where all are taken without a reason.
    """
    area_id = village_of(by)
    if purpose not in PURPOSE_LABELS:
        raise Refused("PURPOSE_MISSING", "Pilih keperluannya.", field="purpose")
    if resident_id is None:
        reason = clean_text(reason, field="reason", label="Alasan", minimum=10, maximum=300)
    elif not Resident.objects.filter(pk=resident_id, area=area_id).exists():
        raise NotFound("RESIDENT_UNKNOWN", "Orang ini tidak ada dalam daftar desa Anda.")
    row = Disclosure.objects.create(
        area_id=area_id, resident_id=resident_id, purpose=purpose, reason=reason, by_id=by.user_id, at=at
    )
    code, subject = (
        ("RESIDENT_SHOWN", (SUBJECT, resident_id))
        if resident_id
        else ("RESIDENTS_EXPORTED", ("village", area_id))
    )
    data = {"purpose": purpose, "disclosure": row.pk, "area": area_id}
    journal.append(code=code, subject=subject, by=by, at=at, data=data)
    return row
