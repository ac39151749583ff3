"""Many seeded series: what is seasonal, flat or noisy never rings; what fades is always found, and how soon is printed."""

import math
import random
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from statistics import median

import pytest

from balai.domains.innovations.rules.fizzling import has_fizzled
from balai.domains.innovations.rules.holes import silent_days
from balai.domains.innovations.terms import Rhythm

SEEDS, WEEKS = range(60), 130
Series = Callable[[random.Random], list[int]]


def noisy(level: Callable[[int], float], noise: float = 0.25) -> Series:
    return lambda chance: [max(0, round(level(week) * chance.gauss(1, noise))) for week in range(WEEKS)]


def season(week: int) -> float:
    return 50 * (1 + 0.7 * math.sin(2 * math.pi * week / 52))


def holiday(chance: random.Random) -> list[int]:
    """Flat, with three weeks off in a year and a week that fails now and then."""
    return [
        0 if week % 52 in {24, 25, 51} else round(40 * chance.choice((0.2, 1, 1, 1, 1.1)))
        for week in range(WEEKS)
    ]


def with_holes(chance: random.Random) -> list[int | None]:
    """Flat, and on a third of the weeks nobody measured."""
    return [None if chance.random() < 0.33 else round(chance.gauss(40, 8)) for week in range(WEEKS)]


CALM = {
    "flat": (noisy(lambda week: 60), Rhythm.DAILY),
    "very noisy": (noisy(lambda week: 30, 0.5), Rhythm.DAILY),
    "seasonal": (noisy(season, 0.2), Rhythm.SEASONAL),
    "a market on one day": (noisy(lambda week: 240, 0.3), Rhythm.WEEKLY),
    "once a month": (lambda chance: [30 if week % 4 == 1 else 0 for week in range(WEEKS)], Rhythm.MONTHLY),
    "growing": (noisy(lambda week: 5 + week), Rhythm.DAILY),
    "settling after the launch": (noisy(lambda week: 45 + 55 * math.exp(-week / 4)), Rhythm.DAILY),
    "holidays": (holiday, Rhythm.DAILY),
    "holes": (with_holes, Rhythm.DAILY),
}
FADING = {
    "forgotten at once": (noisy(lambda week: 80 if week < 5 else 4), Rhythm.DAILY),
    "halved every six weeks": (noisy(lambda week: 100 * 2 ** (-week / 6)), Rhythm.DAILY),
    "after a good year": (noisy(lambda week: 60 if week < 52 else 6), Rhythm.WEEKLY),
    "a monthly one": (noisy(lambda week: 40 if week < 26 else 3), Rhythm.MONTHLY),
}


def rings(weeks: list[int | None], rhythm: Rhythm) -> Iterator[int]:
    """The weeks at whose end the alarm is due."""
    return (week for week in range(1, len(weeks) + 1) if has_fizzled(weeks[:week], rhythm))


@pytest.mark.slow
@pytest.mark.parametrize("name", CALM)
def test_no_alarm_in_any_week_of_any_seed(name: str) -> None:
    make, rhythm = CALM[name]
    false = {
        seed: week
        for seed in SEEDS
        for week in [next(rings(make(random.Random(seed)), rhythm), None)]
        if week
    }
    assert false == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", FADING)
def test_what_fades_is_found_in_every_seed(name: str, record_property: Callable[[str, object], None]) -> None:
    make, rhythm = FADING[name]
    found = [next(rings(make(random.Random(seed)), rhythm), None) for seed in SEEDS]
    assert None not in found
    record_property(f"week of the alarm, {name}", f"{median(found)} ({min(found)}-{max(found)})")


def test_a_day_is_a_hole_only_where_every_source_was_silent() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    one, other = [(date(2026, 1, 5), date(2026, 1, 20))], [(date(2026, 1, 18), None)]
    assert [day.day for day in sorted(silent_days([one, other], first=first, last=last))] == [18, 19, 20]
    assert silent_days([one, []], first=first, last=last) == frozenset()
    assert silent_days([], first=first, last=last) == frozenset()
    days = sorted(silent_days([other], first=first, last=last))
    assert (len(days), all((later - day).days == 1 for day, later in pairwise(days))) == (14, True)
