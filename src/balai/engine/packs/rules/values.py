"""The region's values of a service: their types, their legal range, and what an upgrade does to them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from balai.foundation.errors import Refused

from .description import Pack, ValueSpec

_ACCOUNT = re.compile(r"\d+(?:\.\d+)*")
_MOST = 10**15


def resolve_values(pack: Pack, given: Mapping[str, Any], *, complete: bool = True) -> dict[str, Any]:
    """Every value of the pack by its code: what the region gave, else the pack's default.

    Dates stay text (2026-01-31). With `complete=False` a value that nobody gave yet is None. Raises Refused
    VALUE_MISSING, VALUE_MALFORMED, VALUE_OUT_OF_RANGE or VALUE_UNKNOWN, whose sentence names the value and its
    question and whose `field` is its code.
    """
    known = {spec.code for spec in pack.values}
    for code in given:
        if code not in known:
            raise Refused(
                "VALUE_UNKNOWN", "Layanan ini tidak mengenal nilai {value}.", field=code, value=code
            )
    values = {spec.code: _plain(given.get(spec.code, spec.default)) for spec in pack.values}
    for spec in pack.values:
        if values[spec.code] is not None or not spec.must_be_asked:
            check_value(spec, values[spec.code])
        elif complete:
            raise _refused("VALUE_MISSING", "{label} belum ditetapkan. {question}", spec)
    return values


def _plain(value: Any) -> Any:
    """Dates of ordinary YAML become text again."""
    return value.isoformat() if isinstance(value, date) else value


def check_value(spec: ValueSpec, value: Any) -> None:
    """Raises Refused VALUE_MALFORMED or VALUE_OUT_OF_RANGE where the value cannot be used."""
    if value is None and spec.may_be_empty:
        return
    if not _well_formed(spec, value):
        raise _refused(
            "VALUE_MALFORMED", "{label} harus berupa {kind}. {question}", spec, kind=_KINDS[spec.type]
        )
    if spec.type in ("MONEY", "INTEGER"):
        _within(spec, value)
    if spec.type in ("CHOICE", "CHOICES"):
        _among(spec, value)


_KINDS = {
    "MONEY": "rupiah bulat mulai 0",
    "INTEGER": "bilangan bulat",
    "BOOLEAN": "ya atau tidak",
    "CHOICE": "satu pilihan",
    "CHOICES": "daftar pilihan",
    "TEXT": "tulisan yang tidak kosong",
    "OPD": "kode perangkat daerah",
    "ACCOUNT": "kode rekening seperti 5.3.01",
    "DATE": "tanggal seperti 2026-01-31",
}


def _well_formed(spec: ValueSpec, value: Any) -> bool:
    if spec.type in ("MONEY", "INTEGER"):
        is_number = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST
        return is_number and (spec.type == "INTEGER" or value >= 0)
    if spec.type == "BOOLEAN":
        return isinstance(value, bool)
    if spec.type == "CHOICES":
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if not isinstance(value, str) or not value.strip() or len(value) > 400:
        return False
    if spec.type == "DATE":
        return _is_day(value)
    return spec.type != "ACCOUNT" or bool(_ACCOUNT.fullmatch(value))


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _within(spec: ValueSpec, value: int) -> None:
    if spec.minimum is not None and value < spec.minimum:
        raise _refused(
            "VALUE_OUT_OF_RANGE",
            "{label} paling sedikit {bound}. {question}",
            spec,
            bound=grouped(spec.minimum),
        )
    if spec.maximum is not None and value > spec.maximum:
        raise _refused(
            "VALUE_OUT_OF_RANGE",
            "{label} paling banyak {bound}. {question}",
            spec,
            bound=grouped(spec.maximum),
        )


def _among(spec: ValueSpec, value: Any) -> None:
    known = [choice.code for choice in spec.choices]
    chosen = [value] if isinstance(value, str) else list(value)
    for code in chosen:
        if code not in known:
            raise _refused(
                "VALUE_OUT_OF_RANGE",
                "{label} tidak mengenal pilihan {choice}. {question}",
                spec,
                choice=code[:40],
            )
    if not chosen or len(set(chosen)) < len(chosen):
        raise _refused(
            "VALUE_MALFORMED", "{label}: pilih paling sedikit satu, masing-masing sekali. {question}", spec
        )


def grouped(number: int) -> str:
    """`1.000.000`: as numbers are written here."""
    return f"{number:,}".replace(",", ".")


def _refused(code: str, pattern: str, spec: ValueSpec, **more: str | int) -> Refused:
    return Refused(code, pattern, field=spec.code, label=spec.label.id, question=spec.question.id, **more)
