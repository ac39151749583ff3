"""What a stage of the bimtek still lacks before it may be closed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balai.domains.masterplan.terms_workshops import Gate

MOST_NAMES = 5
# What is said of each gate that is not met; names in braces are filled from the facts.
LACK_LABELS = {
    Gate.READINESS_SCORED: "{missing} dari {asked} butir kesiapan belum dinilai",
    Gate.SWOT_QUADRANTS: "kotak SWOT {names} berisi kurang dari {least} butir",
    Gate.KEYWORDS: "kata kunci visi baru {found} dari {least}",
    Gate.CANDIDATES: "belum ada calon inovasi untuk {names}",
    Gate.OUTSIDERS: "belum tercatat hadir: {names}",
    Gate.QUICK_WINS: "belum ada calon quick win untuk {names}",
    Gate.ACTION_PLAN: "belum ada program berpenanggung jawab untuk {names}",
    Gate.REMARKS: "{found} catatan reviu belum diselesaikan",
    Gate.BOOK: "{names} baru terbit {found} dari {least} versi",
    Gate.ROADMAP: "{found} program belum punya periode peta jalan",
    Gate.FINAL_QUICK_WINS: "quick win final baru {found} dari {least}",
    Gate.SIGNED: "komitmen belum ditandatangani {names}",
    Gate.VISIT: "hasil kunjungan lapangan belum dicatat",
}
# Where there are more names than fit.
MANY_LABELS = {Gate.SIGNED: "komitmen belum ditandatangani {names}, dan {rest} kantor lain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the plan holds now. Counts by name are in the words that a reader sees (quadrant, dimension, institution)."""

    asked: int = 0
    scored: int = 0
    swot: Mapping[str, int] = field(default_factory=dict)
    keywords: int = 0
    candidates: Mapping[str, int] = field(default_factory=dict)
    quick_wins: Mapping[str, int] = field(default_factory=dict)
    led: Mapping[str, int] = field(default_factory=dict)
    outsiders: Mapping[str, int] = field(default_factory=dict)
    open_remarks: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    book_titles: Mapping[str, str] = field(default_factory=dict)
    without_horizon: int = 0
    final_quick_wins: int = 0
    unsigned: Sequence[str] = ()
    has_visit: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """One gate: its label, and what it lacks as a pattern with its values; "" when it is met."""

    gate: Gate
    label: str
    pattern: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        return not self.pattern


def check(gates: Sequence[Mapping[str, Any]], facts: Facts) -> list[Checked]:
    """Every gate of a stage against the facts, in their order. Raises ValueError for a gate that nobody knows."""
    return [_checked(Gate(row["check"]), row, facts) for row in gates]


def _checked(gate: Gate, row: Mapping[str, Any], facts: Facts) -> Checked:
    values = _lacking(gate, int(row.get("least", 1)), str(row.get("book", "")), facts)
    if values is None:
        return Checked(gate, row["label"])
    patterns = MANY_LABELS if "rest" in values else LACK_LABELS
    return Checked(gate, row["label"], patterns[gate], values)


def _lacking(gate: Gate, least: int, book: str, facts: Facts) -> dict[str, str | int] | None:
    """The values of the sentence; None when the gate is met."""
    counted: dict[Gate, Mapping[str, int]] = {
        Gate.SWOT_QUADRANTS: facts.swot,
        Gate.CANDIDATES: facts.candidates,
        Gate.OUTSIDERS: facts.outsiders,
        Gate.QUICK_WINS: facts.quick_wins,
        Gate.ACTION_PLAN: facts.led,
    }
    if gate in counted:
        names = [name for name, count in counted[gate].items() if count < least]
        return {"names": ", ".join(names), "least": least} if names else None
    if gate is Gate.SIGNED:
        return listed(facts.unsigned) if facts.unsigned else None
    if gate is Gate.READINESS_SCORED:
        missing = facts.asked - facts.scored
        return {"missing": missing, "asked": facts.asked} if missing else None
    if gate is Gate.VISIT:
        return None if facts.has_visit else {}
    if gate is Gate.BOOK:
        found = facts.versions.get(book, 0)
        title = facts.book_titles.get(book, book)
        return {"names": title, "found": found, "least": least} if found < least else None
    if gate is Gate.REMARKS:
        found = facts.open_remarks.get(book, 0) if book else sum(facts.open_remarks.values())
        return {"found": found} if found else None
    if gate is Gate.ROADMAP:
        return {"found": facts.without_horizon} if facts.without_horizon else None
    found = facts.keywords if gate is Gate.KEYWORDS else facts.final_quick_wins
    return {"found": found, "least": least} if found < least else None


def listed(names: Sequence[str]) -> dict[str, str | int]:
    """The first names of a long list, and how many more there are where there are more."""
    rest = len(names) - MOST_NAMES
    return {"names": ", ".join(names[:MOST_NAMES])} | ({"rest": rest} if rest > 0 else {})
