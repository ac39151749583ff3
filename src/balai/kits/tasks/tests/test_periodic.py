"""Periodic jobs: each tick once, missed ticks are not made up for, nothing piles up."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from balai.kits.tasks import periodic as module
from balai.kits.tasks.models import Job, Periodic
from balai.kits.tasks.periodic import Rhythm, periodic, tick
from balai.kits.tasks.worker import drain

from .samples import add, urgent

SECOND = timedelta(seconds=1)
START = datetime(2026, 3, 17, 1, 0, tzinfo=UTC)  # 08:00 in Jakarta


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    monkeypatch.setattr(module, "_registered", {})


@pytest.mark.django_db
def test_each_tick_is_enqueued_once_and_a_waiting_one_is_not_doubled() -> None:
    periodic("often", every=timedelta(seconds=10), task=urgent)
    now = timezone.now()
    assert tick(at=now) == 0  # the row is made
    assert [tick(at=now), tick(at=now)] == [1, 0]
    assert tick(at=now + 10 * SECOND) == 0  # the first has not run yet
    assert drain() == 1
    assert tick(at=now + 25 * SECOND) == 1  # the tick at 20
    assert Periodic.objects.get().next_at == now + 30 * SECOND


@pytest.mark.django_db
def test_two_workers_who_saw_the_same_row_fire_it_once() -> None:
    periodic("often", every=timedelta(seconds=10), task=urgent)
    now = timezone.now()
    tick(at=now)
    rhythm = module._registered["often"]
    assert [module._fire("often", rhythm, due=now, at=now) for _ in range(2)] == [1, 0]
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("rhythm", "moment", "now", "following"),
    [
        (Rhythm(task=add, every=10 * SECOND), 0, 0, 10),
        (Rhythm(task=add, every=10 * SECOND), 0, 9, 10),
        (Rhythm(task=add, every=10 * SECOND), 0, 35, 40),
        (Rhythm(task=add, at=time(8, 30)), 0, 0, 1800),
        (Rhythm(task=add, at=time(8, 0)), 0, 0, 86400),
        (Rhythm(task=add, at=time(7, 0)), 0, 86400 * 3, 86400 * 4 - 3600),
    ],
)
def test_the_following_tick(rhythm: Rhythm, moment: int, now: int, following: int) -> None:
    after = rhythm.after(START + moment * SECOND, now=START + now * SECOND)
    assert after == START + following * SECOND


def test_a_rhythm_is_one_or_the_other() -> None:
    with pytest.raises(ValueError, match="either"):
        periodic("both", every=SECOND, at=time(7), task=add)
