"""How fast a dashboard reads its numbers over 1,000,000 reports of two years and 60 OPD.

    BALAI_DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benches/indicators_read.py

Works on the database of the settings, which should be a fresh one made for the purpose. Aim: all reads of one
dashboard together in less than 200 ms.
"""

import argparse
import os
import random
import time
from datetime import date, timedelta
from functools import partial

import django

SINCE = date(2025, 1, 1)
DAYS, OPDS, CATEGORIES = 730, 60, 20


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--reports", type=int, default=1_000_000)
    reports = arguments.parse_args().reports
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    django.setup()

    from django.core.management import call_command
    from django.db import connection

    from balai.engine.indicators import public as indicators
    from balai.engine.indicators.models import Cell

    call_command("migrate", verbosity=0)
    for code in ("bench.opened", "bench.open", "bench.category", "bench.duration"):
        indicators.register(
            indicators.Indicator(code=code, label="Bangku uji", unit="laporan", description="")
        )

    chance = random.Random(1)
    started = time.perf_counter()
    for start in range(0, 0 if Cell.objects.exists() else reports, 50_000):
        deltas = []
        for _ in range(min(50_000, reports - start)):
            day = SINCE + timedelta(days=chance.randrange(DAYS))
            opd, category = str(int(OPDS * chance.random() ** 2)), f"K{chance.randrange(CATEGORIES)}"
            deltas.append(indicators.Delta("bench.opened", day, opd))
            deltas.append(indicators.Delta("bench.category", day, category))
            if chance.random() < 0.9:
                bucket = indicators.bucket_of(timedelta(hours=chance.lognormvariate(4, 1.3)))
                deltas.append(indicators.Delta("bench.duration", day, opd, bucket))
            else:
                deltas.append(indicators.Delta("bench.open", day, opd))
        indicators.add(deltas)
    seconds = time.perf_counter() - started
    print(f"{connection.vendor}: add {reports:,} reports in {seconds:.0f} s, {Cell.objects.count():,} cells")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE indicators_cell")

    year = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    both = {"since": SINCE, "until": SINCE + timedelta(days=DAYS)}

    def timed(label: str, read) -> float:
        read()
        started = time.perf_counter()
        read()
        milliseconds = (time.perf_counter() - started) * 1000
        print(f"  {label}: {milliseconds:.1f} ms")
        return milliseconds

    rolling = {"since": date(2025, 9, 18), "until": date(2026, 9, 17)}

    def dashboard(name: str, span: dict[str, date]) -> None:
        total = sum(
            timed(f"{name}, {label}", partial(read, *what, **span))
            for label, read, *what in (
                ("opened and open per OPD", indicators.totals_of, ["bench.opened", "bench.open"]),
                ("per category", indicators.totals, "bench.category"),
                ("series of one OPD", partial(indicators.series, key="3"), "bench.opened"),
                ("durations of one OPD", partial(indicators.histogram, key="3"), "bench.duration"),
                ("durations of every OPD", indicators.histograms, "bench.duration"),
            )
        )
        print(f"  {name}, all of it: {total:.1f} ms")

    dashboard("one year", year)
    dashboard("two years", both)
    dashboard("365 days across years", rolling)


if __name__ == "__main__":
    main()
