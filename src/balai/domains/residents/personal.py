"""What registers of residents say of people. The law keeps them while somebody lives there; he may see and correct."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import uuid4

from balai.domains.residents.actions.books import _note, hold, image_of, read_answer, row_of
from balai.domains.residents.models import PovertyEntry, Resident
from balai.domains.residents.rules.columns import RESIDENT
from balai.domains.residents.terms import LIST_LABELS, ChangeKind, Status
from balai.engine.data_subjects.public import (
    Destroyer,
    Fact,
    Holding,
    IndexColumn,
    Person,
    Record,
    register_destroyer,
    register_holding,
    register_index,
)
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.kits.crypto import blind_indexes

KIND, LISTED = "residents.Resident", "residents.PovertyEntry"
_BY_LAW = (
    "Buku penduduk wajib dikelola desa (UU 6/2014; Permendagri 47/2016); dapat diperbaiki, tidak dihapus."
)
_BY_LIST = "Daftar resmi; keberatan disampaikan kepada instansi pengelola daftar (UU 13/2011)."
# What makes a person the person it is: corrected by the village with papers, not here.
_FIXED = frozenset({"nik", "no_kk", "status_dasar"})


def find(who: Person) -> Iterable[int]:
    if not who.nik:
        return []
    return Resident.objects.filter(person_key__in=blind_indexes(who.nik)).values_list("pk", flat=True)


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in Resident.objects.filter(pk__in=rows).select_related("area"):
        facts = [
            Fact(RESIDENT[code].label, _said(code, text), "" if code in _FIXED else code)
            for code, text in row.person.items()
            if text and code in RESIDENT
        ]
        yield Record(KIND, row.pk, f"Buku penduduk {row.area.name}", row.changed_at, facts, _BY_LAW)


def _said(code: str, text: str) -> str:
    return RESIDENT[code].choices.get(text, text)


def correct(row_id: int, name: str, value: str, by: Actor, at: datetime) -> None:
    """One column of the register, as its village would correct it. Raises Refused FIELD_FIXED and codes of cell faults."""
    if name in _FIXED or name not in RESIDENT:
        raise Refused("FIELD_FIXED", "Isian ini hanya dapat diperbaiki desa dengan berkasnya.", field="value")
    row = Resident.objects.get(pk=row_id)
    hold(row.area_id)
    try:
        text = read_answer(RESIDENT[name], value)
    except Refused as refusal:
        raise Refused(refusal.code, refusal.pattern, field="value", **refusal.values) from None
    before, person = image_of(row), {**row.person, name: text}
    new = row_of(person, area_id=row.area_id, stamp=uuid4(), at=at, pk=row.pk, status_date=row.status_date)
    new.save(force_update=True)
    _note(new, kind=ChangeKind.EDITED, before=before, columns=[name], by=by, at=at)


def within(since: datetime, until: datetime) -> Iterable[int]:
    return Resident.objects.values_list("pk", flat=True)


def gone(before: datetime) -> Iterable[int]:
    """Who died or moved away before."""
    rows = Resident.objects.exclude(status=Status.LIVING).filter(status_date__lt=before.date())
    return rows.order_by("pk").values_list("pk", flat=True)


def _delete(rows: Iterable[int], at: datetime) -> None:
    Resident.objects.filter(pk__in=rows).delete()


def find_listed(who: Person) -> Iterable[int]:
    if not who.nik:
        return []
    return PovertyEntry.objects.filter(person_key__in=blind_indexes(who.nik)).values_list("pk", flat=True)


def show_listed(rows: Iterable[int]) -> Iterator[Record]:
    for row in PovertyEntry.objects.filter(pk__in=rows).select_related("edition"):
        facts = [
            Fact("Daftar", LIST_LABELS.get(row.edition.list_code, row.edition.list_code)),
            Fact("Edisi", row.edition.name),
            Fact("Desil", row.decile),
        ]
        yield Record(LISTED, row.pk, "Daftar warga miskin", None, facts, _BY_LIST)


def ended(before: datetime) -> Iterable[int]:
    rows = PovertyEntry.objects.filter(edition__valid_to__lt=before.date())
    return rows.order_by("pk").values_list("pk", flat=True)


def _delete_listed(rows: Iterable[int], at: datetime) -> None:
    PovertyEntry.objects.filter(pk__in=rows).delete()


def _numbers(*names: str) -> Iterator[str]:
    for row in Resident.objects.only("record").iterator(chunk_size=500):
        yield from (number for name in names if (number := row.person.get(name)))


def _own(name: str):
    return lambda row: row.person.get(name) or None


def register() -> None:
    """For `apps.ready()`."""
    register_holding(
        Holding(KIND, "RESIDENTS", "Buku penduduk", find, show, correct, within=within),
        Holding(LISTED, "POVERTY_LIST", "Daftar warga miskin", find_listed, show_listed),
    )
    register_destroyer(
        Destroyer(KIND, "RESIDENTS", "Penduduk yang meninggal atau pindah", "DESTROY", gone, _delete),
        Destroyer(
            LISTED, "POVERTY_LIST", "Daftar warga miskin yang berakhir", "DESTROY", ended, _delete_listed
        ),
    )
    register_index(
        IndexColumn(KIND, "person_key", _own("nik")),
        IndexColumn(KIND, "family_key", _own("no_kk")),
        IndexColumn(LISTED, "person_key", texts=lambda: _numbers("nik")),
        IndexColumn(LISTED, "family_key", texts=lambda: _numbers("no_kk")),
    )
