"""One job from its row to its end: enqueued with the business, leased, fenced, retried, buried, replayed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from balai.kits.tasks import queue
from balai.kits.tasks.housekeeping import sweep_done
from balai.kits.tasks.leases import LeaseLost, complete, fail, give_back, renew, take
from balai.kits.tasks.models import Job, WorkerBeat
from balai.kits.tasks.running import pause, run
from balai.kits.tasks.worker import drain

from .samples import add, fail_always, mark_in_transaction, mark_then_fail, tell_attempt, urgent

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def lease(at=None, *, worker: str = "w1", limit: int = 10) -> list[Job]:
    return take(worker=worker, lease=MINUTE, limit=limit, at=at or timezone.now())


def test_a_job_runs_and_its_result_can_be_read() -> None:
    result = add.enqueue(2, b=3)
    assert result.status == TaskResultStatus.READY
    assert drain() == 1
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 5, 1)


def test_a_job_exists_only_with_the_business_it_belongs_to() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        add.enqueue(1, 1)
        raise RuntimeError
    assert drain() == 0


def test_a_result_that_is_not_there() -> None:
    for unknown in ("999999", "nonsense"):
        with pytest.raises(TaskResultDoesNotExist):
            add.get_result(unknown)


def test_a_task_may_ask_which_attempt_it_is() -> None:
    result = tell_attempt.enqueue()
    drain()
    result.refresh()
    assert result.return_value == 1


def test_a_job_for_later_waits() -> None:
    add.using(run_after=timezone.now() + MINUTE).enqueue(1, 1)
    assert lease() == []
    assert len(lease(timezone.now() + 2 * MINUTE)) == 1


def test_urgent_jobs_first_then_the_oldest() -> None:
    names = [
        task.enqueue(*args).task.name for task, args in ((add, (1, 1)), (urgent, ()), (tell_attempt, ()))
    ]
    assert names == ["add", "urgent", "tell_attempt"]
    assert [job.task.rsplit(".")[-1] for job in lease()] == ["urgent", "add", "tell_attempt"]


def test_a_leased_job_is_nobody_elses_until_its_lease_runs_out() -> None:
    add.enqueue(1, 1)
    now = timezone.now()
    (first,) = lease(now)
    assert lease(now + MINUTE / 2, worker="w2") == []
    renew([first], lease=MINUTE, at=now + MINUTE / 2)
    assert lease(now + MINUTE, worker="w2") == []
    (second,) = lease(now + 2 * MINUTE, worker="w2")
    assert (first.pk, first.attempts, second.attempts) == (second.pk, 1, 2)


def test_the_late_finisher_is_fenced_off() -> None:
    mark_in_transaction.enqueue("effect")
    now = timezone.now()
    (late,) = lease(now)
    (current,) = lease(now + 2 * MINUTE, worker="w2")
    for act in (
        lambda: complete(late, result=None, at=now),
        lambda: fail(late, error="", retry_at=now, at=now),
    ):
        with pytest.raises(LeaseLost):
            act()
    renew([late], lease=MINUTE, at=now)
    assert run(late) is False
    assert not WorkerBeat.objects.filter(worker="effect").exists()  # its effect was rolled back with it
    assert run(current) is True
    assert WorkerBeat.objects.filter(worker="effect").count() == 1


def test_effect_and_completion_are_one_transaction() -> None:
    result = mark_then_fail.enqueue("half")
    drain()
    result.refresh()
    assert result.status == TaskResultStatus.READY
    assert not WorkerBeat.objects.exists()


def test_failures_are_put_off_then_buried_then_replayed() -> None:
    fail_always.enqueue("kabur")
    now = timezone.now()
    for attempt in (1, 2):
        (job,) = lease(now)
        assert run(job) is False
        job.refresh_from_db()
        waits = job.due_at - timezone.now()
        assert (job.status, job.attempts) == (Job.Status.READY, attempt)
        assert timedelta(seconds=9 * 2 ** (attempt - 1)) < waits < timedelta(seconds=13 * 2 ** (attempt - 1))
        now = job.due_at
    (job,) = lease(now)
    run(job)
    (dead,) = queue.dead()
    assert dead.attempts == 3
    assert "ValueError: kabur" in dead.error
    assert queue.replay(ids=[dead.pk + 1], at=timezone.now()) == 0
    assert queue.replay(at=timezone.now()) == 1
    assert [(job.pk, job.attempts) for job in lease()] == [(dead.pk, 1)]


@pytest.mark.parametrize(
    ("attempts", "spread", "seconds"),
    [(1, 0, 5), (2, 0, 10), (3, 0, 20), (8, 0, 640), (12, 0, 3600), (1, 1, 6.25)],
)
def test_pauses_double_up_to_an_hour(attempts: int, spread: float, seconds: float) -> None:
    assert pause(attempts=attempts, backoff_seconds=5, spread=spread) == timedelta(seconds=seconds)


def test_a_job_that_always_takes_its_worker_along_is_buried() -> None:
    fail_always.enqueue("x")
    now = timezone.now()
    for _ in range(3):
        assert len(lease(now)) == 1
        now += 2 * MINUTE
    assert lease(now) == []
    assert [job.attempts for job in queue.dead()] == [3]


def test_jobs_handed_back_are_free_at_once_and_the_attempt_does_not_count() -> None:
    add.enqueue(1, 1)
    jobs = lease()
    give_back(jobs, at=timezone.now())
    assert [job.attempts for job in lease(worker="w2")] == [1]


def test_a_task_that_the_program_no_longer_has_is_put_off() -> None:
    add.enqueue(1, 1)
    Job.objects.update(task="balai.gone.away")
    assert drain() == 1
    job = Job.objects.get()
    assert job.status == Job.Status.READY
    assert "balai.gone.away" in job.error


def test_how_the_queue_stands() -> None:
    add.enqueue(1, 1)
    add.using(run_after=timezone.now() + MINUTE).enqueue(1, 1)
    fail_always.enqueue("x")
    Job.objects.filter(task__endswith="fail_always").update(status=Job.Status.DEAD)
    length = queue.length(at=timezone.now() + MINUTE / 2)
    assert (length.due, length.later, length.running, length.dead) == (1, 1, 0, 1)
    assert MINUTE / 2 <= length.lag < MINUTE


def test_done_jobs_are_forgotten_after_an_hour_and_dead_ones_never() -> None:
    hour_ago = timezone.now() - timedelta(minutes=61)
    for status in (Job.Status.DONE, Job.Status.DEAD):
        add.enqueue(1, 1)
        Job.objects.filter(status=Job.Status.READY).update(status=status, finished_at=hour_ago)
    assert sweep_done.call() == 1
    assert [job.status for job in Job.objects.all()] == [Job.Status.DEAD]


def test_the_command_shows_and_replays_dead_letters(capsys) -> None:
    fail_always.enqueue("kabur")
    Job.objects.update(
        status=Job.Status.DEAD, attempts=3, error="ValueError: kabur", finished_at=timezone.now()
    )
    call_command("tasks", "dead")
    assert "ValueError: kabur" in capsys.readouterr().out
    call_command("tasks", "replay")
    call_command("tasks", "dead")
    assert capsys.readouterr().out.splitlines() == [
        "1 pekerjaan dikembalikan ke antrean.",
        "Tidak ada pekerjaan yang gagal tetap.",
    ]
    call_command("tasks")
    assert "menunggu 1" in capsys.readouterr().out
