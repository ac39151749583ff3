"""Periodic jobs as data: a name, a rhythm and a task in code; the next moment in a row.

periodic("journal.seal", every=timedelta(seconds=2), task=seal)      # in apps.ready()
periodic("notices.digest", at=time(7, 0), task=send_digest)          # every day, local time
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from .models import Job, Periodic


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Either `every` so much time, or daily `at` a local time."""

    task: Task
    every: timedelta | None = None
    at: time | None = None

    def after(self, moment: datetime, *, now: datetime) -> datetime:
        """The first tick later than `now`, counted from the tick at `moment`; missed ticks are not made up for."""
        if self.every is not None:
            missed = max(0, (now - moment) // self.every)
            return moment + (missed + 1) * self.every
        local = timezone.localtime(now)
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=self.at.second, microsecond=0)
        return today if today > local else today + timedelta(days=1)


_registered: dict[str, Rhythm] = {}


def periodic(name: str, *, task: Task, every: timedelta | None = None, at: time | None = None) -> None:
    """Register a periodic job under a unique name, from `apps.ready()`."""
    if (every is None) == (at is None):
        raise ValueError(f"{name}: give either every or at")
    _registered[name] = Rhythm(task=task, every=every, at=at)


def tick(*, at: datetime) -> int:
    """Enqueue what is due; returns how many. Any number of workers may call it at the same moment.

    The row is moved on by a conditional UPDATE whose count says who won, in the transaction that enqueues the job.
    While an earlier tick still waits or runs, a new one is not piled on top of it.
    """
    next_at = dict(Periodic.objects.values_list("name", "next_at"))
    _add_new(set(_registered) - set(next_at), at=at)
    return sum(
        _fire(name, rhythm, due=next_at[name], at=at)
        for name, rhythm in _registered.items()
        if name in next_at and next_at[name] <= at
    )


def _add_new(names: set[str], *, at: datetime) -> None:
    """A rhythm of hours and less starts now, a daily one at its next time."""
    if names:
        rows = [
            Periodic(
                name=name, next_at=at if _registered[name].every else _registered[name].after(at, now=at)
            )
            for name in names
        ]
        Periodic.objects.bulk_create(rows, ignore_conflicts=True)


def _fire(name: str, rhythm: Rhythm, *, due: datetime, at: datetime) -> int:
    with transaction.atomic():
        following = rhythm.after(due, now=at)
        if not Periodic.objects.filter(name=name, next_at=due).update(next_at=following):
            return 0
        waiting = Job.objects.filter(
            task=rhythm.task.module_path, status__in=[Job.Status.READY, Job.Status.RUNNING]
        )
        if waiting.exists():
            return 0
        rhythm.task.enqueue()
        return 1
