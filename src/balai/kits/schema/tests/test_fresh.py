"""Laid at once or led through every migration: the tables are the same."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = pytest.mark.slow

POSTGRES = {
    "column": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, "
    "is_identity FROM information_schema.columns WHERE table_schema = 'public'",
    "constraint": "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "index": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "function": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "step": "SELECT app, name FROM django_migrations",
}
SQLITE = {
    "column": 'SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master AS m '
    "JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'",
    "reference": 'SELECT m.name, f."from", f."table", f."to" FROM sqlite_master AS m '
    "JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'",
    "index": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "trigger": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "step": "SELECT app, name FROM django_migrations",
}


def test_both_ways_lead_to_the_same_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), _empty("fresh") as fresh, _empty("stepwise") as stepwise:
        call_command("migrate", database="fresh", verbosity=0)
        call_command("migrate", database="stepwise", stepwise=True, verbosity=0)
        laid, led = _shape(fresh), _shape(stepwise)
    # Django's own migrations give the rows of this unused join a wider number than its models do.
    different = {row for row in laid ^ led if row[1:3] != ("auth_group_permissions", "id")}
    assert sorted(different) == []
    assert len(laid) > 2000  # two empty databases would be alike too


@contextmanager
def _empty(alias: str) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own beside that of the tests, gone afterwards."""
    settings = connection.settings_dict
    name = f"balai_{alias}_{settings['NAME']}"[:60] if connection.vendor == "postgresql" else ":memory:"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
    connections.databases[alias] = {**settings, "NAME": name}
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        if hasattr(connections[alias], "close_pool"):
            connections[alias].close_pool()
        del connections[alias], connections.databases[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}"')


def _shape(database: BaseDatabaseWrapper) -> set[tuple]:
    """Everything that the database enforces; the order of columns in a table is nobody's business."""
    questions = POSTGRES if database.vendor == "postgresql" else SQLITE
    found: set[tuple] = set()
    with database.cursor() as cursor:
        for kind, question in questions.items():
            cursor.execute(question)
            found |= {(kind, *map(_plain, row)) for row in cursor.fetchall()}
        if database.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            found |= {("rule", name, part) for name, sql in cursor.fetchall() for part in _rules(sql)}
    return found


def _plain(value: object) -> str:
    return " ".join(str(value).split())


def _rules(sql: str) -> list[str]:
    """The CHECK and UNIQUE rules of a table as SQLite keeps them."""
    return [
        _plain(part) for part in re.split(r"(?=CONSTRAINT )|, \"|\)$", sql) if part.startswith("CONSTRAINT ")
    ]
