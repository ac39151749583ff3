"""A cell of the action plan, read and written. What cannot be read is kept as it came; nothing is guessed away."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from balai.domains.masterplan.rules.columns import COLUMN, KEEP_BESIDE, Column
from balai.domains.masterplan.terms import HORIZON_LABELS, PROGRAMME_LABELS
from balai.foundation.dimensions import DIMENSION_LABELS, SUB_DIMENSION_LABELS

LARGEST = 2**63 - 1
# What was odd about a cell, by code.
REMARK_LABELS = {
    "NOT_RUPIAH": "bukan jumlah rupiah: disimpan sebagai teks",
    "NOT_A_FLAG": "bukan ya atau tidak: disimpan sebagai teks",
    "UNKNOWN_WORD": "tidak dikenal: disimpan sebagai teks",
    "UNKNOWN_OPD": "OPD tidak dikenal: disimpan sebagai teks",
    "TOO_LONG": "terlalu panjang: bunyi lengkapnya disimpan di samping",
    "CODE_TWICE": "kode ini sudah dipakai baris lain: barisnya masuk dengan akhiran",
    "NO_CODE": "tanpa kode: diberi kode baru",
    "NO_NAME": "tanpa nama: diberi nama menurut barisnya",
}
YES, NO = "Ya", "Tidak"
_YES = {"ya", "y", "iya", "v", "x", "1", "true", "quick win", "✓", "√"}
_NO = {"tidak", "t", "bukan", "0", "false", "-", "–", "no"}
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(slots=True)
class Record:
    """One row, read: values of fields, `lead` and `supporting` as ids, targets and ceilings by term (1 to 5).

    Only columns of the file are in it. `kept` are words that found no place, `remarks` (column, code of REMARK_LABELS) what was odd."""

    values: dict[str, Any] = field(default_factory=dict)
    targets: dict[int, str] = field(default_factory=dict)
    ceilings: dict[int, int | None] = field(default_factory=dict)
    supporting: list[int] | None = None
    kept: dict[str, str] = field(default_factory=dict)
    remarks: list[tuple[str, str]] = field(default_factory=list)


def text_of(cell: Any) -> str:
    """A cell of a spreadsheet as people read it: whole numbers without a point, days as written in law."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNREADABLE.sub("", text)).strip()


def read_row(cells: Mapping[str, str], find_opd: Callable[[str], int | None]) -> Record:
    """Texts by column code (or "+Title") as a record. `find_opd` knows an office by code, short or full name."""
    record = Record()
    for code, text in cells.items():
        if code.startswith(KEEP_BESIDE):
            record.kept[code] = text
            continue
        column = COLUMN[code]
        if column.kind in {"OPD", "OPDS"}:
            _read_offices(record, column, text, find_opd)
        elif column.kind == "TARGET":
            record.targets[column.term] = _cut(record, column, text)
        elif column.kind == "MONEY":
            amount = rupiah(text)
            if text and amount is None:
                _keep(record, column, text, "NOT_RUPIAH")
            record.ceilings[column.term] = amount
        else:
            _read_word(record, column, text)
    return record


def _read_word(record: Record, column: Column, text: str) -> None:
    if column.kind == "TEXT":
        record.values[column.field] = _cut(record, column, text)
        return
    if column.kind == "FLAG":
        plain = text.casefold()
        record.values[column.field] = plain in _YES
        if text and plain not in _YES | _NO:
            _keep(record, column, text, "NOT_A_FLAG")
        return
    found = _WORDS[column.kind](text)
    if text and not found:
        _keep(record, column, text, "UNKNOWN_WORD")
    if column.kind == "STATE" and not found:
        # A programme always stands somewhere: without a word of the file it stays where it is.
        return
    record.values[column.field] = found


