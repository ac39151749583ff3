"""What accounts say of people."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator

from balai.engine.data_subjects.public import (
    Destroyer,
    Fact,
    Holding,
    IndexColumn,
    Person,
    Record,
    international,
    person,
    register_destroyer,
    register_holding,
    register_index,
    register_store,
)
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

from .models import User
from .terms import Role

KIND = "people.User"
_IN_OFFICE = "Akun jabatan: tindakan petugas bagian dari arsip (UU 43/2009). Diubah oleh admin instansinya."
_ACTIVE = "Akun masih dipakai. Tutup akunnya dahulu."


def find(who: Person) -> set[int]:
    """Accounts by number, address or phone; phones are encrypted, and accounts with one are few."""
    found = {who.user_id} if who.user_id else set()
    if who.email:
        found |= set(User.objects.filter(email=who.email).values_list("pk", flat=True))
    if who.phone:
        rows = User.objects.only("pk", "phone").iterator(chunk_size=500)
        found |= {row.pk for row in rows if row.phone and international(row.phone) == who.phone}
    return found


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in User.objects.filter(pk__in=rows).select_related("opd", "area"):
        facts = [
            Fact("Nama lengkap", row.full_name, "full_name"),
            Fact("Surel", row.email),
            Fact("Telepon", row.phone, "phone"),
            Fact("Peran", row.role_label),
        ]
        why = _IN_OFFICE if row.role != Role.CITIZEN else ""
        yield Record(KIND, row.pk, f"Akun {row.role_label.lower()}", row.last_login, facts, why)


def correct(row_id: int, name: str, value: str, by: Actor, at: datetime) -> None:
    """Name or phone. Raises Refused FIELD_FIXED, TEXT_…."""
    if name not in {"full_name", "phone"}:
        raise Refused("FIELD_FIXED", "Isian ini tidak dapat diperbaiki di sini.", field="value")
    row = User.objects.get(pk=row_id)
    setattr(row, name, clean_text(value, field="value", label="Isian", minimum=3, maximum=150))
    row.save(update_fields=[name])


def erase(row_id: int, by: Actor, at: datetime) -> None:
    """The account of a citizen is closed, and nobody is in it any more; what it did stays as what an account did."""
    _empty([row_id], at)


def contacts(rows: Iterable[int]) -> Mapping[int, Person]:
    found = User.objects.filter(pk__in=rows)
    return {row.pk: person(email=row.email, phone=row.phone, user_id=row.pk) for row in found}


def within(since: datetime, until: datetime) -> Iterable[int]:
    return User.objects.filter(is_active=True).values_list("pk", flat=True)


def closed(before: datetime) -> Iterable[int]:
    """Closed accounts that were last opened before; those that nobody is in any more end in `.invalid`."""
    rows = User.objects.filter(is_active=False, last_login__lt=before)
    return rows.exclude(email__endswith="@dihapus.invalid").order_by("pk").values_list("pk", flat=True)


def _empty(rows: Iterable[int], at: datetime) -> None:
    for row in User.objects.filter(pk__in=rows):
        row.email, row.full_name, row.phone = f"akun-{row.pk}@dihapus.invalid", "Akun dihapus", ""
        row.is_active = False
        row.set_unusable_password()
        row.save()


def _second_factors(renew: Callable[[str], str]) -> int:
    """Secrets of second factors lie encrypted inside JSON."""
    written = 0
    for row in Authenticator.objects.all():
        fresh = {name: _renewed(name, value, renew) for name, value in row.data.items()}
        if fresh != row.data:
            written += Authenticator.objects.filter(pk=row.pk, data=row.data).update(data=fresh)
    return written


def _renewed(name: str, value: Any, renew: Callable[[str], str]) -> Any:
    if name in {"secret", "seed"}:
        return renew(value)
    return [renew(code) for code in value] if name == "migrated_codes" and value else value


def register() -> None:
    """For `apps.ready()`."""
    register_holding(
        Holding(
            KIND, "ACCOUNTS", "Akun", find, show, correct, erase, contacts=contacts, within=within
        )
    )  # fmt: skip
    register_destroyer(Destroyer(KIND, "ACCOUNTS", "Akun yang ditutup", "ANONYMISE", closed, _empty))
    fades = "Hitungan percobaan masuk habis dalam 90 hari; sesudah kunci dibuang, hitungannya mulai lagi."
    register_store("mfa.Authenticator.data", _second_factors)
    register_index(
        IndexColumn("people.SignInAttempt", "account_key", fades=fades),
        IndexColumn("people.SignInAttempt", "place_key", fades=fades),
    )
