"""Days that nobody measured. A day is a hole where every source that should have told of it was silent. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

# Since when, and the last silent day; None: silent until further notice.
Gap = tuple[date, date | None]


def silent_days(sources: Sequence[Iterable[Gap]], *, first: date, last: date) -> frozenset[date]:
    """The holes from `first` to `last`, from the gaps of each source; without any source nothing is a hole."""
    if not sources:
        return frozenset()
    silent = [
        {day for since, until in gaps for day in _days(max(since, first), min(until or last, last))}
        for gaps in sources
    ]
    return frozenset(set.intersection(*silent))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=place) for place in range((last - first).days + 1))
