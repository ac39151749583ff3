"""One prepared statement on the connection that Django keeps for this thread."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection


def fetch(sql: str, values: Sequence[Any]) -> list[tuple]:
    """The rows of one statement with places $1, $2 …, planned once per connection. In autocommit it is a
    transaction of its own.

    Raises psycopg.Error. The connection is given up unless the row was only refused by a constraint: it may be dead,
    or hold a plan from before a migration.
    """
    connection.ensure_connection()
    raw = connection.connection
    try:
        # Django switches prepared statements off per connection; they are on for this statement only.
        raw.prepare_threshold = 0
        with psycopg.RawCursor(raw) as cursor:
            return cursor.execute(sql, values, prepare=True).fetchall()
    except psycopg.IntegrityError:
        raise
    except psycopg.Error:
        connection.close()
        raise
    finally:
        raw.prepare_threshold = None
