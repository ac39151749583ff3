"""Periods of whole days; both ends belong to the period, as in 'sampai dengan'."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from balai.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `start` up to and including `end`; without an end it is still running."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end and self.end < self.start:
            raise Refused(
                "PERIOD_INVERTED", f"Akhir masa ({self.end}) lebih awal daripada awalnya ({self.start})."
            )

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: "DateRange") -> bool:
        """Whether at least one day belongs to both."""
        return (other.end is None or self.start <= other.end) and (
            self.end is None or other.start <= self.end
        )

    def days(self) -> Iterator[date]:
        """Every day in order. Raises ValueError for a period without an end."""
        if self.end is None:
            raise ValueError("a running period has no last day")
        for offset in range((self.end - self.start).days + 1):
            yield self.start + timedelta(days=offset)

    @classmethod
    def of_year(cls, year: int) -> "DateRange":
        """1 January to 31 December."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> "DateRange":
        """The first to the last day of a month."""
        following = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), following - timedelta(days=1))
