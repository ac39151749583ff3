"""How ready a service is, and how counts are folded before they leave the region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from balai.domains.service_adoption.terms import OUTCOME_LABELS, SMALLEST, WEIGHTS, Item


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one item is: `done` of `total` pieces of evidence. A total of 0: this pack does not need it."""

    item: Item
    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing of it is missing."""
        return self.done >= self.total

    @property
    def weight(self) -> int:
        """Points of this item in the sum."""
        return WEIGHTS[self.item]


def score(rows: Iterable[Progress]) -> int:
    """Readiness in whole percent, rounded down: the sum of `weight * done / total` over the sum of the weights.

    100 only when everything is there; an item that the pack does not need counts in neither sum.
    """
    needed = [row for row in rows if row.total]
    whole = sum(row.weight for row in needed)
    if not whole:
        return 100
    reached = sum(Fraction(row.weight * min(row.done, row.total), row.total) for row in needed)
    return int(reached * 100 / whole)


def fold(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Counts as they may leave the region: those from 1 to 4 become None, "fewer than five"."""
    return [{**row, "count": row["count"] if row["count"] >= SMALLEST else None} for row in rows]


def totals(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Sums over all months: `served`, `not_served`, `running`, and how many groups were too small to tell (`small`)."""
    sums = {outcome.lower(): 0 for outcome in OUTCOME_LABELS} | {"small": 0}
    for row in rows:
        if row["count"] is None:
            sums["small"] += 1
        else:
            sums[row["outcome"].lower()] += row["count"]
    return sums
