"""What a need weighs, by a formula that anybody can count again with pen and paper.

weight = 100 × Σ (weight of criterion × value) ÷ Σ weights, each value from 0 to 1.
People are counted on a logarithmic scale: log(1 + n) ÷ log(1 + N), at most 1, because the step from 10 to 100 people says as
much as the one from 1,000 to 10,000. Sources are n ÷ N, at most 1. What nobody judged yet counts as 0, and is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10

from balai.domains.needs.terms import JUDGED, Criterion


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each criterion; `people_full` and `sources_full` are the N that counts as 1."""

    of: Mapping[Criterion, float]
    people_full: int
    sources_full: int

    @classmethod
    def read(cls, value: Mapping[str, object]) -> "Weights":
        """From the parameter `needs.weights`. Raises ValueError for weights that cannot weigh."""
        given = value["weights"]
        assert isinstance(given, Mapping)
        of = {one: float(given.get(one, 0)) for one in Criterion}
        people, sources = int(str(value["people_full"])), int(str(value["sources_full"]))
        if min(of.values()) < 0 or sum(of.values()) <= 0:
            raise ValueError("weights must not be negative, and not all zero")
        if people < 1 or sources < 1:
            raise ValueError("what counts as full must be at least 1")
        return cls(of, people, sources)

    @property
    def total(self) -> float:
        return sum(self.of.values())


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the sum: value from 0 to 1, its weight, and what it adds to the result."""

    criterion: Criterion
    value: float
    weight: float
    adds: float
    is_known: bool


def parts(
    *, people: int | None, sources: int, judged: Mapping[str, int], weights: Weights
) -> tuple[Part, ...]:
    """The lines of the sum, in the order of the criteria; `judged` are hundredths by criterion."""
    known: dict[Criterion, float] = {
        one: min(max(judged[one], 0), 100) / 100 for one in JUDGED if one in judged
    }
    if people is not None:
        known[Criterion.PEOPLE] = min(log10(1 + people) / log10(1 + weights.people_full), 1.0)
    known[Criterion.SOURCES] = min(sources / weights.sources_full, 1.0)
    found = []
    for one in Criterion:
        value, weight = known.get(one, 0.0), weights.of[one]
        found.append(Part(one, value, weight, 100 * weight * value / weights.total, one in known))
    return tuple(found)


def weight_of(lines: tuple[Part, ...]) -> float:
    """The result, from 0 to 100."""
    return sum(line.adds for line in lines)
