"""Fizzling, lights, survival and agreement, as tables."""

import math
import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from balai.domains.innovations.rules.agreement import confusion, quadratic_kappa
from balai.domains.innovations.rules.fizzling import fading, has_fizzled, is_seasonal_paper
from balai.domains.innovations.rules.lights import standing
from balai.domains.innovations.rules.survival import alive_after, seen, survival
from balai.domains.innovations.terms import Life, Rhythm, Stage
from balai.domains.innovations.terms_liveness import Light

chance = random.Random(7)
FLAT = [40] * 30
NOISY = [max(0, round(chance.gauss(40, 12))) for _ in range(60)]
GROWING = [10 + week for week in range(40)]
FORGOTTEN = [80, 90, 70, 60] + [20] * 8 + [5] * 14
RAMP_DOWN = [round(100 * math.exp(-week / 8)) for week in range(30)]
YEARLY = [60 if week % 52 < 20 else 4 for week in range(120)]
HOLIDAY = [*([40] * 20), 2, 1, 3, *([38] * 8)]
MARKET = [1] * 30
MONTHLY = [30 if week % 4 == 0 else 0 for week in range(52)]
HARVEST = [200 if 10 <= week % 52 <= 14 else 0 for week in range(156)]


@pytest.mark.parametrize(
    ("weekly", "rhythm", "fizzled"),
    [
        (FLAT, Rhythm.DAILY, False),
        (NOISY, Rhythm.DAILY, False),
        (GROWING, Rhythm.DAILY, False),
        (HOLIDAY, Rhythm.DAILY, False),
        (MARKET, Rhythm.WEEKLY, False),
        (MONTHLY, Rhythm.MONTHLY, False),
        (HARVEST, Rhythm.SEASONAL, False),
        # The season came back as it was a year before.
        (YEARLY[:98], Rhythm.DAILY, False),
        (FORGOTTEN, Rhythm.DAILY, True),
        (RAMP_DOWN, Rhythm.DAILY, True),
        ([*([200] * 52), *([10] * 52)], Rhythm.SEASONAL, True),
        ([*([30] * 13), *([2] * 13)], Rhythm.MONTHLY, True),
        # Too early, and never begun.
        (FORGOTTEN[:20], Rhythm.DAILY, False),
        ([0] * 40, Rhythm.DAILY, False),
    ],
)
def test_launched_and_forgotten(weekly: list[int], rhythm: Rhythm, fizzled: bool) -> None:
    assert has_fizzled(weekly, rhythm) is fizzled


def test_the_ratio_is_the_one_of_the_proposal() -> None:
    """Weeks 13 to 26 over weeks 1 to 4, medians."""
    found = fading(FORGOTTEN, Rhythm.DAILY)
    assert (found.start, found.now, round(found.ratio, 4)) == (75, 5, 0.0667)


def test_proofs_that_come_with_the_deadline() -> None:
    end = date(2026, 8, 31)
    near = [end - timedelta(days=day) for day in (1, 3, 5, 13)]
    assert is_seasonal_paper([*near, date(2026, 3, 1)], [end])
    assert not is_seasonal_paper([*near[:3], date(2026, 3, 1), date(2026, 5, 1)], [end])
    assert not is_seasonal_paper(near, [end])


TRIED = (Stage.TRIAL, Life.NEW)


@pytest.mark.parametrize(
    ("this_year", "last_year", "light"),
    [
        ([TRIED] * 3, [Life.ALIVE, Life.ENDED, Life.DEAD], Light.GREEN),
        ([TRIED] * 3, [Life.ALIVE, Life.DEAD, Life.DORMANT], Light.YELLOW),
        ([TRIED] * 2, [Life.ALIVE], Light.YELLOW),
        ([TRIED] * 2, [Life.UNPROVEN], Light.RED),
        # A plan is no innovation yet, and one that is not proven does not count.
        ([(Stage.INITIATIVE, Life.NEW), TRIED, TRIED], [Life.ALIVE], Light.YELLOW),
        ([(Stage.ADOPTED, Life.UNPROVEN), TRIED, TRIED], [Life.DEAD], Light.RED),
        ([TRIED] * 3, [], Light.YELLOW),
        ([], [], Light.GREY),
    ],
)
def test_lights(this_year: list[tuple[Stage, Life]], last_year: list[Life], light: Light) -> None:
    assert standing(this_year, last_year, quota=3, share=Fraction(2, 3)).light == light


def test_survival_of_a_worked_example() -> None:
    """Six innovations: died on days 6, 13, 21; censored on 10, 21, 30. By hand: 5/6, 5/6·3/4, 5/6·3/4·2/3."""
    lives = [(6, True), (13, True), (21, True), (10, False), (21, False), (30, False)]
    found = [(step.day, step.at_risk, step.died, round(step.alive, 4)) for step in survival(lives)]
    assert found == [(6, 6, 1, 0.8333), (13, 4, 1, 0.625), (21, 3, 1, 0.4167)]
    assert alive_after(survival(lives), 13, lives, minimum=3) == pytest.approx(0.625)
    assert alive_after(survival(lives), 400, lives, minimum=5) is None


LAUNCH = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("died", "ended", "unseen", "days", "is_dead"),
    [
        (None, None, None, 100, False),
        (40, None, None, 40, True),
        (None, 60, None, 60, False),
        # All sources closed: seen until that day, neither dropped nor dead.
        (None, None, 50, 50, False),
        (None, 60, 50, 50, False),
        # Dead before anybody stopped counting is dead; afterwards nobody knows.
        (40, None, 50, 40, True),
        (50, None, 50, 50, True),
        (70, None, 50, 50, False),
        # Closed before the launch: seen for no day at all.
        (None, None, -3, 0, False),
    ],
)
def test_how_long_one_was_seen(died, ended, unseen, days, is_dead) -> None:
    when = {
        name: None if day is None else LAUNCH + timedelta(days=day)
        for name, day in (("died", died), ("ended", ended), ("unseen", unseen))
    }
    assert seen(LAUNCH, today=LAUNCH + timedelta(days=100), **when) == (days, is_dead)


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ([0, 1, 2, 2], [0, 1, 2, 2], 1.0),
        ([0, 2], [2, 0], -1.0),
        # By hand: observed (0+1+0+1)/4; all sixteen pairs 2·3 + 1 + 7 = 14; 1 - 0.5 / 0.875.
        ([0, 0, 1, 2], [0, 1, 1, 1], 3 / 7),
        ([1, 1], [1, 1], None),
        ([], [], None),
    ],
)
def test_kappa(first: list[int], second: list[int], kappa: float | None) -> None:
    found = quadratic_kappa(first, second, 3)
    assert found == (None if kappa is None else pytest.approx(kappa))


def test_confusion_has_the_first_in_rows() -> None:
    assert confusion([0, 1, 1], [0, 0, 1], 2) == [[1, 0], [1, 1]]
