"""Who works and who died in the demonstration; every name says that it is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from balai.engine.organizations import public as organizations
from balai.engine.packs.public import Pack
from balai.engine.people.public import ROLE_LABELS, Role, User

PASSWORD, DOMAIN = "balai-demo-2026", "demo.balai.invalid"
AGENCY = "DINSOS"
VILLAGES = 6
_FIRST = ("Contoh", "Misal", "Umpama", "Andai", "Tamsil", "Ibarat")
_LAST = ("Pertama", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan")


@dataclass(frozen=True, slots=True)
class Crew:
    """The village officers who file, who approves, and somebody else who pays."""

    clerks: tuple[User, ...]
    approver: User
    payer: User


def signins() -> list[tuple[str, str, str]]:
    """(role, e-mail, password) of the accounts that only this demonstration has."""
    return [(f"{ROLE_LABELS[Role.FIELD_OFFICER]} {AGENCY}", f"petugas.dinsos@{DOMAIN}", PASSWORD)]


def crew(*, on: date) -> Crew:
    """The accounts, made where they are missing."""
    password = make_password(PASSWORD)
    agency = organizations.opd(AGENCY)
    clerks = list(User.objects.filter(role=Role.VILLAGE_OFFICER, is_active=True).order_by("pk"))
    taken = {user.area_id for user in clerks}
    free = [area for area in organizations.areas() if area.level == "DESA" and area.pk not in taken]
    for area in free[:: max(1, len(free) // VILLAGES)][: VILLAGES - len(clerks)]:
        name = f"Perangkat Contoh {area.name}"
        given = {"role": Role.VILLAGE_OFFICER, "area_id": area.pk, "full_name": name, "password": password}
        clerks.append(_account(f"desa.{area.pk.replace('.', '')}", given))
    admin = {"role": Role.OPD_ADMIN, "opd_id": agency.pk, "full_name": f"Admin Contoh {agency.short_name}"}
    staff = {
        "role": Role.FIELD_OFFICER,
        "opd_id": agency.pk,
        "full_name": f"Petugas Contoh {agency.short_name}",
    }
    approver = User.objects.filter(opd=agency, role=Role.OPD_ADMIN).first()
    return Crew(
        tuple(clerks),
        approver or _account("admin.dinsos", admin | {"password": password}),
        _account("petugas.dinsos", staff | {"password": password}),
    )


def deceased(number: int, rng: Random, *, before: date, pack: Pack) -> Mapping[str, Any]:
    """Answers of the pack's first sample about somebody else, who died lately. NIK of an invented region."""
    born = date(1935, 1, 1) + timedelta(days=rng.randrange(20_000))
    name = f"{_FIRST[number % 6]} {_LAST[number // 6 % 8]} Rekaan"
    sex = rng.choice(("MALE", "FEMALE"))
    day = born.day + (40 if sex == "FEMALE" else 0)
    found = dict(pack.samples[0].answers)
    return found | {
        "deceased_nik": f"990101{day:02}{born:%m%y}{number + 1:04}",
        "deceased_name": name,
        "deceased_sex": sex,
        "deceased_birth_date": born.isoformat(),
        "family_card": f"990101010120{number + 1:04}",
        "death_date": (before - timedelta(days=rng.randrange(1, 20))).isoformat(),
        "heir_nik": f"9901015506{rng.randrange(70, 99)}{number + 5000:04}",
        "heir_name": f"{rng.choice(_FIRST)} Ahli Waris {number + 1}",
        # Nobody of them is on a poverty list: the village answers for them.
        "poverty_proof": "VILLAGE_LETTER",
        "house_roof": "ZINC",
        "house_floor": "CEMENT",
        "house_wall": "WOOD",
        "family_condition": "Buruh tani musiman, tiga tanggungan (contoh).",
    }


def _account(name: str, given: dict[str, Any]) -> User:
    return User.objects.get_or_create(email=f"{name}@{DOMAIN}", defaults=given)[0]
