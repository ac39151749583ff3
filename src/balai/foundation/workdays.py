"""Working days and office hours: when is something due, and how much working time has passed."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

UNITS = ("HOURS", "WORKING_HOURS", "CALENDAR_DAYS", "WORKING_DAYS")
_MICROSECOND = timedelta(microseconds=1)
_END_OF_DAY = time(23, 59, 59)
_FRIDAY = {4: (time(7, 30), time(14, 30))}


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of time that a rule allows. `unit`: HOURS, WORKING_HOURS, CALENDAR_DAYS or WORKING_DAYS."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"unknown unit {self.unit!r}; one of {', '.join(UNITS)}")
        if self.amount < 0:
            raise ValueError("a limit cannot be negative")


class WorkCalendar:
    """Which days are worked and between which hours, in one time zone. Immutable.

    `holidays` maps days off to their names; `hours` overrides opening hours per weekday (Monday = 0).
    Days outside the years that the holidays cover count as ordinary weekdays: see `covers`.
    """

    def __init__(
        self,
        holidays: Mapping[date, str] | None = None,
        *,
        open_from: time = time(7, 30),
        open_to: time = time(16, 0),
        hours: Mapping[int, tuple[time, time]] | None = None,
        zone: ZoneInfo = ZoneInfo("Asia/Jakarta"),  # noqa: B008 - a constant
        weekend: frozenset[int] = frozenset({5, 6}),
    ) -> None:
        overrides = _FRIDAY if hours is None else hours
        self.holidays: dict[date, str] = dict(holidays or {})
        self.zone = zone
        self.weekend = frozenset(weekend)
        if len(self.weekend) == 7:
            raise ValueError("a calendar needs at least one working day a week")
        self._hours = [overrides.get(weekday, (open_from, open_to)) for weekday in range(7)]
        self._off = frozenset(day.toordinal() for day in self.holidays)
        self._years = frozenset(day.year for day in self.holidays)
        opening = [_microseconds(start, end) for start, end in self._hours]
        self._opening = [0 if day in self.weekend else opening[day] for day in range(7)]
        # Sums that turn "how much until this moment" into arithmetic instead of a walk over days.
        self._week_days = 7 - len(self.weekend)
        self._week_opening = sum(self._opening)
        lost = sorted(day for day in self._off if _weekday(day) not in self.weekend)
        self._lost_days = lost
        self._lost_opening = [0]
        for day in lost:
            self._lost_opening.append(self._lost_opening[-1] + self._opening[_weekday(day)])

    def covers(self, year: int) -> bool:
        """Whether holidays of this year are known."""
        return year in self._years

    def is_workday(self, day: date) -> bool:
        """True unless the day is a weekend day or a holiday."""
        return self._works(day.toordinal())

    def hours_on(self, day: date) -> tuple[time, time] | None:
        """Opening and closing time of the day; None when the office is closed."""
        return self._hours[day.weekday()] if self.is_workday(day) else None

    def end_of(self, day: date) -> datetime:
        """When `day` is over for whoever owes something by it: the closing time, or 23:59:59 on a day off."""
        return self._closing(day) if self.is_workday(day) else datetime.combine(day, _END_OF_DAY, self.zone)

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it for a negative n); `day` itself is not counted."""
        ordinal, step = day.toordinal(), 1 if n > 0 else -1
        weekend, off = self.weekend, self._off
        left = abs(n)
        while left:
            ordinal += step
            if (ordinal + 6) % 7 not in weekend and ordinal not in off:
                left -= 1
        return date.fromordinal(ordinal)

    def workdays_between(self, a: date, b: date) -> int:
        """How many working days lie after `a` up to and including `b`; negative when `b` is earlier."""
        return self._days_through(b.toordinal()) - self._days_through(a.toordinal())

    def deadline(self, start: datetime, limit: Limit) -> datetime:
        """The moment when `limit`, counted from `start`, has run out; in the calendar's zone.

        WORKING_DAYS: the day of the start is not counted, and the deadline is the closing time of the
        last day. A start on a day off or after closing counts as one at the next opening, so that next
        working day is not counted either. CALENDAR_DAYS end at 23:59:59. HOURS run day and night.
        """
        local = start.astimezone(self.zone)
        if limit.unit == "WORKING_DAYS":
            return self._closing(self.add_workdays(self._counted_from(local), limit.amount))
        if limit.unit == "CALENDAR_DAYS":
            last = local.date() + timedelta(days=limit.amount)
            return datetime.combine(last, _END_OF_DAY, self.zone)
        if limit.unit == "HOURS":
            return (start + timedelta(hours=limit.amount)).astimezone(self.zone)
        return self.add_working_time(local, timedelta(hours=limit.amount))

    def working_time(self, a: datetime, b: datetime) -> timedelta:
        """Office hours between two moments; negative when `b` is earlier. Exact and additive:
        working_time(a, b) + working_time(b, c) == working_time(a, c)."""
        return (self._opening_until(b) - self._opening_until(a)) * _MICROSECOND

    def add_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """The earliest moment by which `amount` of office hours has passed since `start`.

        Nothing to add returns `start` itself, even outside office hours.
        """
        local = start.astimezone(self.zone)
        left = amount // _MICROSECOND
        if left <= 0:
            return local
        day = local.date()
        if self.is_workday(day):
            opening, closing = self._hours[day.weekday()]
            begin = max(local.replace(tzinfo=None), datetime.combine(day, opening))
            today = (datetime.combine(day, closing) - begin) // _MICROSECOND
            if today >= left:
                return (begin + left * _MICROSECOND).replace(tzinfo=self.zone)
            left -= max(today, 0)
        while True:
            day = self.add_workdays(day, 1)
            opened = self._opening[day.weekday()]
            if opened >= left:
                opening, _ = self._hours[day.weekday()]
                return (datetime.combine(day, opening) + left * _MICROSECOND).replace(tzinfo=self.zone)
            left -= opened

    def _works(self, ordinal: int) -> bool:
        return (ordinal + 6) % 7 not in self.weekend and ordinal not in self._off

    def _closing(self, day: date) -> datetime:
        return datetime.combine(day, self._hours[day.weekday()][1], self.zone)

    def _counted_from(self, local: datetime) -> date:
        day = local.date()
        if self.is_workday(day) and local.time() <= self._hours[day.weekday()][1]:
            return day
        return self.add_workdays(day, 1)

    def _days_through(self, ordinal: int) -> int:
        """Working days from day 1 of the calendar (a Monday) up to and including `ordinal`."""
        weeks, rest = divmod(ordinal, 7)
        days = weeks * self._week_days + sum(1 for day in range(rest) if day not in self.weekend)
        return days - bisect_right(self._lost_days, ordinal)

    def _opening_until(self, moment: datetime) -> int:
        """Office time in microseconds from day 1 of the calendar until `moment`."""
        local = moment.astimezone(self.zone)
        ordinal = local.toordinal()
        weeks, rest = divmod(ordinal - 1, 7)
        total = weeks * self._week_opening + sum(self._opening[:rest])
        total -= self._lost_opening[bisect_left(self._lost_days, ordinal)]
        if self._works(ordinal):
            opening, _ = self._hours[local.weekday()]
            passed = _microseconds(opening, local.time())
            total += min(max(passed, 0), self._opening[local.weekday()])
        return total


def _weekday(ordinal: int) -> int:
    return (ordinal + 6) % 7


def _microseconds(start: time, end: time) -> int:
    return _of_day(end) - _of_day(start)


def _of_day(moment: time) -> int:
    return ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1_000_000 + moment.microsecond
