"""Questions about the queue, for people who watch over it, and the replay of dead letters."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from .models import Job, WorkerBeat


@dataclass(frozen=True, slots=True)
class Length:
    """How the queue stands; `lag` is how long the oldest due job has been waiting."""

    due: int
    later: int
    running: int
    dead: int
    lag: timedelta


def length(*, at: datetime) -> Length:
    """Counts of the open and the dead jobs."""
    waiting = Q(status=Job.Status.READY, due_at__lte=at)
    counts = Job.objects.exclude(status=Job.Status.DONE).aggregate(
        due=Count("pk", filter=waiting),
        later=Count("pk", filter=Q(status=Job.Status.READY, due_at__gt=at)),
        running=Count("pk", filter=Q(status=Job.Status.RUNNING)),
        dead=Count("pk", filter=Q(status=Job.Status.DEAD)),
        oldest=Min("due_at", filter=waiting),
    )
    oldest = counts.pop("oldest")
    return Length(**counts, lag=at - oldest if oldest else timedelta())


def dead(*, limit: int = 100) -> list[Job]:
    """The latest dead letters first."""
    return list(Job.objects.filter(status=Job.Status.DEAD).order_by("-finished_at")[:limit])


def replay(*, ids: list[int] | None = None, at: datetime) -> int:
    """Put dead letters (all, or those named) back into the queue with their attempts forgotten; returns how many."""
    jobs = Job.objects.filter(status=Job.Status.DEAD)
    if ids is not None:
        jobs = jobs.filter(pk__in=ids)
    return jobs.update(status=Job.Status.READY, attempts=0, due_at=at, finished_at=None)


def last_beat() -> datetime | None:
    """When a worker was last seen alive."""
    return WorkerBeat.objects.aggregate(last=Max("seen_at"))["last"]
