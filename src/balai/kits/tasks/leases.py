"""Taking jobs and giving them back: every change names the attempt it belongs to, so a late worker changes nothing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from .models import Job

OPEN = Q(status__in=[Job.Status.READY, Job.Status.RUNNING])


class LeaseLost(Exception):
    """Somebody else has taken the job meanwhile; whatever was done for it must be rolled back."""


def take(*, worker: str, lease: timedelta, limit: int, at: datetime) -> list[Job]:
    """Up to `limit` due jobs, now leased to `worker` until `at + lease`; most urgent first, then oldest.

    A job whose last attempt was lost with its worker is buried instead.
    """
    due = Job.objects.filter(OPEN, due_at__lte=at).order_by("-priority", "due_at", "id")
    if not due.exists():  # idle workers only read
        return []
    with transaction.atomic():
        jobs = list(due.select_for_update(skip_locked=True)[:limit])
        lost = [job.pk for job in jobs if job.attempts >= job.max_attempts]
        _bury_lost(lost, at=at)
        jobs = [job for job in jobs if job.pk not in lost]
        Job.objects.filter(pk__in=[job.pk for job in jobs]).update(
            status=Job.Status.RUNNING,
            attempts=F("attempts") + 1,
            due_at=at + lease,
            started_at=at,
            worker=worker,
        )
    for job in jobs:
        job.status, job.attempts, job.worker = Job.Status.RUNNING, job.attempts + 1, worker
        job.started_at, job.due_at = at, at + lease
    return jobs


def complete(job: Job, *, result: Any, at: datetime) -> None:
    """The job is done. Raises LeaseLost."""
    _change(job, status=Job.Status.DONE, finished_at=at, result=result, error="")


def fail(job: Job, *, error: str, retry_at: datetime, at: datetime) -> None:
    """The attempt failed: wait until `retry_at`, or lie among the dead letters after the last one. Raises LeaseLost."""
    if job.attempts >= job.max_attempts:
        _change(job, status=Job.Status.DEAD, finished_at=at, error=error)
    else:
        _change(job, status=Job.Status.READY, due_at=retry_at, error=error)


def give_back(jobs: Iterable[Job], *, at: datetime) -> None:
    """Jobs that were taken and not begun are free again, and the attempt does not count."""
    for job in jobs:
        _held(job).update(status=Job.Status.READY, due_at=at, attempts=job.attempts - 1, worker="")


def renew(jobs: Iterable[Job], *, lease: timedelta, at: datetime) -> None:
    """A living worker keeps what it holds."""
    for job in jobs:
        _held(job).update(due_at=at + lease)


def _held(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, worker=job.worker, status=Job.Status.RUNNING)


def _change(job: Job, **values: Any) -> None:
    if not _held(job).update(**values):
        raise LeaseLost(str(job))
    for name, value in values.items():
        setattr(job, name, value)


def _bury_lost(ids: list[int], *, at: datetime) -> None:
    if ids:
        Job.objects.filter(pk__in=ids).update(
            status=Job.Status.DEAD,
            finished_at=at,
            error="Pekerja berhenti mendadak pada setiap percobaan.",
        )
