"""Workers as real processes on a real database file or server: kill -9, two at once, periodic once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections

from balai.kits.tasks.leases import take
from balai.kits.tasks.models import Job, WorkerBeat

from .samples import add, write_line

PROCESS = Path(__file__).with_name("process.py")
SOURCES = str(Path(__file__).parents[4])


@pytest.fixture
def database(transactional_db, tmp_path: Path) -> Iterator[str]:
    """A database that other processes see: the test database on PostgreSQL, a file instead of memory on SQLite."""
    if connection.vendor != "sqlite":
        yield connection.settings_dict["NAME"]
        return
    remembered = connections["default"]
    path = str(tmp_path / "tasks.sqlite3")
    fresh = type(remembered)({**remembered.settings_dict, "NAME": path}, "default")
    connections["default"] = fresh
    try:
        with fresh.schema_editor() as editor:
            for model in (Job, WorkerBeat, Job._meta.apps.get_model("tasks", "Periodic")):
                editor.create_model(model)
        yield path
    finally:
        fresh.close()
        connections["default"] = remembered


@pytest.fixture
def worker(database: str, tmp_path: Path) -> Iterator:
    started: list[subprocess.Popen] = []

    def start(*, lease: float = 1.5, every: float | None = None) -> subprocess.Popen:
        command = [sys.executable, str(PROCESS), database, str(lease), *([str(every)] if every else [])]
        path = os.pathsep.join([SOURCES, *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": path, "BALAI_TEST_MARKS": str(tmp_path / "marks")}
        started.append(subprocess.Popen(command, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(condition, *, seconds: float = 30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


@pytest.mark.slow
def test_the_job_of_a_killed_worker_runs_again(worker, tmp_path: Path) -> None:
    marks, end = tmp_path / "lines", tmp_path / "end"
    write_line.enqueue(str(marks), end=str(end))
    victim = worker()
    assert until(lambda: len(lines(marks)) == 1)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    end.touch()
    heir = worker()
    assert until(lambda: Job.objects.get().status == Job.Status.DONE)
    assert lines(marks) == [str(victim.pid), str(heir.pid)]
    assert Job.objects.get().attempts == 2


@pytest.mark.slow
def test_a_slow_job_keeps_its_lease_while_its_worker_lives(worker, tmp_path: Path) -> None:
    marks, end = tmp_path / "lines", tmp_path / "end"
    write_line.enqueue(str(marks), end=str(end))
    worker()
    assert until(lambda: Job.objects.get().status == Job.Status.RUNNING)
    first = Job.objects.get().due_at
    assert until(lambda: Job.objects.get().due_at > first)
    # Another one that comes as the first lease ends finds nothing to take, however late it is on this machine.
    assert take(worker="other", lease=timedelta(seconds=1), limit=1, at=first) == []
    end.touch()
    assert until(lambda: Job.objects.get().status == Job.Status.DONE)
    assert (len(lines(marks)), Job.objects.get().attempts) == (1, 1)


@pytest.mark.slow
def test_two_workers_share_the_work_and_do_nothing_twice(worker, tmp_path: Path) -> None:
    marks = tmp_path / "lines"
    for _ in range(60):
        write_line.enqueue(str(marks), seconds=0.02)
    worker(), worker()
    assert until(lambda: Job.objects.filter(status=Job.Status.DONE).count() == 60)
    assert len(lines(marks)) == 60
    assert WorkerBeat.objects.count() >= 1


@pytest.mark.slow
def test_two_workers_fire_each_tick_once(worker, tmp_path: Path) -> None:
    worker(every=1), worker(every=1)
    marks = tmp_path / "marks"
    assert until(lambda: len(lines(marks)) >= 1)
    began, before = time.monotonic(), len(lines(marks))
    assert until(lambda: len(lines(marks)) >= before + 3)
    # Three more ticks of a second each cannot have come in less than two.
    assert time.monotonic() - began > 1.9


@pytest.mark.slow
def test_a_worker_wakes_quickly_and_stops_when_asked(worker) -> None:
    process = worker()
    assert until(WorkerBeat.objects.exists)
    add.enqueue(1, 2)
    assert until(lambda: Job.objects.get().status == Job.Status.DONE)
    job = Job.objects.get()
    assert (job.started_at - job.enqueued_at).total_seconds() < 5
    process.terminate()
    assert process.wait(timeout=20) == 0
