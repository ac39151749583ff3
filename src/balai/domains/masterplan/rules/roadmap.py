"""Which years a programme takes on the roadmap, and the bands of its horizons."""

from collections.abc import Collection
from dataclasses import dataclass

from balai.domains.masterplan.terms import Horizon


@dataclass(frozen=True, slots=True)
class Span:
    """First and last year of a bar, both included."""

    first: int
    last: int


def bands(start_year: int, vision_year: int) -> dict[Horizon, Span]:
    """The horizons of a plan: the first year, the next two, and from the fourth to the year of the vision."""
    last = max(vision_year, start_year + 4)
    return {
        Horizon.SHORT: Span(start_year, start_year),
        Horizon.MEDIUM: Span(start_year + 1, start_year + 2),
        Horizon.LONG: Span(start_year + 3, last),
    }


def span(
    *,
    start: int | None,
    end: int | None,
    horizon: str,
    years: Collection[int],
    start_year: int,
    vision_year: int,
) -> Span | None:
    """The years of a programme: as stated, else those with a target or ceiling, else its horizon; None where nothing says.

    A stated beginning or end that is missing is taken from the rest; years outside of the plan's are cut off at its ends.
    """
    if years:
        known: Span | None = Span(min(years), max(years))
    else:
        known = bands(start_year, vision_year)[Horizon(horizon)] if horizon else None
    if known is None and start is None and end is None:
        return None
    known = known or Span(start or end or start_year, end or start or start_year)
    first, last = start or known.first, end or known.last
    lowest, highest = start_year, max(vision_year, start_year + 4)
    first = min(max(first, lowest), highest)
    return Span(first, min(max(last, first), highest))
