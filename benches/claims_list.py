"""One page of the officers' list among 100,000 claims, by each filter.

    python -m benches.claims_list --database postgres://…  (the database of `benches.claims`)

Copies one claim of that database with SQL until there are enough, a fifth of them open, then asks for the first page as the
page does. Prints the median of each filter in milliseconds.
"""

import argparse
import os
import statistics
import time

ROUNDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--claims", type=int, default=100_000)
    options = parser.parse_args()
    os.environ["BALAI_DATABASE_URL"] = options.database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    import django

    django.setup()
    _copy(options.claims)
    for name, milliseconds in _measured().items():
        print(f"claims_list.{name}: {milliseconds:.1f} ms")


def _copy(wanted: int) -> None:
    """Rows that differ in what the filters ask for: state, step, village, day, name."""
    from django.db import connection

    from balai.domains.public_services.models import Application

    one, there = Application.objects.order_by("pk").first(), Application.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM cases_case")
        top = cursor.fetchone()[0]
        for table, key, changed in (
            ("cases_case", "id", _CASE),
            ("public_services_application", "case_id", _APPLICATION),
        ):
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
            )
            names = [row[0] for row in cursor.fetchall()]
            values = [changed.get(name, f't."{name}"') for name in names]
            columns = ", ".join(f'"{name}"' for name in names)
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)} FROM {table} t, "
                f"generate_series(1, %(count)s) n WHERE t.{key} = %(one)s",
                {"count": max(wanted - there, 0), "one": one.pk, "top": top},
            )
            cursor.execute(f"ANALYZE {table}")


_OPEN = "(n %% 5 = 0)"
_MOMENT = "now() - make_interval(hours => (n / 20)::int)"
_CASE = {
    "id": "%(top)s + n",
    "tracking_code": "lpad(to_hex(n), 9, '0')",
    "state": f"CASE WHEN {_OPEN} THEN 'IN_PROGRESS' ELSE 'CLOSED' END",
    "step": f"CASE WHEN {_OPEN} THEN (ARRAY['VERIFYING', 'APPROVED', 'WAITING'])[1 + n %% 3] ELSE 'PAID' END",
    "opened_at": _MOMENT,
    "holder_due_at": f"CASE WHEN {_OPEN} THEN {_MOMENT} + interval '3 days' END",
    "citizen_due_at": f"{_MOMENT} + interval '1 day'",
    "citizen_stopped_at": f"CASE WHEN {_OPEN} THEN NULL ELSE {_MOMENT} END",
}
_APPLICATION = {
    "case_id": "%(top)s + n",
    "client_key": "gen_random_uuid()",
    "person_name": "'Almarhum Contoh ' || n",
    "person_key": "md5(n::text)",
    "filed_date": f"({_MOMENT})::date",
    "queued_at": f"CASE WHEN {_OPEN} AND n %% 3 = 2 THEN {_MOMENT} END",
    "reservation_id": "NULL",
    "payment_id": "NULL",
}


def _measured() -> dict[str, float]:
    from django.utils import timezone

    from balai.domains.public_services.queries.work_lists import Filter, listed_for
    from balai.domains.public_services.testing import GRANT
    from balai.engine.people.models import User
    from balai.engine.people.public import Role, actor_of

    by, now = actor_of(User.objects.filter(role=Role.OPD_ADMIN).first()), timezone.now()
    day = timezone.localdate(now).isoformat()
    chosen = {tab: Filter(tab=tab) for tab in ("mine", "open", "late", "waiting", "done", "all")} | {
        "step": Filter(tab="all", service=GRANT, step="APPROVED"),
        "day": Filter(tab="all", since=day, until=day),
        "name": Filter(tab="all", q="Contoh 77777"),
        "nik": Filter(tab="all", q="9901010101500001"),
    }
    found = {}
    for name, one in chosen.items():
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            len(listed_for(by, one, at=now)[:51])
            times.append(1000 * (time.perf_counter() - began))
        found[name] = statistics.median(times)
    return found


if __name__ == "__main__":
    main()
