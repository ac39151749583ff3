"""Tables that only grow: SQL that makes both databases refuse everything but INSERT.

Statements stand apart (some clusters refuse several in one call). A change of the tables of a part needs a new
migration of it.

PostgreSQL: one statement trigger per table refuses UPDATE, DELETE and TRUNCATE, even of zero rows; ENABLE
ALWAYS keeps it on under `session_replication_role = replica`. Where triggers are refused (distributed
tables), revoke the same three privileges from the application's role instead.
SQLite: REPLACE deletes without firing delete triggers, therefore a third trigger refuses an INSERT whose
unique values are already taken.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

# Every guard of the house; tests that commit take them down to empty the tables.
GUARDS: list["AppendOnly"] = []


@dataclass(frozen=True)
class AppendOnly:
    """The tables of one part (name -> columns whose values are unique), under the part's name."""

    part: str
    tables: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        GUARDS.append(self)

    @property
    def message(self) -> str:
        """What the database says when it refuses."""
        return f"{self.part} is append-only"

    def protect(self, vendor: str) -> list[str]:
        """Statements that put the triggers up."""
        return self._protect_postgresql() if vendor == "postgresql" else self._protect_sqlite()

    def unprotect(self, vendor: str) -> list[str]:
        """Statements that take them down again: for migrating back, and for tests that tamper."""
        if vendor == "postgresql":
            drops = [f"DROP TRIGGER {table}_append_only ON {table}" for table in self.tables]
            return [*drops, f"DROP FUNCTION {self.part}_refuse()"]
        verbs = ("update", "delete", "replace")
        return [f"DROP TRIGGER {table}_no_{verb}" for table in self.tables for verb in verbs]

    def put_up(self, apps: Any, schema_editor: Any) -> None:
        """For `migrations.RunPython`."""
        _run(schema_editor, self.protect(schema_editor.connection.vendor))

    def take_down(self, apps: Any, schema_editor: Any) -> None:
        """The way back of `put_up`."""
        _run(schema_editor, self.unprotect(schema_editor.connection.vendor))

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """For tests: inside, the tables can be emptied and tampered with."""
        with connection.cursor() as cursor:
            _run(cursor, self.unprotect(connection.vendor))
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                _run(cursor, self.protect(connection.vendor))

    def _protect_postgresql(self) -> list[str]:
        statements = [
            f"CREATE FUNCTION {self.part}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ]
        for table in self.tables:
            statements.append(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {self.part}_refuse()"
            )
            statements.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only")
        return statements

    def _protect_sqlite(self) -> list[str]:
        body = f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        statements = []
        for table, columns in self.tables.items():
            taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {c} = NEW.{c})" for c in columns)
            statements += [
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {body}",
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {body}",
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {body}",
            ]
        return statements


def _run(runner: Any, statements: Iterable[str]) -> None:
    for statement in statements:
        runner.execute(statement)
