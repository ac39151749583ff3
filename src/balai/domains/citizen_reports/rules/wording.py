"""A routing rule in the officer's words. Pure: the names of codes come in as mappings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from balai.domains.citizen_reports.rules.routing import COORDINATOR, MANDATE
from balai.domains.citizen_reports.terms import TYPE_LABELS, ReportType

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
PRIORITIES = {1: "mendesak", 2: "biasa", 3: "dapat menunggu"}
BY_CATEGORY = "menurut kategori"


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called."""

    categories: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    opds: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spelled:
    """One rule to read. All conditions must hold; without any it takes every report that comes so far.

    `unknown` are codes without a name: a condition on one of them never holds.
    """

    code: str
    conditions: tuple[str, ...]
    opd: str
    priority: str
    clock: str
    note: str
    unknown: tuple[str, ...]


def spell(rule: Mapping, names: Names) -> Spelled:
    """The rule in words, its conditions in the order in which they are written."""
    when = rule.get("when") or {}
    clock = rule.get("clock")
    return Spelled(
        code=rule["code"],
        conditions=tuple(_SAID[name](_several(value), names) for name, value in when.items()),
        opd=_opd(rule["opd"], names),
        priority=PRIORITIES.get(rule.get("priority") or 0, BY_CATEGORY),
        clock=names.clocks.get(clock, clock) if clock else BY_CATEGORY,
        note=rule.get("note") or "",
        unknown=tuple(_unknown(when, names)),
    )


def _opd(code: str, names: Names) -> str:
    special = {MANDATE: "yang berwenang atas kategorinya", COORDINATOR: "koordinator memutuskan"}
    return special.get(code) or names.opds.get(code, code)


def _several(value: object) -> Sequence:
    return value if isinstance(value, list) else [value]


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} atau {words[-1]}"


def _called(known: Mapping[str, str], codes: Sequence[str]) -> str:
    return _or([known.get(code, code) for code in codes])


def _hours(values: Sequence[int]) -> str:
    start, end = values
    return f"masuk antara pukul {start:02d}.00 dan {end:02d}.00"


_SAID: Mapping[str, Callable[[Sequence, Names], str]] = {
    "category": lambda values, names: f"kategori {_called(names.categories, values)}",
    "group": lambda values, names: f"urusan {_called(names.groups, values)}",
    "type": lambda values, names: f"jenis {_or([TYPE_LABELS[ReportType(value)] for value in values])}",
    "area": lambda values, names: f"di {_called(names.areas, values)}",
    "words": lambda values, names: f"memuat kata {_or([f'“{word}”' for word in values])}",
    "hours": lambda values, names: _hours(values),
    "weekdays": lambda values, names: f"pada hari {_or([DAYS[value] for value in values])}",
    "confidential": lambda values, names: "laporan rahasia" if values[0] else "bukan laporan rahasia",
}


def _unknown(when: Mapping, names: Names) -> list[str]:
    known = {"category": names.categories, "group": names.groups, "area": names.areas}
    return [
        code for name, codes in known.items() for code in _several(when.get(name, [])) if code not in codes
    ]
