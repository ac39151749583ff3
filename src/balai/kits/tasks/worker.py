"""The worker: threads that take and run jobs, one that enqueues periodic jobs, keeps the leases and beats."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from .leases import give_back, renew, take
from .models import Job, WorkerBeat
from .periodic import tick
from .running import run

log = logging.getLogger("balai.tasks")
LEASE = timedelta(seconds=30)
POLL_SECONDS = 0.4
BEAT_SECONDS = 5.0
BATCH = 10
# A batch that takes longer than this hands its unbegun jobs to other threads.
PATIENCE_SECONDS = 1.0


class Worker:
    """One worker process. `run` returns when the stop event is set and the jobs in hand are finished."""

    def __init__(self, stop: threading.Event, *, threads: int = 2, lease: timedelta = LEASE) -> None:
        self.stop = stop
        self.threads = threads
        self.lease = lease
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:6]}"
        self._held: dict[int, Job] = {}
        self._lock = threading.Lock()
        self._next_beat = 0.0

    def run(self) -> None:
        """Work until stopped."""
        bodies = [self._work] * self.threads + [self._keep]
        threads = [threading.Thread(target=self._forever, args=[body], daemon=True) for body in bodies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _forever(self, body: Callable[[], float]) -> None:
        """Call `body`, pause for as many seconds as it says, again; a database that is away is waited for."""
        try:
            while not self.stop.is_set():
                try:
                    close_old_connections()
                    seconds = body()
                except Error as error:
                    log.warning("database away, trying again: %s", error)
                    connection.close()
                    seconds = 1.0
                except Exception:
                    log.exception("a bug in the worker; it goes on")
                    seconds = 1.0
                if seconds:
                    self.stop.wait(seconds)
        finally:
            connection.close()

    def _work(self) -> float:
        jobs = take(worker=self.name, lease=self.lease, limit=BATCH, at=timezone.now())
        if not jobs:
            return POLL_SECONDS
        with self._lock:
            self._held.update({job.pk: job for job in jobs})
        try:
            self._run_batch(jobs)
        finally:
            with self._lock:
                for job in jobs:
                    self._held.pop(job.pk, None)
        return 0.0

    def _run_batch(self, jobs: list[Job]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        for position, job in enumerate(jobs):
            if position and (self.stop.is_set() or time.monotonic() > until):
                give_back(jobs[position:], at=timezone.now())
                return
            run(job)
            with self._lock:
                self._held.pop(job.pk, None)

    def _keep(self) -> float:
        now = timezone.now()
        if time.monotonic() >= self._next_beat:
            WorkerBeat.objects.update_or_create(worker=self.name, defaults={"seen_at": now})
            with self._lock:
                held = list(self._held.values())
            renew(held, lease=self.lease, at=now)
            self._next_beat = time.monotonic() + min(BEAT_SECONDS, self.lease.total_seconds() / 3)
        tick(at=now)
        return POLL_SECONDS


def run_worker(stop: threading.Event, *, threads: int = 2, lease: timedelta = LEASE) -> None:
    """Run jobs until `stop` is set."""
    Worker(stop, threads=threads, lease=lease).run()


def drain(*, limit: int = 10_000) -> int:
    """Run what is due now, in this thread, and return how many jobs were run: for tests, demos and commands."""
    count = 0
    while count < limit:
        jobs = take(worker="drain", lease=LEASE, limit=1, at=timezone.now())
        if not jobs:
            return count
        run(jobs[0])
        count += 1
    return count
