"""When people report and offices work: hours, weekdays, rain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from balai.foundation.workdays import WorkCalendar

# Monday to Sunday, and midnight to 23: how many report, in proportion.
_WEEKDAYS = (1.25, 1.12, 1.05, 1.0, 0.95, 0.75, 0.6)
_HOURS = (2, 1, 1, 1, 2, 5, 12, 22, 30, 32, 28, 24, 20, 22, 24, 24, 25, 26, 28, 32, 30, 22, 12, 5)
_RAIN_TIMES = 3.5
RAINY = frozenset({"JLN03", "JLN01", "JLN05", "BNC01", "BNC02", "BNC03", "LIN03", "SMP02"})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days of the demonstration up to `until`, some of them with heavy rain."""

    until: datetime
    days: int
    rain: frozenset[date]

    def moment(self, rng: Random, *, oldest: float, newest: float) -> datetime:
        """When a report is filed: between `oldest` and `newest` days before `until`."""
        first, last = self.until - timedelta(days=oldest), self.until - timedelta(days=newest)
        span = (last.date() - first.date()).days
        days = [first.date() + timedelta(days=n) for n in range(span + 1)]
        for _ in range(50):
            day = rng.choices(days, [self._weight(day) for day in days])[0]
            hour = rng.choices(range(24), _HOURS)[0]
            second = timedelta(seconds=rng.randrange(3600))
            found = datetime.combine(day, time(hour), self.until.tzinfo) + second
            if first <= found < last:
                return found
        return first + (last - first) * rng.random()

    def is_rainy(self, moment: datetime) -> bool:
        return moment.date() in self.rain

    def _weight(self, day: date) -> float:
        # Slowly more people know the service.
        age = (self.until.date() - day).days
        growth = 1.25 - 0.5 * age / max(self.days, 1)
        return _WEEKDAYS[day.weekday()] * growth * (_RAIN_TIMES if day in self.rain else 1)


def rhythm(*, until: datetime, days: int, rng: Random) -> Rhythm:
    """Days with three bursts of rain, spread over the time; a burst may last two days."""
    rain = set()
    for third in range(3):
        start = until.date() - timedelta(days=round(days * (third + rng.uniform(0.2, 0.8)) / 3))
        rain.update({start, start + timedelta(days=1)} if rng.random() < 0.5 else {start})
    return Rhythm(until, days, frozenset(rain))


def office_moment(calendar: WorkCalendar, after: datetime, hours: float, rng: Random) -> datetime:
    """After so many office hours; always later than `after`, and not on the full minute."""
    due = calendar.add_working_time(after, timedelta(hours=max(hours, 0.05)))
    return max(due, after + timedelta(minutes=2)) + timedelta(seconds=rng.randrange(5, 240))


def citizen_moment(after: datetime, hours: float, rng: Random) -> datetime:
    """After so many hours of the clock, moved to a waking hour."""
    due = after + timedelta(hours=max(hours, 0.1), seconds=rng.randrange(60))
    if due.hour < 6:
        due = due.replace(hour=rng.randrange(6, 9), minute=rng.randrange(60))
    elif due.hour >= 22:
        due = (due + timedelta(days=1)).replace(hour=rng.randrange(6, 9), minute=rng.randrange(60))
    return max(due, after + timedelta(minutes=1))


def chosen(rng: Random, weights: dict[str, float]) -> str:
    """A key, in proportion to its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def spread(total: int, weights: dict[str, float], rng: Random) -> Sequence[str]:
    """`total` keys in proportion to their weights, each at least once where there is room, shuffled."""
    whole = sum(weights.values())
    keys = list(weights)
    for key, weight in weights.items():
        keys += [key] * max(0, round(weight / whole * total) - 1)
    while len(keys) < total:
        keys.append(chosen(rng, weights))
    keys = keys[:total]
    rng.shuffle(keys)
    return keys