def _read_offices(record: Record, column: Column, text: str, find_opd: Callable[[str], int | None]) -> None:
    if column.kind == "OPD":
        found = find_opd(text) if text else None
        record.values["lead_id"] = found
        record.values["lead_text"] = "" if found or not text else text[:300]
        if text and not found:
            record.remarks.append((column.code, "UNKNOWN_OPD"))
            if len(text) > 300:
                record.kept[column.code] = text
        return
    names = [name for part in re.split(r"[;\n]", text) if (name := part.strip())]
    known = {name: find_opd(name) for name in _apart(names, find_opd)}
    names = list(known)
    record.supporting = sorted({number for number in known.values() if number})
    rest = [name for name in names if not known[name]]
    record.values["supporting_text"] = "; ".join(rest)
    if rest:
        record.remarks.append((column.code, "UNKNOWN_OPD"))


def _apart(names: list[str], find_opd: Callable[[str], int | None]) -> list[str]:
    """Names written with commas between them, apart where every piece is an office: names have commas of their own."""
    found: list[str] = []
    for name in names:
        pieces = [piece.strip() for piece in name.split(",") if piece.strip()]
        apart = find_opd(name) is None and len(pieces) > 1 and all(find_opd(piece) for piece in pieces)
        found += pieces if apart else [name]
    return found


def _cut(record: Record, column: Column, text: str) -> str:
    if column.limit and len(text) > column.limit:
        _keep(record, column, text, "TOO_LONG")
        return text[: column.limit]
    return text


def _keep(record: Record, column: Column, text: str, why: str) -> None:
    record.kept[column.code] = text
    record.remarks.append((column.code, why))


def rupiah(text: str) -> int | None:
    """A whole number of rupiah: "1500000", "1.500.000", "Rp 1.500.000,00"; None for anything else."""
    plain = re.sub(r"^rp\.?\s*", "", text.strip().casefold()).removesuffix(",00").removesuffix(",-")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    if not re.fullmatch(r"[0-9]{1,19}", plain):
        return None
    amount = int(plain)
    return amount if amount <= LARGEST else None


def _by_label(labels: Mapping[Any, str]) -> Callable[[str], str]:
    known = {}
    for code, label in labels.items():
        value = str(getattr(code, "value", code))
        known |= {label.casefold(): value, value.casefold(): value}
        known[label.casefold().removeprefix("smart ").removeprefix("jangka ")] = value
    return lambda text: known.get(" ".join(text.casefold().split()), "")


_WORDS = {
    "DIMENSION": _by_label(DIMENSION_LABELS),
    "SUB_DIMENSION": _by_label(SUB_DIMENSION_LABELS),
    "HORIZON": _by_label(HORIZON_LABELS),
    "STATE": _by_label(PROGRAMME_LABELS),
}


def cells_of(record: Record, columns: Mapping[str, Any], name_of: Callable[[int], str]) -> dict[str, str]:
    """What a record would write into these columns, as texts: what was kept as it came, everything else in our words.

    A state that the file does not name is left out: it stays what it is.
    """
    found = {}
    for code in columns:
        if code in record.kept or code.startswith(KEEP_BESIDE):
            found[code] = record.kept.get(code, "")
            continue
        column = COLUMN[code]
        if column.kind == "STATE" and column.field not in record.values:
            continue
        found[code] = _written(record, column, name_of)
    return found


def _written(record: Record, column: Column, name_of: Callable[[int], str]) -> str:
    match column.kind:
        case "TARGET":
            return record.targets[column.term]
        case "MONEY":
            amount = record.ceilings[column.term]
            return "" if amount is None else str(amount)
        case "OPD":
            lead = record.values["lead_id"]
            return name_of(lead) if lead else record.values["lead_text"]
        case "OPDS":
            names = [name_of(number) for number in record.supporting or ()]
            return "; ".join([*sorted(names), *filter(None, [record.values["supporting_text"]])])
        case _:
            return word_of(column, record.values[column.field])


def word_of(column: Column, value: Any) -> str:
    """A stored value in the words of the table."""
    match column.kind:
        case "FLAG":
            return YES if value else NO
        case "DIMENSION":
            return DIMENSION_LABELS[value] if value else ""
        case "SUB_DIMENSION":
            return SUB_DIMENSION_LABELS[value] if value else ""
        case "HORIZON":
            return HORIZON_LABELS[value] if value else ""
        case "STATE":
            return PROGRAMME_LABELS[value] if value else ""
        case _:
            return value
