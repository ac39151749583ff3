"""The backend of the `django_tasks` interface: `enqueue` is one INSERT in the caller's transaction."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from .models import Job

STATUS = {
    Job.Status.READY: TaskResultStatus.READY,
    Job.Status.RUNNING: TaskResultStatus.RUNNING,
    Job.Status.DONE: TaskResultStatus.SUCCESSFUL,
    Job.Status.DEAD: TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTask(Task):
    """A task of this backend: `@task(transactional=True, max_attempts=5, backoff_seconds=10)`."""

    transactional: bool = False
    """Effect and completion are one database transaction; done exactly once."""

    max_attempts: int = 8
    """After so many failures the job is a dead letter."""

    backoff_seconds: float = 5.0
    """The first pause after a failure; it doubles each time, up to an hour."""


class TableBackend(BaseTaskBackend):
    """Jobs in the table `tasks_job`."""

    task_class = TableTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Write the job; it runs after the caller's transaction is committed, or never."""
        self.validate_task(task)
        now = timezone.now()
        job = Job.objects.create(
            task=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            arguments=normalize_json({"args": list(args), "kwargs": kwargs}),
            max_attempts=task.max_attempts,
            enqueued_at=now,
            due_at=task.run_after or now,
        )
        return result_of(job, task=task, backend=self.alias)

    def get_result(self, result_id: str) -> TaskResult:
        """The job as it stands. Raises TaskResultDoesNotExist; finished jobs are kept for an hour only."""
        try:
            job = Job.objects.get(pk=int(result_id))
        except (Job.DoesNotExist, ValueError):
            raise TaskResultDoesNotExist(result_id) from None
        return result_of(job, task=task_of(job), backend=self.alias)


def task_of(job: Job) -> TableTask:
    """The task that a job calls. Raises ImproperlyConfigured when the program no longer has it."""
    try:
        task = import_string(job.task)
    except ImportError as error:
        raise ImproperlyConfigured(f"Pekerjaan {job.task} tidak ada dalam program ini.") from error
    if not isinstance(task, TableTask):
        raise ImproperlyConfigured(f"{job.task} bukan pekerjaan.")
    return task


def result_of(job: Job, *, task: Task, backend: str) -> TaskResult:
    """A job in the words of the interface."""
    result = TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[Job.Status(job.status)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=backend,
        errors=[TaskError(exception_class_path="builtins.Exception", traceback=job.error)]
        if job.error
        else [],
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
