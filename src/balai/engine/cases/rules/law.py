"""What a case is measured by: a set of limits, a ladder of reminders, a working calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from balai.foundation.errors import Refused
from balai.foundation.workdays import Limit, WorkCalendar

# FORWARD: take or hand over; DECIDE: coordinator's decision; ANSWER: the promise to the citizen;
# SOLVE: proof after an answer; LAPSE: how long the reporter may react.
LIMIT_CODES = ("FORWARD", "DECIDE", "ANSWER", "SOLVE", "LAPSE")
UNITS = ("HOURS", "WORKING_HOURS", "CALENDAR_DAYS", "WORKING_DAYS")
RUNGS = ("OFFICER", "HEAD_OF_OPD", "COORDINATOR", "SEKDA")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder. `share` of the time used (a warning), or `after` the deadline."""

    to: str
    share: float | None = None
    after: Limit | None = None

    @property
    def is_warning(self) -> bool:
        return self.share is not None

    def moment(self, *, start: datetime, due: datetime, calendar: WorkCalendar) -> datetime:
        """When this step is to be taken."""
        if self.share is not None:
            return start + (due - start) * self.share
        return calendar.deadline(due, self.after) if self.after and self.after.amount else due


@dataclass(frozen=True, slots=True)
class ClockSet:
    """Limits and ladder that one kind of promise is measured by, as the region's data says."""

    code: str
    name: str = ""
    limits: Mapping[str, Limit] = field(default_factory=dict)
    ladder: tuple[Rung, ...] = ()

    def limit(self, code: str) -> Limit | None:
        return self.limits.get(code)


@dataclass(frozen=True, slots=True)
class Law:
    """All that `advance` needs besides the history."""

    calendar: WorkCalendar
    clocks: ClockSet

    def due(self, start: datetime, code: str) -> datetime | None:
        """When the limit `code` ends if it starts at `start`; None where the set has no such limit."""
        limit = self.clocks.limit(code)
        return self.calendar.deadline(start, limit) if limit else None

    def postponed(self, due: datetime | None, since: datetime, until: datetime) -> datetime | None:
        """`due` moved by the time that counted between `since` and `until`, in the unit of the promise."""
        if due is None:
            return None
        answer = self.clocks.limit("ANSWER")
        if answer and answer.unit == "HOURS":
            return due + (until - since)
        return self.calendar.add_working_time(due, self.calendar.working_time(since, until))


def clock_set(code: str, data: Mapping) -> ClockSet:
    """A clock set from its data: `{name, limits: [{code, amount, unit}], ladder: [{to, share | amount, unit}]}`.

    Raises Refused CLOCK_INVALID, naming the set and the row.
    """

    limits: dict[str, Limit] = {}
    ladder = []
    row: Any = None
    try:
        for row in data.get("limits", ()):
            _must(row["code"] in LIMIT_CODES and row["code"] not in limits)
            limits[row["code"]] = _limit(row)
        for row in data.get("ladder", ()):
            _must(row["to"] in RUNGS)
            ladder.append(_rung(row))
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("CLOCK_INVALID", f"Jam {code}: baris tidak dikenal: {row!r}") from error
    return ClockSet(code, data.get("name", code), limits, tuple(ladder))


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError


def _limit(row: Mapping) -> Limit:
    _must(type(row["amount"]) is int and row["amount"] >= 0 and row["unit"] in UNITS)
    return Limit(row["amount"], row["unit"])


def _rung(row: Mapping) -> Rung:
    if "share" not in row:
        return Rung(row["to"], after=_limit(row))
    _must(0 < float(row["share"]) <= 1)
    return Rung(row["to"], share=float(row["share"]))


def span(start: datetime | None, end: datetime | None) -> timedelta:
    """The time between two moments; zero where one of them is missing."""
    return end - start if start and end and end > start else timedelta(0)
