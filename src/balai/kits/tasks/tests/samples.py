"""Tasks for the tests of this kit; they leave their marks as rows or as lines in a file."""

import os
import time
from pathlib import Path

from django_tasks import task

from balai.kits.tasks.models import WorkerBeat


@task
def add(a: int, b: int) -> int:
    return a + b


@task(takes_context=True)
def tell_attempt(context) -> int:
    return context.attempt


@task(max_attempts=3, backoff_seconds=10)
def fail_always(word: str) -> None:
    raise ValueError(word)


@task(transactional=True, max_attempts=2)
def mark_then_fail(name: str) -> None:
    mark(name)
    raise ValueError("after the effect")


@task(transactional=True)
def mark_in_transaction(name: str) -> None:
    mark(name)


@task(priority=10)
def urgent() -> None: ...


@task
def write_line(path: str, seconds: float = 0, end: str = "") -> None:
    """Append this process's id, then take so long, or until the file `end` is there."""
    with Path(path).open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(seconds)
    while end and not Path(end).exists():
        time.sleep(0.02)


@task
def write_line_now(path: str = "") -> None:
    with Path(os.environ["BALAI_TEST_MARKS"]).open("a") as file:
        file.write(f"{os.getpid()}\n")


def mark(name: str) -> None:
    """A row of any table serves as a visible effect."""
    from django.utils import timezone  # noqa: PLC0415

    WorkerBeat.objects.create(worker=name, seen_at=timezone.now())
