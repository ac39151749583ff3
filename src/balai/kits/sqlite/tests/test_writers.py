"""Writers as real processes: nobody is told "database is locked", nobody is passed over, the dead hold nothing."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest
from django.db import OperationalError
from django.db.utils import load_backend

WRITER = Path(__file__).with_name("writer.py")
SOURCES = str(Path(__file__).parents[4])


@pytest.fixture(autouse=True)
def _own_connections(django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "queue.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE counter (n integer)")
        connection.execute("INSERT INTO counter VALUES (0)")
    connection.close()
    return path


def start(database: Path, seconds: float, mode: str) -> subprocess.Popen:
    command = [sys.executable, str(WRITER), str(database), str(seconds), mode]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": SOURCES}
    )


def counted(database: Path) -> int:
    connection = sqlite3.connect(database)
    (n,) = connection.execute("SELECT n FROM counter").fetchone()
    connection.close()
    return n


def wrapper(database: Path, *, timeout: float = 20):
    settings = {
        "NAME": str(database), "OPTIONS": {"timeout": timeout}, "TIME_ZONE": None, "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False,
    }  # fmt: skip
    return load_backend("balai.kits.sqlite").DatabaseWrapper(settings, "queue")


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["atomic", "autocommit"])
def test_eight_writers_are_served_in_turn(database: Path, mode: str) -> None:
    writers = [start(database, 2, mode) for _ in range(8)]
    waits: list[float] = []
    for writer in writers:
        out, err = writer.communicate()
        assert (writer.returncode, err) == (0, "")
        waits += [float(line) for line in out.split()]
    # No write was lost, and the unluckiest wait is a small multiple of the ordinary one
    # (measured: five times; the bound leaves room for a busy machine).
    assert counted(database) == len(waits)
    assert max(waits) < 60 * mean(waits)


@pytest.mark.slow
def test_the_turn_of_a_killed_writer_is_free_at_once(database: Path) -> None:
    holder = start(database, 60, "hold")
    assert holder.stdout.readline() == "held\n"
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    began = time.monotonic()
    connection = wrapper(database)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = n + 1")
    connection.close()
    assert counted(database) == 1
    assert time.monotonic() - began < 5


@pytest.mark.slow
def test_a_wait_without_end_is_refused_in_sqlites_own_words(database: Path) -> None:
    holder = start(database, 60, "hold")
    assert holder.stdout.readline() == "held\n"
    connection = wrapper(database, timeout=0.2)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT n FROM counter")
            assert cursor.fetchone() == (0,)  # readers do not wait
        with pytest.raises(OperationalError, match="database is locked"), connection.cursor() as cursor:
            cursor.execute("UPDATE counter SET n = 1")
        with pytest.raises(OperationalError, match="database is locked"):
            connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    finally:
        holder.kill()
        holder.communicate()
        connection.close()


def test_a_connection_is_durable_and_logs_ahead(database: Path) -> None:
    connection = wrapper(database)
    with connection.cursor() as cursor:
        answers = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    connection.close()
    assert answers == ["wal", 2, 1]


def test_returned_rows_are_read_before_the_turn_ends(database: Path) -> None:
    first, second = wrapper(database), wrapper(database, timeout=0.2)
    with first.cursor() as cursor, second.cursor() as other:
        cursor.execute("INSERT INTO counter VALUES (1), (2), (3) RETURNING n")
        other.execute("UPDATE counter SET n = n + 10")
        assert cursor.fetchone() == (1,)
        assert cursor.fetchmany(1) == [(2,)]
        assert list(cursor) == [(3,)]
        assert cursor.fetchone() is None
    first.close()
    second.close()


def test_a_rolled_back_transaction_gives_its_turn_away(database: Path) -> None:
    first, second = wrapper(database), wrapper(database, timeout=0.2)
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.rollback()
    first.set_autocommit(True)
    with second.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = 5")
    first.close()
    second.close()
    assert counted(database) == 5
