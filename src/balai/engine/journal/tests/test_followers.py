"""Followers get every sealed entry, in order, once — whatever happens to the runners."""

import json
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from balai.engine.journal import followers
from balai.engine.journal.models import Follower
from balai.engine.journal.public import (
    Draft,
    append,
    append_many,
    follow,
    rewind,
    run_followers,
    seal,
    unfollow,
)
from balai.foundation.actor import CITIZEN

AT = datetime(2026, 3, 17, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_else_follows(monkeypatch):
    monkeypatch.setattr(followers, "_following", {})


def log_of(n, code="A"):
    entries = append_many(
        Draft(code=code, subject=("report", i), by=CITIZEN, at=AT) for i in range(n)
    )  # fmt: skip
    seal(at=AT)
    return [entry.pk for entry in entries]


def test_a_follower_gets_sealed_entries_in_order_once():
    got = []
    follow("test", codes=None, handler=lambda entries: got.extend(entry.pk for entry in entries))
    ids = log_of(5)
    append(code="A", subject=("report", 9), by=CITIZEN, at=AT)  # not sealed yet
    assert [run_followers(at=AT), run_followers(at=AT)] == [5, 0]
    assert got == ids


def test_a_follower_of_some_codes_gets_only_those_and_still_moves_on():
    got = []
    follow("test", codes={"B"}, handler=lambda entries: got.extend(entry.pk for entry in entries))
    log_of(3)
    ids = log_of(2, code="B")
    log_of(3)
    assert run_followers(at=AT) == 2
    assert got == ids
    assert Follower.objects.get(pk="test").position == 8


def test_batches_are_bounded(monkeypatch):
    monkeypatch.setattr(followers, "FOLLOW_BATCH", 4)
    sizes = []
    follow("test", codes=None, handler=lambda entries: sizes.append(len(entries)))
    log_of(10)
    assert run_followers(at=AT) == 10
    assert sizes == [4, 4, 2]


def test_a_failing_follower_is_undone_seen_and_tried_later_and_holds_up_nobody():
    got, works = [], False

    def fail(entries):
        append(code="EFFECT", subject=("test", 1), by=CITIZEN, at=AT)
        if not works:
            raise RuntimeError("rusak")

    follow("failing", codes={"A"}, handler=fail)
    follow("healthy", codes=None, handler=got.extend)
    log_of(3)
    assert run_followers(at=AT) == 3
    assert len(got) == 3
    row = Follower.objects.get(pk="failing")
    assert (row.position, row.attempts, row.error) == (0, 1, "RuntimeError: rusak")
    assert row.retry_at == AT + timedelta(seconds=2)
    assert followers.Entry.objects.filter(code="EFFECT").count() == 0

    run_followers(at=AT + timedelta(seconds=1))  # too early: not tried
    assert Follower.objects.get(pk="failing").attempts == 1
    run_followers(at=AT + timedelta(seconds=2))
    assert Follower.objects.get(pk="failing").attempts == 2
    works = True
    run_followers(at=AT + timedelta(seconds=6))
    row = Follower.objects.get(pk="failing")
    assert (row.position, row.attempts, row.error, row.retry_at) == (3, 0, "", None)
    assert followers.Entry.objects.filter(code="EFFECT").count() == 1


def test_a_follower_sent_back_reads_all_again():
    got = []
    follow("test", codes=None, handler=lambda entries: got.extend(entry.pk for entry in entries))
    ids = log_of(3)
    run_followers(at=AT)
    rewind("test")
    run_followers(at=AT)
    assert got == ids * 2


def test_one_name_one_follower():
    follow("test", codes=None, handler=print)
    follow("test", codes=None, handler=print)
    with pytest.raises(ValueError, match="test"):
        follow("test", codes={"A"}, handler=print)
    unfollow("test")
    follow("test", codes={"A"}, handler=print)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_exactly_once_with_runners_at_the_same_time_of_which_one_dies_in_the_middle(tmp_path):
    database = openable_database(tmp_path)
    finish(start(database, "prepare"))
    try:
        first, *others = runners = [start(database, part) for part in ("die", "run", "run")]
        for runner in runners:
            assert runner.stdout.readline() == "ready\n"
        say(first, "go")
        assert first.stdout.readline() == "middle\n"
        for runner in others:
            say(runner, "go")
        time.sleep(0.2)  # they run into the batch that the first one holds
        say(first, "die")
        first.communicate(timeout=60)
        assert first.returncode == -signal.SIGKILL
        for runner in others:
            finish(runner)
    finally:
        report = json.loads(finish(start(database, "report")))
    assert report == {"noted": 3000, "distinct": 3000, "faults": 0}


def openable_database(folder):
    """A database that other processes can open: the PostgreSQL of the tests, or a file."""
    if connection.vendor == "sqlite":
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
        return {"ENGINE": "balai.kits.sqlite", "NAME": str(folder / "race.sqlite3"), "OPTIONS": options}
    return {
        key: connection.settings_dict[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    }


def start(database, part):
    command = [sys.executable, str(Path(__file__).with_name("race.py")), json.dumps(database), part]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def say(runner, word):
    runner.stdin.write(word + "\n")
    runner.stdin.flush()


def finish(runner):
    output, errors = runner.communicate(timeout=60)
    assert runner.returncode == 0, errors
    return output
