"""Invented villagers for the demonstration: three villages, and who of them is on the list of the poor."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.domains.residents.actions.books import hold, row_of
from balai.domains.residents.models import Change, Import, PovertyEdition, PovertyEntry, Resident
from balai.domains.residents.rules.columns import RESIDENT
from balai.domains.residents.terms import LIST_AGENCY, ChangeKind, ImportKind, ImportState
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.engine.people.public import Role, officers
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import NotFound
from balai.kits.crypto import blind_index

# The village of the demonstration's officer, and two others.
VILLAGES = {"33.25.11.2007": 240, "33.25.11.2008": 90, "33.25.02.2001": 80}
FIRST = ["Contoh", "Misal", "Rekaan", "Umpama", "Andai", "Tamsil", "Ibarat"]
MIDDLE = [
    "Pertama",
    "Kedua",
    "Ketiga",
    "Keempat",
    "Kelima",
    "Keenam",
    "Ketujuh",
    "Kedelapan",
    "Kesembilan",
    "Kesepuluh",
]
LAST = [
    "Melati",
    "Kenanga",
    "Cempaka",
    "Dahlia",
    "Mawar",
    "Teratai",
    "Anggrek",
    "Kamboja",
    "Seruni",
    "Flamboyan",
    "Jati",
    "Mahoni",
    "Beringin",
    "Cemara",
]
HAMLETS = ("Krajan", "Contohrejo", "Misalsari")
POOR_SHARE = 0.28
_JOBS = ("9", "9", "11", "15", "19", "20", "84", "88")


@dataclass(slots=True)
class _Family:
    """Invented people under one number, in one house."""

    number: int
    area: int
    chance: random.Random
    today: date

    def people(self) -> Iterator[dict[str, str]]:
        age = self.chance.randrange(24, 84)
        head_sex = "1" if self.chance.random() < 0.85 else "2"
        alone = age > 70 and self.chance.random() < 0.4
        yield self._one(0, age=age, sex=head_sex, role="1", marriage="4" if alone or head_sex == "2" else "2")
        if head_sex == "1" and not alone:
            yield self._one(
                1, age=max(20, age - self.chance.randrange(0, 6)), sex="2", role="3", marriage="2"
            )
        youngest = max(0, age - 42)
        for child in range(self.chance.randrange(0, 4) if youngest < 25 else 0):
            years = self.chance.randrange(youngest, max(youngest + 1, age - 20))
            yield self._one(
                2 + child, age=min(years, 27), sex=self.chance.choice("12"), role="4", marriage="1"
            )

    def _one(self, member: int, *, age: int, sex: str, role: str, marriage: str) -> dict[str, str]:
        born = self.today - timedelta(days=age * 365 + self.chance.randrange(1, 360))
        serial = self.number * 8 + member
        day = born.day + (40 if sex == "2" else 0)
        # A newborn has no number yet.
        nik = "" if age == 0 else f"9925{self.area:02d}{day:02d}{born:%m%y}{serial % 9999 + 1:04d}"
        grown = age >= 18
        told = {
            "alamat": f"Jl. Rekaan No. {self.number + 1}", "dusun": HAMLETS[self.number % 3], "rw": f"{self.number % 3 + 1:03d}",
            "rt": f"{self.number % 7 + 1:03d}", "nama": self._name(), "no_kk": f"9925{self.area:02d}010115{self.number + 1:04d}",
            "nik": nik, "sex": sex, "tempatlahir": "Batang", "tanggallahir": born.isoformat(), "agama_id": "1",
            "pendidikan_kk_id": self.chance.choice("3456") if grown else "1", "pendidikan_sedang_id": "18" if grown else "4",
            "pekerjaan_id": self._job(age, sex), "status_kawin": marriage, "kk_level": role, "warganegara_id": "1",
            "nama_ayah": f"Ayah {self.chance.choice(FIRST)}", "nama_ibu": f"Ibu {self.chance.choice(FIRST)}",
            "golongan_darah_id": "13", "cacat_id": "7", "ktp_el": "2" if grown else "1", "status_dasar": "1", "suku": "Jawa",
        }  # fmt: skip
        return {code: told.get(code, "") for code in RESIDENT}

    def _name(self) -> str:
        return " ".join(self.chance.choice(words) for words in (FIRST, MIDDLE, LAST))

    def _job(self, age: int, sex: str) -> str:
        if age < 6:
            return "1"
        if age < 19:
            return "3"
        return "2" if sex == "2" and self.chance.random() < 0.5 else self.chance.choice(_JOBS)


def people_of(area_id: str, count: int, *, today: date) -> list[dict[str, str]]:
    """At least `count` invented people of a village, family by family; always the same ones."""
    chance = random.Random(f"penduduk {area_id}")
    found: list[dict[str, str]] = []
    number = 0
    while len(found) < count:
        found += _Family(number, list(VILLAGES).index(area_id) + 1, chance, today).people()
        number += 1
    return found


@transaction.atomic
def fill(*, at: datetime, by: Actor = SYSTEM) -> dict[str, int]:
    """Fill the registers of three villages and the list of the poor of the demonstration.

    Returns how many people and entries; villages that have people already, or that the region lacks, stay as they are.
    """
    people = 0
    poor: list[dict[str, str]] = []
    for area_id, count in VILLAGES.items():
        if not _exists(area_id) or Resident.objects.filter(area=area_id).exists():
            continue
        # By the year, not by the day: the same invented people all year round.
        told = people_of(area_id, count, today=date(timezone.localdate(at).year, 1, 1))
        _move_in(area_id, told, by=by, at=at)
        people += len(told)
        cards = sorted({one["no_kk"] for one in told})
        chosen = set(random.Random(area_id).sample(cards, int(len(cards) * POOR_SHARE)))
        poor += [one for one in told if one["no_kk"] in chosen and one["nik"]]
    return {"residents": people, "poor": _list_poor(poor, at=at)}


def _exists(area_id: str) -> bool:
    try:
        return bool(organizations.area(area_id))
    except NotFound:
        return False


def _move_in(area_id: str, people: list[dict[str, str]], *, by: Actor, at: datetime) -> None:
    hold(area_id)
    chance = random.Random(f"stempel {area_id}")
    rows = [
        row_of(one, area_id=area_id, stamp=UUID(int=chance.getrandbits(128), version=4), at=at)
        for one in people
    ]
    Resident.objects.bulk_create(rows, batch_size=500)
    Change.objects.bulk_create(
        [
            Change(resident=row, kind=ChangeKind.ADDED, stamp=row.stamp, by_id=by.user_id, at=at)
            for row in rows
        ],
        batch_size=500,
    )
    data = {"area": area_id, "new": len(rows)}
    journal.append(code="RESIDENTS_IMPORTED", subject=("village", area_id), by=by, at=at, data=data)


def _list_poor(people: list[dict[str, str]], *, at: datetime) -> int:
    """An edition of DTSEN in the name of the agency's admin; none where there is no such account."""
    on = timezone.localdate(at)
    code = parameters.value(LIST_AGENCY, on=on, default="")
    admins = officers(role=Role.OPD_ADMIN, opd_id=organizations.opd(code).pk) if code else []
    if not people or not admins:
        return 0
    since = date(on.year - 1, 1, 1)
    made = Import.objects.create(
        kind=ImportKind.POVERTY, opd_id=organizations.opd(code).pk, list_code="DTSEN", edition="Contoh", valid_from=since,
        file_name="dtsen-contoh.csv", sha256="0" * 64, format="CSV", state=ImportState.APPLIED, total=len(people),
        counts={"rows": len(people), "ready": len(people), "new": len(people)}, by_id=admins[0], at=at, applied_at=at,
    )  # fmt: skip
    edition = PovertyEdition.objects.create(list_code="DTSEN", name="Contoh", valid_from=since, source=made)
    PovertyEntry.objects.bulk_create(
        [
            PovertyEntry(
                edition=edition,
                person_key=blind_index(one["nik"]),
                family_key=blind_index(one["no_kk"]),
                decile=2,
            )
            for one in people
        ]
    )
    return len(people)
