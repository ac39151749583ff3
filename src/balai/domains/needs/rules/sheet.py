"""A sheet of needs is read with patience: titles that were renamed, numbers with dots, days in four ways.

A row that cannot go in says which cell is why and what to write there; columns that nobody knows stay with their row.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz, process

from balai.domains.needs.terms import MOST_PEOPLE, SOURCE_LABELS, TEXT_LIMIT, TITLE_LIMIT, Source
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.kits.titles import Table, Titles, letters

NEAR_NAME = 86
# meaning -> (title in the template, other titles that people use)
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "title": (
        "Kebutuhan",
        ("judul", "nama kebutuhan", "usulan", "uraian kebutuhan", "permasalahan", "isu", "masalah"),
    ),
    "text": ("Uraian", ("keterangan", "penjelasan", "deskripsi", "latar belakang", "rincian")),
    "source": ("Sumber", ("asal", "jenis pengusul", "kelompok pengusul", "asal usulan")),
    "source_name": (
        "Nama pengusul",
        ("pengusul", "nama lembaga", "instansi pengusul", "nama instansi", "lembaga"),
    ),
    "kecamatan": ("Kecamatan", ("kec", "nama kecamatan", "wilayah")),
    "desa": (
        "Desa atau kelurahan",
        ("desa", "kelurahan", "desa/kelurahan", "kelurahan/desa", "nama desa", "lokasi desa"),
    ),
    "dimension": ("Dimensi", ("dimensi smart city", "bidang", "pilar")),
    "people": (
        "Jumlah orang",
        (
            "orang tersentuh",
            "jumlah penerima",
            "penerima manfaat",
            "jumlah penerima manfaat",
            "jumlah warga",
            "sasaran",
        ),
    ),
    "stated_date": ("Tanggal", ("tgl", "tanggal usulan", "waktu", "tahun")),
    "citation": ("Rujukan", ("sumber data", "referensi", "dasar", "tautan")),
}
TITLES = Titles(COLUMNS, needed="title")
_SOURCE_WORDS = {
    Source.CITIZEN: ("warga", "masyarakat", "penduduk", "perorangan"),
    Source.VILLAGE: ("desa", "kelurahan", "pemerintah desa", "pemdes", "perangkat desa", "musrenbang desa"),
    Source.OPD: ("opd", "dinas", "perangkat daerah", "skpd", "badan", "kecamatan"),
    Source.POLICE: ("polisi", "kepolisian", "polres", "polsek", "tni"),
    Source.INSTITUTION: ("lembaga", "kampus", "komunitas", "organisasi", "sekolah", "universitas", "ormas", "bumd", "institusi"),
}  # fmt: skip


# {cell, code, text, most}: which cell is odd and why; the words are in ODD_LABELS and ADVICE_LABELS.
Odd = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Places:
    """The names of the region, casefolded: kecamatan -> code, (kecamatan code, desa) -> code, desa -> codes."""

    kecamatan: Mapping[str, str]
    desa: Mapping[tuple[str, str], str]
    by_name: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class ReadRow:
    """A row of the sheet: `values` for a need, `faults` that keep it out and `warnings` that do not, each as `Odd`."""

    number: int
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Odd] = field(default_factory=list)
    warnings: list[Odd] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)


def read_rows(table: Table, *, places: Places, today: date) -> list[ReadRow]:
    """The rows of a table as needs, in their order."""
    return [_read(number, cells, table, places, today) for number, cells in table.rows]


def _read(number: int, cells: list[str], table: Table, places: Places, today: date) -> ReadRow:
    row, titles, meanings = ReadRow(number, cells), table.titles, table.fields
    at = {
        meaning: (letters(place) + str(number), cells[place])
        for place, meaning in meanings.items()
        if place < len(cells)
    }
    row.extra = {
        (titles[place] if place < len(titles) and titles[place] else f"kolom {letters(place)}"): cell
        for place, cell in enumerate(cells)
        if cell and place not in meanings
    }
    for name, limit in (
        ("title", TITLE_LIMIT),
        ("text", TEXT_LIMIT),
        ("source_name", 200),
        ("citation", 300),
    ):
        cell, text = at.get(name, ("", ""))
        row.values[name] = text[:limit]
        if len(text) > limit:
            row.warnings.append(_odd(cell, "TOO_LONG", most=limit))
    if len(row.values["title"]) < 5:
        row.faults.append(_odd(at.get("title", (f"A{number}", ""))[0], "TITLE_MISSING"))
    for meaning, reader in _READERS.items():
        cell, text = at.get(meaning, ("", ""))
        if text:
            value, wrong = reader(text, today)
            row.values[meaning] = value
            if wrong:
                row.warnings.append(_odd(cell, wrong, text))
    row.values.setdefault("source", Source.INSTITUTION.value)
    row.values.setdefault("stated_date", today.isoformat())
    _place(row, at, places)
    return row


def _odd(cell: str, code: str, text: str = "", most: int = 0) -> Odd:
    return {"cell": cell, "code": code, "text": text[:60], "most": most}


def _source(text: str, today: date) -> tuple[Any, str]:
    names = {name: source for source, own in _SOURCE_WORDS.items() for name in own}
    names |= {label.casefold(): source for source, label in SOURCE_LABELS.items() if source != Source.REPORTS}
    hit = process.extractOne(text.casefold(), names.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR_NAME)
    if hit:
        return names[hit[0]].value, ""
    return Source.INSTITUTION.value, "SOURCE_UNKNOWN"


def _dimension(text: str, today: date) -> tuple[Any, str]:
    names = {label.casefold(): code for code, label in DIMENSION_LABELS.items()}
    names |= {label.casefold().removeprefix("smart "): code for code, label in DIMENSION_LABELS.items()}
    hit = process.extractOne(text.casefold(), names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_NAME)
    if hit:
        return names[hit[0]].value, ""
    return "", "DIMENSION_UNKNOWN"


def _people(text: str, today: date) -> tuple[Any, str]:
    digits = re.sub(r"[.\s]|(?i:orang|jiwa|kk)", "", text)
    if digits.isascii() and digits.isdecimal() and int(digits) <= MOST_PEOPLE:
        return int(digits), ""
    return None, "PEOPLE_UNKNOWN"


def _day(text: str, today: date) -> tuple[Any, str]:
    forms = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y")
    days = [day for form in forms if (day := _parsed(text, form))]
    if re.fullmatch(r"20\d\d", text):
        days = [date(int(text), 1, 1)]
    if not days:
        return today.isoformat(), "DAY_UNKNOWN"
    if days[0] > today:
        return today.isoformat(), "DAY_AHEAD"
    return days[0].isoformat(), ""


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None


_READERS: Mapping[str, Callable[[str, date], tuple[Any, str]]] = {
    "source": _source,
    "dimension": _dimension,
    "people": _people,
    "stated_date": _day,
}


def _place(row: ReadRow, at: Mapping[str, tuple[str, str]], places: Places) -> None:
    cell, name = at.get("kecamatan", ("", ""))
    kecamatan = _named(name, places.kecamatan)
    if name and not kecamatan:
        row.warnings.append(_odd(cell, "KECAMATAN_UNKNOWN", name))
    row.values["area"] = kecamatan
    cell, name = at.get("desa", ("", ""))
    if not name:
        return
    if kecamatan:
        own = {desa: code for (parent, desa), code in places.desa.items() if parent == kecamatan}
        found = _named(name, own)
    else:
        codes = places.by_name.get(_bare(name), ())
        found = codes[0] if len(codes) == 1 else ""
        if len(codes) > 1:
            row.warnings.append(_odd(cell, "DESA_TWICE", name, len(codes)))
            return
    if found:
        row.values["area"] = found
    else:
        row.warnings.append(_odd(cell, "DESA_UNKNOWN", name))


def _named(name: str, names: Mapping[str, str]) -> str:
    if not name:
        return ""
    hit = process.extractOne(_bare(name), names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_NAME)
    return names[hit[0]] if hit else ""


def _bare(name: str) -> str:
    return re.sub(r"^(kecamatan|kec\.?|desa|ds\.?|kelurahan|kel\.?)\s+", "", name.casefold()).strip()
