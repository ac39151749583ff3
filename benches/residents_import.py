"""How long a village's file takes from its upload to being stored, and back.

    BALAI_DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benches/residents_import.py --rows 10000

Works on the database of the settings, which should be a fresh one made for the purpose. One core. Aim: 10,000 rows of 43
columns are read, checked and stored in less than 30 s; the same for a file that changes all of them.
"""

import argparse
import os
import time
from collections.abc import Callable
from typing import Any

import django


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=10_000)
    count = arguments.parse_args().rows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    django.setup()

    from django.core.management import call_command
    from django.db import connection

    from balai.domains.residents.actions import sheets
    from balai.domains.residents.actions.checking import check
    from balai.domains.residents.actions.uploading import upload
    from balai.domains.residents.models import Resident
    from balai.domains.residents.terms import Work
    from balai.domains.residents.tests import factories as make

    call_command("migrate", verbosity=0)
    make.officer()

    def timed(label: str, act: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        found = act()
        print(f"{label:<28} {time.perf_counter() - started:6.2f} s")
        return found

    def store(label: str, data: bytes) -> Any:
        started = time.perf_counter()
        kwargs = {"file_name": "bench.xlsx", "by": make.by(), "at": make.NOW, "today": make.TODAY}
        made = timed(f"{label}: read", lambda: upload(data=data, **kwargs))
        timed(f"{label}: check", lambda: check(made, today=make.TODAY))
        timed(f"{label}: store", lambda: make.work(made, Work.APPLY, leaves_out=True))
        seconds = time.perf_counter() - started
        print(f"{label}: {count:,} rows in {seconds:.1f} s ({connection.vendor}), aim 30 s; {made.counts}")
        return made

    def file(**columns: str) -> bytes:
        return make.xlsx(make.table(make.person(n, **columns) for n in range(1, count + 1)))

    first = store("new people", file())
    rows = Resident.objects.order_by("pk")
    timed("export", lambda: sheets.register_sheet(rows.iterator(), is_masked=False))
    second = store("all changed", file(dusun="Lain"))
    timed("undo of the changes", lambda: make.work(second, Work.UNDO))
    timed("undo of the people", lambda: make.work(first, Work.UNDO))


if __name__ == "__main__":
    main()
