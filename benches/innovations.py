"""Innovations: how fast events of use come in, how fast the life of all is measured, how fast the overview opens.

    BALAI_DATABASE_URL=sqlite:////tmp/bench.sqlite3 python -m benches.innovations

Works on the database of the settings, which should be a fresh one made for the purpose. Goals: events at 1,000 a second and
at a twentieth of a bare insert at least; 5,000 innovations measured in 10 s; the overview of 51 agencies over 1,000,000
events in 150 ms. Prints the figures; those of the table of benches are written where the others are.
"""

import argparse
import os
import random
import statistics
import time
from datetime import timedelta

from benches.figures import Figure, table, write

BATCH = 1000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=1_000_000)
    arguments.add_argument("--innovations", type=int, default=5000)
    arguments.add_argument("--opds", type=int, default=51)
    options = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    _fill(options.innovations, options.opds, options.events)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = [*_intake(), *_measured(options.innovations), *_overview()]
    print(connection.vendor)
    print(table(found))
    write(found)


def _fill(innovations: int, opds: int, events: int) -> None:
    """The law, agencies, innovations of seven years, and their uses as days: what taking that many events leaves."""
    from datetime import date

    import yaml
    from django.conf import settings
    from django.utils import timezone

    from balai.domains.innovations.models import Innovation, UsageDay, UsageEvent, UsageSource
    from balai.engine.organizations.public import Opd
    from balai.engine.parameters.public import Parameter

    if Innovation.objects.exists():
        return
    rows = yaml.safe_load((settings.REGIONS_DIR / "national" / "parameters.yaml").read_text())["parameters"]
    Parameter.objects.bulk_create(
        [
            Parameter(code=row["code"], value=row["value"], valid_from=row["valid_from"])
            for row in rows
            if row["code"].startswith(("innovations.", "cases."))
        ]
    )
    offices = Opd.objects.bulk_create(
        Opd(
            code=f"UJI-{n}",
            short_name=f"Uji {n}",
            name=f"Dinas Uji {n}",
            kind="DINAS",
            valid_from=date(2018, 1, 1),
        )
        for n in range(opds)
    )
    now, chance = timezone.now(), random.Random(1)
    today = timezone.localdate(now)
    made = []
    for number in range(innovations):
        launch = today - timedelta(days=chance.randrange(100, 2500))
        made.append(
            Innovation(
                name=f"Inovasi uji {number}", opd=offices[number % opds], stage="ADOPTED", origin="OPD", form="PUBLIC_SERVICE",
                is_digital=True, rhythm=("DAILY", "WEEKLY", "MONTHLY")[number % 3], trial_date=launch, launch_date=launch,
                cohort_year=launch.year, registered_at=now,
            )
        )  # fmt: skip
    made = Innovation.objects.bulk_create(made)
    sources = UsageSource.objects.bulk_create(
        UsageSource(innovation=one, kind="APPLICATION", label="Uji", created_at=now) for one in made
    )
    per = events // innovations
    for start in range(0, innovations, 250):
        days, told = [], []
        for one, source in zip(made[start : start + 250], sources[start : start + 250], strict=True):
            span = min((today - one.launch_date).days, 730)
            for number in range(per):
                day = today - timedelta(days=chance.randrange(span))
                days.append((one.pk, day))
                told.append(UsageEvent(source=source, event_id=f"u{number}", at=now, received_at=now))
        UsageEvent.objects.bulk_create(told, batch_size=5000)
        sums: dict[tuple[int, date], int] = {}
        for key in days:
            sums[key] = sums.get(key, 0) + 1
        UsageDay.objects.bulk_create(
            [UsageDay(innovation_id=pk, day=day, quality=100, amount=n) for (pk, day), n in sums.items()],
            batch_size=5000,
        )


def _intake() -> list[Figure]:
    """Twenty batches through the action, against the bare insert of as many rows."""
    from django.db import transaction
    from django.utils import timezone

    from balai.domains.innovations.actions.taking import take_events
    from balai.domains.innovations.models import UsageEvent, UsageSource

    now = timezone.now()
    source = UsageSource.objects.select_related("innovation").order_by("pk").first()
    mark = f"{time.time():.0f}"

    def taken(batch: int) -> None:
        rows = [
            {
                "id": f"{mark}-{batch}-{n}",
                "at": (now - timedelta(minutes=n)).isoformat(),
                "unit": f"loket-{n % 9}",
            }
            for n in range(BATCH)
        ]
        take_events(source=source, rows=rows, at=now)

    def bare(batch: int) -> None:
        with transaction.atomic():
            UsageEvent.objects.bulk_create(
                [
                    UsageEvent(source=source, event_id=f"b{mark}-{batch}-{n}", at=now, received_at=now)
                    for n in range(BATCH)
                ]
            )

    speed = BATCH / statistics.median(_timed(taken, 20))
    limit = BATCH / statistics.median(_timed(bare, 20))
    return [
        Figure(
            name="innovations.intake", value=speed, unit="events/s", goal=0.05, compared_with="bare insert",
            ratio=speed / limit,
        ),
        Figure(name="innovations.intake_per_second", value=speed, unit="events/s", goal=1000),
    ]  # fmt: skip


def _measured(count: int) -> list[Figure]:
    from django.utils import timezone

    from balai.domains.innovations.actions.alarms import raise_due
    from balai.domains.innovations.actions.measuring import measure

    first = _timed(lambda _: measure(at=timezone.now()), 1)[0]
    again = _timed(lambda _: measure(at=timezone.now()), 1)[0]
    alarms = _timed(lambda _: raise_due(at=timezone.now()), 1)[0]
    return [
        Figure(name="innovations.measure_first", value=first, unit=f"s for {count}", better="lower", goal=20),
        Figure(name="innovations.measure", value=again, unit=f"s for {count}", better="lower", goal=10),
        Figure(name="innovations.alarms", value=alarms, unit=f"s for {count}", better="lower"),
    ]


def _overview() -> list[Figure]:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    found = []
    for name, url in (
        ("overview", "/inovasi/"),
        ("list", "/inovasi/daftar/"),
        ("survival", "/inovasi/kelangsungan/"),
    ):
        assert client.get(url).status_code == 200, url
        median = statistics.median(_timed(lambda _, url=url: client.get(url), 7)) * 1000
        goal = 150 if name == "overview" else None
        found.append(Figure(name=f"innovations.{name}", value=median, unit="ms", better="lower", goal=goal))
    return found


def _timed(act, rounds: int) -> list[float]:  # type: ignore[no-untyped-def]
    """Seconds of each round."""
    found = []
    for number in range(rounds):
        started = time.perf_counter()
        act(number)
        found.append(time.perf_counter() - started)
    return found


if __name__ == "__main__":
    main()
