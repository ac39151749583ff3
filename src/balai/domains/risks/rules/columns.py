"""A sheet of risks: its columns by what their titles mean, and its cells as what the register asks for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process

from balai.kits.titles import Titles

# field -> (the title that we write, other titles that people use)
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "event": ("Kejadian", ("risiko", "kejadian risiko", "uraian risiko", "nama risiko", "peristiwa risiko", "pernyataan risiko")),
    "cause": ("Penyebab", ("sebab", "penyebab risiko", "sumber risiko", "akar masalah")),
    "effect": ("Dampak", ("akibat", "dampak risiko", "akibat risiko", "konsekuensi")),
    "goal": ("Sasaran", ("tujuan", "sasaran spbe", "sasaran program", "sasaran strategis")),
    "sign": ("Jenis", ("jenis risiko", "sifat risiko")),
    "category": ("Kategori", ("kategori risiko", "kelompok risiko")),
    "impact_area": ("Area dampak", ("area dampak risiko", "bidang dampak")),
    "lens": ("Lensa", ("sudut pandang", "lensa evaluasi")),
    "opd": ("Pemilik", ("pemilik risiko", "opd", "perangkat daerah", "opd pemilik", "unit pemilik risiko", "skpd", "dinas")),
    "controls": ("Kontrol saat ini", ("pengendalian", "kontrol", "pengendalian yang ada", "sistem pengendalian")),
    "likelihood": ("Kemungkinan", ("level kemungkinan", "tingkat kemungkinan", "probabilitas", "skor kemungkinan")),
    "impact": ("Tingkat dampak", ("level dampak", "skor dampak", "nilai dampak")),
    "citizen_voice": ("Suara warga", ("aspirasi warga", "masukan warga")),
    "review_date": ("Tinjau lagi", ("tanggal tinjau", "ditinjau lagi", "tanggal reviu")),
}  # fmt: skip
TITLES = Titles(COLUMNS, needed="event")
NAMED = ("sign", "category", "impact_area", "lens", "opd")
NEAR_NAME = 84


@dataclass(slots=True)
class ReadRow:
    """What a row says: `given` for the register, `steps` where it judges, `unread` the fields whose words nobody knows."""

    given: dict[str, Any]
    steps: tuple[int, int] | None = None
    unread: list[str] = field(default_factory=list)


def read_row(texts: Mapping[str, str], names: Mapping[str, Mapping[str, Any]]) -> ReadRow:
    """`texts` are the cells by field, `names` say for each of NAMED which word stands for which code."""
    row = ReadRow(
        {name: text for name, text in texts.items() if name not in {*NAMED, "likelihood", "impact"}}
    )
    for name in NAMED:
        text = texts.get(name, "")
        row.given["opd_id" if name == "opd" else name] = found = _code(text, names[name])
        if text and found is None:
            row.unread.append(name)
    day = texts.get("review_date", "")
    row.given["review_date"] = _day(day)
    if day and row.given["review_date"] is None:
        row.unread.append("review_date")
    steps = {name: _step(texts.get(name, "")) for name in ("likelihood", "impact")}
    row.unread += [
        name for name, step in steps.items() if step is None and any(texts.get(one) for one in steps)
    ]
    if steps["likelihood"] and steps["impact"]:
        row.steps = steps["likelihood"], steps["impact"]
    return row


def _code(text: str, names: Mapping[str, Any]) -> Any:
    hit = (
        process.extractOne(text.casefold(), list(names), scorer=fuzz.ratio, score_cutoff=NEAR_NAME)
        if text
        else None
    )
    return names[hit[0]] if hit else None


def _step(text: str) -> int | None:
    """1 to 5, also as `4 Sering Terjadi`."""
    first = text.split()[0] if text.split() else ""
    return int(first) if first in {"1", "2", "3", "4", "5"} else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
