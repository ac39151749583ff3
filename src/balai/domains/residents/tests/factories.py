"""Invented villagers, officers and files. NIK begin with 99, which is no province."""

import io
import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter
from django.utils import timezone

from balai.domains.residents.actions.checking import check
from balai.domains.residents.actions.uploading import take_in
from balai.domains.residents.actions.working import begin, carry_out
from balai.domains.residents.models import Import
from balai.domains.residents.rules.columns import RESIDENT_COLUMNS
from balai.domains.residents.rules.workbook import read_sheet
from balai.domains.residents.terms import Work
from balai.engine.organizations.public import Area, Opd
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_area, make_user
from balai.foundation.actor import Actor

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone.get_fixed_timezone(420))
TODAY = NOW.date()
CODES = [column.code for column in RESIDENT_COLUMNS]
FIRST = ["Contoh", "Misal", "Rekaan", "Umpama", "Andai", "Tamsil"]
LAST = ["Pertama", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh"]


def village(code: str = "33.25.99.2001", name: str = "Contohsari") -> Area:
    """A village with its government, made once."""
    area = make_area(code, name)
    Opd.objects.get_or_create(
        code=f"DESA-{code}",
        defaults={
            "short_name": name, "name": f"Pemerintah Desa {name}", "kind": "DESA", "area": area,
            "valid_from": date(2014, 1, 15),
        },
    )  # fmt: skip
    _forget()
    return area


def _forget() -> None:
    from balai.engine.organizations.queries import kept  # noqa: PLC0415 - the copy in the process, as loading does

    kept.changed()


def officer(area: Area | None = None) -> User:
    """The officer of a village, made once per village."""
    area = area or village()
    email = f"desa-{area.code}@contoh.invalid"
    found = User.objects.filter(email=email).first()
    return found or make_user(Role.VILLAGE_OFFICER, email=email, area=area)


def by(area: Area | None = None) -> Actor:
    return actor_of(officer(area))


def nik(number: int, *, born: date = date(1990, 1, 31), sex: str = "1") -> str:
    """An invented NIK that agrees with birth and sex."""
    day = born.day + (40 if sex == "2" else 0)
    return f"993301{day:02d}{born:%m%y}{number % 10000:04d}"


def person(number: int = 1, **columns: Any) -> dict[str, Any]:
    """All 43 columns of somebody invented, as OpenSID writes them."""
    chance = random.Random(number)
    sex = columns.get("sex", chance.choice("12"))
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(30_000))
    family = number // 4
    row = dict.fromkeys(CODES, "")
    row |= {
        "alamat": f"Jl. Rekaan {number}", "dusun": "Krajan", "rw": "001", "rt": f"{family % 8 + 1:03d}",
        "nama": f"{chance.choice(FIRST)} {chance.choice(LAST)} {_word(number)}",
        "no_kk": f"9933010101{family % 1_000_000:06d}", "nik": nik(number, born=born, sex=sex), "sex": sex,
        "tempatlahir": "Batang", "tanggallahir": born.isoformat(), "agama_id": "1", "pendidikan_kk_id": "5",
        "pendidikan_sedang_id": "18", "pekerjaan_id": chance.choice(["9", "15", "88"]), "status_kawin": "1",
        "kk_level": "1" if number % 4 == 0 else "9", "warganegara_id": "1", "nama_ayah": "Ayah Contoh",
        "nama_ibu": "Ibu Contoh", "golongan_darah_id": "13", "cacat_id": "7", "ktp_el": "2", "status_rekam": "3",
        "status_dasar": "1", "suku": "Jawa", "lat": "-6.91", "lng": "109.73",
    }  # fmt: skip
    return {**row, **columns}


def _word(number: int) -> str:
    """A number as letters: names have no digits."""
    return "".join(chr(97 + int(digit)) for digit in str(number)).capitalize()


def table(people: Iterable[dict[str, Any]], codes: Sequence[str] = CODES) -> list[list[Any]]:
    """Header and rows, as they stand in a sheet."""
    return [list(codes), *[[one.get(code, "") for code in codes] for one in people]]


def xlsx(rows: Iterable[Sequence[Any]], *, sheet: str = "Data", touch: Any = None) -> bytes:
    """A workbook with these rows; days become date cells, `touch(book, sheet)` may do more to it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if isinstance(cell, date):
                page.write_datetime(number, place, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, int | float):
                page.write_number(number, place, cell)
            elif cell != "":
                page.write_string(number, place, cell)
    if touch:
        touch(book, page)
    book.close()
    return out.getvalue()


def csv(rows: Iterable[Sequence[Any]], *, sign: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(sign.join(str(cell) for cell in cells) for cells in rows).encode(encoding)


def uploaded(rows: Iterable[Sequence[Any]], *, area: Area | None = None, name: str = "warga.csv") -> Import:
    """A file on its way in, checked; read in this process, which is quicker."""
    user = officer(area)
    made = Import(kind="RESIDENTS", area_id=user.area_id, file_name=name, sha256="0" * 64, by=user, at=NOW)
    take_in(made, read_sheet(csv(rows), kind="RESIDENTS"))
    return check(made, today=TODAY)


def applied(rows: Iterable[Sequence[Any]], *, area: Area | None = None, leaves_out: bool = False) -> Import:
    """A file that was checked and stored."""
    made = uploaded(rows, area=area)
    work(made, Work.APPLY, area=area, leaves_out=leaves_out)
    made.refresh_from_db()
    return made


def work(made: Import, what: Work, *, area: Area | None = None, leaves_out: bool = False) -> Import:
    """Begin some work on an import and carry it out at once."""
    begin(import_id=made.pk, work=what, leaves_out=leaves_out, then=lambda: None)
    carry_out(import_id=made.pk, by=by(area), at=NOW, today=TODAY)
    made.refresh_from_db()
    return made
