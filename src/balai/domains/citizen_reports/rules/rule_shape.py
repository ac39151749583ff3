"""The shape of routing rules: which keys there are and what may stand in them. Everything is named in its message."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from balai.domains.citizen_reports.terms import ReportType
from balai.foundation.errors import Refused

KEYS = ("code", "when", "opd", "priority", "clock", "note")
# What one evaluation may cost: every report that comes in is held against every rule.
MOST_RULES, MOST_VALUES = 300, 3_000
_LENGTHS = {"code": 60, "opd": 40, "clock": 40, "note": 300}


def check_shape(rules: Any) -> None:
    """Raises Refused RULE_INVALID naming the first rule and field whose shape is wrong."""
    if not isinstance(rules, Sequence) or isinstance(rules, str):
        raise _wrong("Aturan harus berupa daftar: setiap aturan diawali tanda “- ”.")
    if len(rules) > MOST_RULES:
        raise _wrong(f"Terlalu banyak aturan: {len(rules)}, paling banyak {MOST_RULES}.")
    for number, rule in enumerate(rules, 1):
        if not isinstance(rule, Mapping):
            raise _wrong(f"Aturan {number} harus berisi pasangan `kunci: nilai`.")
        _check_rule(f"Aturan {number} ({rule.get('code', 'tanpa kode')})", rule)
    if sum(_size(rule) for rule in rules) > MOST_VALUES:
        raise _wrong(f"Terlalu banyak kata dan kode di semua aturan: paling banyak {MOST_VALUES}.")


def _check_rule(where: str, rule: Mapping) -> None:
    unknown = [str(key) for key in rule if key not in KEYS]
    if unknown:
        raise _wrong(f"{where}: kunci tidak dikenal: {', '.join(unknown)}.")
    for key, most in _LENGTHS.items():
        value = rule.get(key)
        if value is not None and not (isinstance(value, str) and 0 < len(value.strip()) <= most):
            raise _wrong(f"{where}: `{key}` harus berupa teks, paling panjang {most} huruf.")
    if rule.get("code") is None or rule.get("opd") is None:
        raise _wrong(f"{where}: isi `{'code' if rule.get('code') is None else 'opd'}`.")
    priority = rule.get("priority")
    if priority is not None and (type(priority) is not int or priority not in {1, 2, 3}):
        raise _wrong(f"{where}: `priority` harus 1, 2 atau 3.")
    when = rule.get("when")
    if when is None:
        return
    if not isinstance(when, Mapping):
        raise _wrong(f"{where}: `when` harus berisi syarat, seperti `when: {{category: JLN01}}`.")
    for name, value in when.items():
        shape = _CONDITIONS.get(name)
        if shape is None:
            raise _wrong(f"{where}: syarat tidak dikenal: {name}.")
        if not shape[0](value):
            raise _wrong(f"{where}: `{name}` harus {shape[1]}.")


def _size(rule: Mapping) -> int:
    return sum(len(value) if isinstance(value, list) else 1 for value in (rule.get("when") or {}).values())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 100


def _texts(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list) and bool(value) and all(map(_is_text, value)))


def _types(value: Any) -> bool:
    return _texts(value) and set(ReportType) >= set([value] if isinstance(value, str) else value)


def _whole(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _hours(value: Any) -> bool:
    if not (isinstance(value, list) and len(value) == 2):
        return False
    return _whole(value[0], 0, 23) and _whole(value[1], 0, 24) and value[0] != value[1]


def _weekdays(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_whole(day, 0, 6) for day in value)


_CODES = "berupa kode, atau daftar kode di dalam tanda kurung siku"
_CONDITIONS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "category": (_texts, _CODES),
    "group": (_texts, _CODES),
    "area": (_texts, _CODES + "; kode wilayah diapit tanda kutip"),
    "type": (_types, f"salah satu atau beberapa dari {', '.join(ReportType)}"),
    "words": (
        _texts,
        "berupa kata, atau daftar kata di dalam tanda kurung siku (kata seperti ya dan no diapit tanda kutip)",
    ),
    "hours": (_hours, "dua jam yang berbeda, seperti [16, 7]"),
    "weekdays": (_weekdays, "daftar hari 0 (Senin) sampai 6 (Minggu)"),
    "confidential": (lambda value: isinstance(value, bool), "true atau false"),
}


def _wrong(message: str) -> Refused:
    return Refused("RULE_INVALID", message, field="rules")
