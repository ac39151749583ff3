"""The civil registry's list of deaths, as a table of text (CSV): one death a row, faults named by line."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from balai.foundation.errors import Refused

MOST_BYTES, MOST_ROWS, MOST_FAULTS = 5 * 1024 * 1024, 20_000, 50
# How the columns are called, in letters only.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "nik": ("nik", "nikjenazah", "nikalmarhum", "noktp"),
    "family_card": ("nokk", "kk", "nomorkk", "nokartukeluarga"),
    "name": ("nama", "namalengkap", "namajenazah", "namaalmarhum"),
    "birth_date": ("tanggallahir", "tgllahir"),
    "death_date": ("tanggalmeninggal", "tglmeninggal", "tanggalkematian", "tglkematian", "tglmati"),
    "area": ("kodedesa", "kodewilayah", "kodekelurahan"),
}
_DATE = (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"))


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """A death as the registry has it; "" for what the list does not say."""

    nik: str
    family_card: str
    name: str
    birth_date: str
    death_date: date
    area: str


@dataclass(frozen=True, slots=True)
class RegistryList:
    rows: Sequence[RegistryRow]
    faults: Sequence[str]


def read_list(data: bytes, *, today: date) -> RegistryList:
    """The rows that can be used, and what is wrong with the others, by line.

    Raises Refused LIST_TOO_LARGE, LIST_NOT_TEXT, LIST_COLUMNS.
    """
    if len(data) > MOST_BYTES:
        raise Refused("LIST_TOO_LARGE", "Berkas ini terlalu besar: paling banyak {most} MB.", most=5)
    if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} or b"\0" in data[:4096]:
        raise Refused("LIST_NOT_TEXT", "Simpan dahulu daftarnya sebagai CSV, lalu unggah berkas CSV itu.")
    text = _decoded(data)
    head, _, _ = text.partition("\n")
    separator = max(";,\t", key=head.count)
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        return _read_lines(lines, today)
    except csv.Error:  # a cell without end
        raise Refused(
            "LIST_NOT_TEXT", "Berkas ini tidak terbaca sebagai tabel. Simpan sekali lagi sebagai CSV."
        ) from None


def _read_lines(lines: Iterator[list[str]], today: date) -> RegistryList:
    places = _places(next(lines, []))
    rows: list[RegistryRow] = []
    faults: list[str] = []
    for number, cells in enumerate(lines, 2):
        if len(rows) >= MOST_ROWS:
            raise Refused(
                "LIST_TOO_LARGE",
                "Paling banyak {most} baris sekali unggah.",
                most=f"{MOST_ROWS:,}".replace(",", "."),
            )
        if any(cell.strip() for cell in cells):
            _read(number, cells, places, today, rows, faults)
    return RegistryList(rows, faults)


def _read(
    number: int,
    cells: Sequence[str],
    places: Mapping[str, int],
    today: date,
    rows: list[RegistryRow],
    faults: list[str],
) -> None:
    row = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
    wrong = list(_wrong(row, today))
    if wrong:
        if len(faults) < MOST_FAULTS:
            faults.append(f"Baris {number}: {', '.join(wrong)}.")
        return
    rows.append(
        RegistryRow(
            nik=_digits(row.get("nik", "")),
            family_card=_digits(row.get("family_card", "")),
            name=row.get("name", "")[:120],
            birth_date=(born.isoformat() if (born := _day(row.get("birth_date", ""))) else ""),
            death_date=_day(row["death_date"]) or today,
            area=row.get("area", "")[:13],
        )
    )


def _wrong(row: Mapping[str, str], today: date) -> Iterator[str]:
    died = _day(row["death_date"])
    if died is None:
        yield "tanggal meninggal tidak terbaca"
    elif died > today:
        yield "tanggal meninggal di masa depan"
    nik = row.get("nik", "")
    if nik and len(_digits(nik)) != 16:
        yield "NIK bukan 16 angka"
    if not nik and not (row.get("family_card") and row.get("name") and row.get("birth_date")):
        yield "tanpa NIK perlu nomor KK, nama, dan tanggal lahir"


def _places(head: Sequence[str]) -> dict[str, int]:
    words = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in head]
    found = {
        name: next((place for place, word in enumerate(words) if word in known), -1)
        for name, known in COLUMNS.items()
    }
    if found["death_date"] < 0 or (found["nik"] < 0 and found["name"] < 0):
        raise Refused(
            "LIST_COLUMNS", "Baris pertama harus memuat nama kolom, paling sedikit NIK dan Tanggal meninggal."
        )
    return {name: place for name, place in found.items() if place >= 0}


def _day(text: str) -> date | None:
    for number, shape in enumerate(_DATE):
        if found := shape.match(text.strip()):
            parts = [int(part) for part in found.groups()]
            year, month, day = parts if number == 0 else reversed(parts)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("LIST_NOT_TEXT", "Berkas ini tidak terbaca sebagai teks. Simpan sebagai CSV UTF-8.")
