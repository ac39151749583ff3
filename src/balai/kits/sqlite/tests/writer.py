"""A writer as a process of its own: `writer.py DATABASE SECONDS MODE`; prints its waits in milliseconds, one a line.

MODE is `atomic` (read, think, write), `autocommit` (single statements) or `hold` (take the turn and keep it).
"""

import os
import sys
import time

import django
from django.conf import settings

database, seconds, mode = sys.argv[1], float(sys.argv[2]), sys.argv[3]
settings.configure(
    DATABASES={
        "default": {"ENGINE": "balai.kits.sqlite", "NAME": database, "OPTIONS": {"timeout": 20}},
    }
)
django.setup()

from django.db import connection, transaction  # noqa: E402


def atomic(cursor) -> None:
    with transaction.atomic():
        cursor.execute("SELECT n FROM counter")
        n = cursor.fetchone()[0]
        cursor.execute("UPDATE counter SET n = %s", [n + 1])


def autocommit(cursor) -> None:
    cursor.execute("UPDATE counter SET n = n + 1 RETURNING n")
    assert cursor.fetchone()[0] > 0


def main() -> None:
    cursor = connection.cursor()
    if mode == "hold":
        with transaction.atomic():
            cursor.execute("UPDATE counter SET n = n + 1000000")
            sys.stdout.write("held\n")
            sys.stdout.flush()
            time.sleep(seconds)
        return
    act = {"atomic": atomic, "autocommit": autocommit}[mode]
    waits = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        start = time.monotonic()
        act(cursor)
        waits.append((time.monotonic() - start) * 1000)
    sys.stdout.write("\n".join(f"{wait:.3f}" for wait in waits) + "\n")


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
