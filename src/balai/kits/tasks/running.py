"""Running one job: what succeeds is completed, what fails is put off or buried, what came too late is undone."""

import logging
import random
import traceback
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json

from balai.foundation.redaction import redact

from .backend import TableTask, result_of, task_of
from .leases import LeaseLost, complete, fail
from .models import Job

log = logging.getLogger("balai.tasks")
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_ERROR = 4000


def run(job: Job) -> bool:
    """Run a leased job to its end, well or badly; True when it was done. Raises only what must stop a worker."""
    try:
        task = task_of(job)
        if task.transactional:
            with transaction.atomic():
                complete(job, result=_call(task, job), at=timezone.now())
        else:
            complete(job, result=_call(task, job), at=timezone.now())
    except LeaseLost:
        log.warning("%s: lease lost, result dropped", job)
        return False
    except Exception:
        _put_off(job)
        return False
    return True


def pause(*, attempts: int, backoff_seconds: float, spread: float) -> timedelta:
    """How long to wait after `attempts` failures: doubling, at most an hour, plus up to a quarter by `spread` (0..1)."""
    seconds = min(backoff_seconds * 2 ** (attempts - 1), LONGEST_PAUSE.total_seconds())
    return timedelta(seconds=seconds * (1 + spread / 4))


def _call(task: TableTask, job: Job) -> Any:
    arguments = job.arguments
    context = (
        [TaskContext(task_result=result_of(job, task=task, backend=task.backend))]
        if task.takes_context
        else []
    )
    return normalize_json(task.call(*context, *arguments["args"], **arguments["kwargs"]))


def _put_off(job: Job) -> None:
    """Called while the error is being handled."""
    error = redact(traceback.format_exc()[-LONGEST_ERROR:])
    now = timezone.now()
    try:
        fail(job, error=error, retry_at=_retry_at(job, now), at=now)
    except LeaseLost:
        log.warning("%s: lease lost, failure dropped", job)
        return
    if job.status == Job.Status.DEAD:
        log.error("%s is dead after %d attempts", job, job.attempts, exc_info=True)
    else:
        log.warning("%s failed, attempt %d: %s", job, job.attempts, error.strip().rsplit("\n", 1)[-1])


def _retry_at(job: Job, now: datetime) -> datetime:
    try:
        backoff = task_of(job).backoff_seconds
    except Exception:
        backoff = 60.0
    return now + pause(attempts=job.attempts, backoff_seconds=backoff, spread=random.random())
