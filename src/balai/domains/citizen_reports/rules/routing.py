"""Which agency, how urgent, by which clock: ordered rules as data, the first match decides.

A rule is `{code, when: {…}, opd, priority, clock, note}`. Conditions of `when`, all of which must hold;
a list means "any of these":

    category, group, type    codes
    area                     area codes; a kecamatan code covers its desa
    words                    words or phrases found in the text
    hours                    [from, to] local hours, may pass midnight: [21, 6]
    weekdays                 0 (Monday) to 6
    confidential             true or false

`opd` may be MANDATE (the agency whose mandate the category is) or COORDINATOR.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from balai.domains.citizen_reports.rules.rule_shape import check_shape
from balai.foundation.errors import Refused

MANDATE, COORDINATOR = "MANDATE", "COORDINATOR"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules may look at. `at` is local time."""

    category: str
    group: str
    type: str
    area: str
    text: str
    at: datetime
    confidential: bool


@dataclass(frozen=True, slots=True)
class Route:
    """The answer, with the rule that gave it ("" when none matched)."""

    rule: str
    opd: str
    priority: int | None = None
    clock: str | None = None
    matched: tuple[str, ...] = ()


def route(facts: Facts, rules: Sequence[Mapping]) -> Route:
    """The first rule that matches; without one the category's mandate decides."""
    for rule in rules:
        matched = _matches(facts, rule.get("when") or {})
        if matched is not None:
            return Route(rule["code"], rule["opd"], rule.get("priority"), rule.get("clock"), tuple(matched))
    return Route("", MANDATE)


def check_rules(rules: Sequence[Mapping], *, opds: Iterable[str], clocks: Iterable[str]) -> None:
    """Raises Refused RULE_INVALID naming the first rule and field that cannot be understood."""
    check_shape(rules)
    known_opds, known_clocks, seen = {*opds, MANDATE, COORDINATOR}, set(clocks), set()
    for number, rule in enumerate(rules, 1):
        where = f"Aturan {number} ({rule['code']})"
        _must(rule["code"] not in seen, f"{where}: kode dipakai dua kali.")
        seen.add(rule["code"])
        _must(rule["opd"] in known_opds, f"{where}: OPD tidak dikenal: {rule['opd']}.")
        clock = rule.get("clock")
        _must(clock is None or clock in known_clocks, f"{where}: jam tidak dikenal: {clock}.")


def _must(holds: bool, message: str) -> None:
    if not holds:
        raise Refused("RULE_INVALID", message, field="rules")


def _matches(facts: Facts, when: Mapping) -> list[str] | None:
    """What was found for each condition, or None when one does not hold."""
    found: list[str] = []
    for name, wanted in when.items():
        hit = _CHECKS[name](facts, wanted)
        if not hit:
            return None
        found.append(f"{name}={hit}")
    return found


def _any(value: str, wanted: str | Sequence[str]) -> str:
    return value if value in ([wanted] if isinstance(wanted, str) else wanted) else ""


def _area(facts: Facts, wanted: str | Sequence[str]) -> str:
    codes = [wanted] if isinstance(wanted, str) else wanted
    return next((code for code in codes if facts.area == code or facts.area.startswith(code + ".")), "")


def _words(facts: Facts, wanted: str | Sequence[str]) -> str:
    text = facts.text.lower()
    words = [wanted] if isinstance(wanted, str) else wanted
    return next((word for word in words if _stands_in(word.lower(), text)), "")


def _stands_in(word: str, text: str) -> bool:
    # The plain search rules out nearly every word, at a twentieth of the cost.
    return word in text and bool(re.search(rf"\b{re.escape(word)}\b", text))


def _hours(facts: Facts, wanted: Sequence[int]) -> str:
    start, end = wanted
    hour = facts.at.hour
    inside = start <= hour < end if start <= end else hour >= start or hour < end
    return f"{hour:02d}" if inside else ""


def _weekdays(facts: Facts, wanted: Sequence[int]) -> str:
    return str(facts.at.weekday()) if facts.at.weekday() in wanted else ""


_CHECKS = {
    "category": lambda facts, wanted: _any(facts.category, wanted),
    "group": lambda facts, wanted: _any(facts.group, wanted),
    "type": lambda facts, wanted: _any(facts.type, wanted),
    "area": _area,
    "words": _words,
    "hours": _hours,
    "weekdays": _weekdays,
    "confidential": lambda facts, wanted: (
        str(facts.confidential) if facts.confidential is bool(wanted) else ""
    ),
}
