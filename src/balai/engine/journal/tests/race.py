"""The processes of the race in test_followers.py. `python race.py '<Django DATABASES entry as JSON>' <part>`:

prepare   make the tables where they are missing, and ENTRIES entries
run       seal and follow, noting every entry in a table, until all are noted
die       the same, but stop in the middle of a batch, wait for a line on stdin, and be killed
report    print what was noted, as JSON, and clear up
"""

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime

import django
from django.conf import settings

database, part = json.loads(sys.argv[1]), sys.argv[2]
settings.configure(
    INSTALLED_APPS=["balai.engine.journal", "balai.kits.tasks"],
    DATABASES={"default": database},
    TASKS={"default": {"BACKEND": "balai.kits.tasks.backend.TableBackend"}},
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from balai.engine.journal.models import Follower  # noqa: E402
from balai.engine.journal.public import Draft, Entry, append_many, follow, run_followers, seal, verify  # noqa: E402
from balai.foundation.actor import CITIZEN  # noqa: E402

ENTRIES = 3000
PATIENCE_SECONDS = 30


def tell(text: str) -> None:
    """Say something to the test."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def prepare() -> None:
    """Tables and entries."""
    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE race_note (entry_id bigint)")
        now = datetime.now(UTC)
        append_many(Draft(code="A", subject=("report", n), by=CITIZEN, at=now) for n in range(ENTRIES))


def note(entries: list[Entry]) -> None:
    """One row per entry; slow enough to meet the other runner."""
    with connection.cursor() as cursor:
        for number, entry in enumerate(entries, start=1):
            cursor.execute("INSERT INTO race_note (entry_id) VALUES (%s)", [entry.pk])
            if part == "die" and number == 100:
                tell("middle")
                sys.stdin.readline()
                os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.005)


def run() -> None:
    """Seal and follow until there is nothing left."""
    follow("race", codes=None, handler=note)
    tell("ready")
    sys.stdin.readline()
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and not Follower.objects.filter(name="race", position=ENTRIES).exists():
        now = datetime.now(UTC)
        seal(at=now, limit=300)
        run_followers(at=now)


def report() -> None:
    """What was noted, and whether the chain is whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT entry_id) FROM race_note")
        noted, distinct = cursor.fetchone()
        cursor.execute("DROP TABLE race_note")
    tell(json.dumps({"noted": noted, "distinct": distinct, "faults": len(verify())}))


{"prepare": prepare, "run": run, "die": run, "report": report}[part]()
