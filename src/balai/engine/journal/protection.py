"""SQL that makes Entry, Link and Root append-only on both databases.

Statements stand apart (some clusters refuse several in one call). A change here needs a new migration: the
first migration and the test plugin both read these lists.

PostgreSQL: one statement trigger per table refuses UPDATE, DELETE and TRUNCATE, even of zero rows; ENABLE
ALWAYS keeps it on under `session_replication_role = replica`. Where triggers are refused (distributed
tables), revoke the same three privileges from the application's role instead.
SQLite: REPLACE deletes without firing delete triggers, therefore a third trigger refuses an INSERT whose
unique values are already taken.
"""

MESSAGE = "journal is append-only"

# Table -> columns whose values are unique.
TABLES = {
    "journal_entry": ("id",),
    "journal_link": ("position", "entry_id", "hash"),
    "journal_root": ("date",),
}


def protect(vendor: str) -> list[str]:
    """Statements that put the triggers up."""
    return _protect_postgresql() if vendor == "postgresql" else _protect_sqlite()


def unprotect(vendor: str) -> list[str]:
    """Statements that take them down again: for migrating back, and for tests that tamper."""
    if vendor == "postgresql":
        drops = [f"DROP TRIGGER {table}_append_only ON {table}" for table in TABLES]
        return [*drops, "DROP FUNCTION journal_refuse()"]
    return [f"DROP TRIGGER {table}_no_{verb}" for table in TABLES for verb in ("update", "delete", "replace")]


def _protect_postgresql() -> list[str]:
    statements = [
        "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for table in TABLES:
        statements.append(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
        )
        statements.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only")
    return statements


def _protect_sqlite() -> list[str]:
    body = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    statements = []
    for table, columns in TABLES.items():
        statements.append(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {body}")
        statements.append(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {body}")
        taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {c} = NEW.{c})" for c in columns)
        statements.append(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {body}")
    return statements
