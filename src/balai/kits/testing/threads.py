"""Real simultaneity in tests: several connections to one database, on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections


@contextmanager
def shared_database() -> Iterator[None]:
    """Inside, every new thread opens the same database, with what was committed so far.

    SQLite tests run in memory, where a second connection meets other rules than in a file: threads get
    a copy in a file instead. What they write is to be looked at by threads too (`at_once`).
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory = connection.settings_dict["NAME"]
    with TemporaryDirectory(prefix="balai-threads-") as folder:
        file = Path(folder) / "balai.sqlite3"
        with closing(sqlite3.connect(file)) as target:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
        connection.settings_dict["NAME"] = str(file)
        try:
            yield
        finally:
            connection.settings_dict["NAME"] = memory


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run all of them at the same moment, each on a connection of its own; results or exceptions, in order."""
    gate, results = Barrier(len(works)), [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        try:
            gate.wait()
            results[number] = work()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[number, work]) for number, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
