"""How fast a long journal is appended to, sealed and verified.

    BALAI_DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benches/journal_verify.py --entries 1000000

Works on the database of the settings, which should be a fresh one made for the purpose. One core. Aim: verify
1,000,000 entries in less than 60 s.
"""

import argparse
import os
import time
from datetime import UTC, datetime, timedelta

import django

AT = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--entries", type=int, default=1_000_000)
    entries = arguments.parse_args().entries
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    django.setup()

    from django.core.management import call_command
    from django.db import connection, transaction

    from balai.engine.journal import public as journal
    from balai.engine.journal.models import Link
    from balai.foundation.actor import Actor

    call_command("migrate", verbosity=0)
    officer = Actor("OFFICER", user_id=7, opd_id=3, role="OPD_ADMIN")

    def draft(n: int) -> journal.Draft:
        return journal.Draft(
            code="CASE_ASSIGNED",
            subject=("case", n),
            by=officer,
            at=AT + timedelta(seconds=n),
            data={"to_opd": n % 60, "reason": "MANDATE", "version": n % 9},
        )

    def rate(label: str, n: int, started: float) -> None:
        seconds = time.perf_counter() - started
        print(
            f"{label}: {n:,} in {seconds:.2f} s, {n / seconds:,.0f} per second, {seconds / n * 1e6:.1f} µs each"
        )

    with transaction.atomic():
        started = time.perf_counter()
        for n in range(2000):
            one = draft(n)
            journal.append(code=one.code, subject=one.subject, by=one.by, at=one.at, data=one.data)
        rate(f"append, one by one in one transaction ({connection.vendor})", 2000, started)

    have = Link.objects.count() + journal.count_unsealed()
    started = time.perf_counter()
    for start in range(have, entries, 20_000):
        with transaction.atomic():
            journal.append_many(draft(n) for n in range(start, min(start + 20_000, entries)))
    rate("append_many", max(entries - have, 1), started)

    started, sealed = time.perf_counter(), 0
    while batch := journal.seal(at=AT, limit=5000):
        sealed += batch
    rate("seal", max(sealed, 1), started)
    started = time.perf_counter()
    journal.seal(at=AT + timedelta(seconds=1))
    rate("seal with nothing to do", 1, started)
    started = time.perf_counter()
    journal.seal(at=AT + timedelta(days=1))
    rate("seal, complete sweep", 1, started)

    started = time.perf_counter()
    faults = journal.verify()
    rate(f"verify, {len(faults)} faults", Link.objects.count(), started)


if __name__ == "__main__":
    main()
