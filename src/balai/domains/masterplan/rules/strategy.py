"""Readiness in shares and by element, and the order of a SWOT. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from balai.domains.masterplan.terms_strategy import PART_OF, Element, Mark

WEIGHT = {Mark.GOOD: 100, Mark.MEDIUM: 50, Mark.POOR: 0}


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is asked about a part, and what good, medium and poor mean there."""

    code: str
    part: str
    text: str
    good: str
    medium: str
    poor: str

    @property
    def element(self) -> Element:
        return PART_OF[self.part].element

    def meaning(self, mark: str) -> str:
        """What a mark says of this criterion."""
        return {Mark.GOOD: self.good, Mark.MEDIUM: self.medium, Mark.POOR: self.poor}[Mark(mark)]


@dataclass(frozen=True, slots=True)
class ElementScore:
    """How ready one element is: 0 to 100, None while nothing of it is scored."""

    element: Element
    score: int | None
    scored: int
    asked: int


def read_rubric(value: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Criterion]:
    """The criteria of the parameter. Raises KeyError for a part that nobody knows."""
    rows = [Criterion(**{name: str(row[name]) for name in Criterion.__slots__}) for row in value["criteria"]]
    for row in rows:
        _ = PART_OF[row.part]
    return rows


def shares(marks: Iterable[str]) -> dict[Mark, int]:
    """Whole percents of good, medium and poor that make 100 together (largest remainder); all 0 without marks."""
    counts = dict.fromkeys(Mark, 0)
    for mark in marks:
        counts[Mark(mark)] += 1
    total = sum(counts.values())
    if not total:
        return counts
    found = {mark: 100 * count // total for mark, count in counts.items()}
    rest = sorted(Mark, key=lambda mark: (-(100 * counts[mark] % total), list(Mark).index(mark)))
    for mark in rest[: 100 - sum(found.values())]:
        found[mark] += 1
    return found


def by_element(rubric: Sequence[Criterion], marks: Mapping[str, str]) -> list[ElementScore]:
    """The mean of each element over what is scored; criteria without a mark lower nothing."""
    found = []
    for element in Element:
        own = [one.code for one in rubric if one.element is element]
        values = [WEIGHT[Mark(marks[code])] for code in own if code in marks]
        score = round(sum(values) / len(values)) if values else None
        found.append(ElementScore(element, score, len(values), len(own)))
    return found


def weakest(scores: Sequence[ElementScore], *, most: int = 2) -> list[Element]:
    """The elements that stand lowest, the lowest first; only those below 100."""
    known = [one for one in scores if one.score is not None and one.score < 100]
    return [one.element for one in sorted(known, key=lambda one: one.score)[:most]]


def missing(value: Decimal, target: Decimal, direction: str) -> Decimal:
    """What a figure lacks of its target, 0 when it is reached; `direction` UP, DOWN or NONE (only the target itself)."""
    lacks = {"UP": target - value, "DOWN": value - target, "NONE": abs(target - value)}[direction]
    return max(lacks, Decimal(0))
