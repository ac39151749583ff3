"""Django's SQLite backend with write-ahead log, full durability, and the fair queue round every write."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base

from .queue import TurnNeverCame, WriterQueue

READING = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
PRAGMAS = (
    # FULL: a commit that was acknowledged survives a power cut, not only a crash of the program.
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
)


class Cursor(base.SQLiteCursorWrapper):
    """A cursor whose autocommitted writes stand in the queue; what they return is read before the turn ends."""

    turn: Callable[[], Any]

    def execute(self, query: str, params: Any = None) -> Any:
        self._rows: list = []
        if self.connection.in_transaction or query.lstrip().upper().startswith(READING):
            return super().execute(query, params)
        with self.turn():
            result = super().execute(query, params)
            if self.description:
                # The write is only committed once its last returned row was read.
                self._rows = super().fetchall()
            return result

    def executemany(self, query: str, param_list: Any) -> Any:
        self._rows = []
        with self.turn():
            return super().executemany(query, param_list)

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else super().fetchone()

    def fetchmany(self, size: int | None = None) -> Sequence:
        size = size or self.arraysize
        if not self._rows:
            return super().fetchmany(size)
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    def fetchall(self) -> list:
        rows, self._rows = self._rows, []
        return rows or super().fetchall()

    def __iter__(self) -> Iterator:
        return iter(self.fetchall()) if self._rows else super().__iter__()


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. Every transaction is a writing one (IMMEDIATE) and waits for its turn before it begins."""

    queue: WriterQueue | None = None

    def get_connection_params(self) -> dict:
        self.settings_dict["OPTIONS"].setdefault("transaction_mode", "IMMEDIATE")
        self.settings_dict["OPTIONS"].setdefault("timeout", 20)
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict) -> sqlite3.Connection:
        connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            path = f"{self.settings_dict['NAME']}.writer"
            self.queue = WriterQueue(path, patience=float(conn_params["timeout"]))
            if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                with self.turn():  # once in the life of a file
                    connection.execute("PRAGMA journal_mode = WAL")
            for pragma in PRAGMAS:
                connection.execute(pragma)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor = self.connection.cursor(factory=Cursor)
        cursor._rows = []
        cursor.turn = self.turn
        return cursor

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The writer's turn for one statement; nothing to do inside a transaction, which holds it already."""
        if self.queue is None or self.queue.held:
            yield
            return
        self._enter()
        try:
            yield
        finally:
            self.queue.leave()

    def _enter(self) -> None:
        """Raises OperationalError in the words of SQLite itself when the turn does not come in time."""
        try:
            self.queue and self.queue.enter()
        except TurnNeverCame:
            raise sqlite3.OperationalError("database is locked") from None

    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            self._enter()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        if self.queue is not None:
            self.queue.leave()

    def _commit(self) -> None:
        super()._commit()
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            if self.queue is not None:
                self.queue.close()
                self.queue = None
