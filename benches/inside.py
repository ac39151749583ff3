"""What has to run inside Django, each in a process of its own: `python -m benches.inside NAME`, the answer as JSON."""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benches.doors import doors_apart


def count_indicators() -> dict[str, Any]:
    """Write the cells that counting would have written, from sums over the seeded reports; every follower stands at
    the end of the chain."""
    from django.db import connection

    from balai.domains.citizen_reports import counting
    from balai.domains.citizen_reports import measured_figures as measured
    from balai.domains.citizen_reports.reference import reference
    from balai.engine.indicators import public as indicators
    from balai.engine.journal import followers
    from balai.engine.journal.models import Follower, Head
    from balai.foundation.geo import cell

    deltas: list[indicators.Delta] = []
    groups = {code: row.group_id for code, row in reference().categories.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (opened_at AT TIME ZONE 'Asia/Jakarta')::date, holder_id, left(area_id, 8), category_code, "
            "answered_at IS NOT NULL, solved_at IS NOT NULL, confirmed_at IS NOT NULL, count(*) "
            "FROM cases_case GROUP BY 1, 2, 3, 4, 5, 6, 7"
        )
        sums: Counter[tuple] = Counter()
        for day, holder, kecamatan, category, answered, solved, confirmed, n in cursor.fetchall():
            keys = ["region", ("opd", str(holder)), ("kec", kecamatan), ("group", groups[category])]
            for key in keys:
                sums[counting.OPENED, day, key, 0] += n
                if answered:
                    sums[counting.ANSWERED, day, key, indicators.bucket_of(timedelta(days=3))] += n
                    sums[measured.ANSWERED, day, key, indicators.bucket_of(timedelta(days=3))] += n
                else:
                    sums[counting.OPEN, day, key, 0] += n
                    sums[measured.WAITING, day, key, 0] += n
                sums[measured.FLAG + "ENDED", day, key, 0] += n
                if solved:
                    sums[counting.SOLVED, day, key, indicators.bucket_of(timedelta(days=3))] += n
                if confirmed:
                    sums[counting.CONFIRMED, day, key, 0] += n
        cursor.execute(
            "SELECT (created_at AT TIME ZONE 'Asia/Jakarta')::date, round(latitude::numeric, 3), "
            "round(longitude::numeric, 3), count(*) FROM citizen_reports_report GROUP BY 1, 2, 3"
        )
        for day, latitude, longitude, n in cursor.fetchall():
            sums[counting.MAP, day, str(cell(float(latitude), float(longitude), 6)), 0] += n
    for (code, day, key, bucket), n in sums.items():
        deltas.append(indicators.Delta(code, day, key, bucket, n))
    indicators.add(deltas)
    end = Head.objects.get(pk=1).position
    for name in followers._following:
        Follower.objects.update_or_create(name=name, defaults={"position": end})
    return {"deltas": len(deltas)}


def sessions() -> dict[str, Any]:
    """A signed-in session per role, as the value of the session cookie."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db.models import Count

    from balai.engine.cases.models import Case
    from balai.engine.organizations import public as organizations
    from balai.engine.people.models import User

    store = import_module(settings.SESSION_ENGINE).SessionStore
    busiest = Case.objects.values("holder").annotate(n=Count("pk")).order_by("-n")[0]["holder"]
    found = {}
    for role, opd in {"OPD_ADMIN": busiest, "COORDINATOR": organizations.coordinator().pk}.items():
        email = f"{role.lower()}@contoh.example"
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email=email, full_name="Petugas Rekaan", role=role, opd_id=opd
        )
        session = store()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        found[role] = session.session_key
    return found


def sweep() -> dict[str, Any]:
    """The overdue sweep: first with nothing due, then what is due."""
    from django.utils import timezone

    from balai.engine.cases.public import sweep as run

    timed = {}
    for name, at in {"idle": timezone.now(), "due": timezone.now() + timedelta(hours=24)}.items():
        began = time.perf_counter()
        touched = run(at=at)
        timed[name] = {"seconds": time.perf_counter() - began, "touched": touched}
    return timed


def verify() -> dict[str, Any]:
    """`balai journal verify` over the whole chain."""
    from balai.engine.journal import public as journal
    from balai.engine.journal.models import Link

    began = time.perf_counter()
    faults = journal.verify()
    return {"seconds": time.perf_counter() - began, "faults": len(faults), "links": Link.objects.count()}


def keep_up() -> dict[str, Any]:
    """Seal what was not sealed yet, then let the followers read it."""
    from django.utils import timezone

    from balai.engine.journal import public as journal

    began, sealed = time.perf_counter(), 0
    while batch := journal.seal(at=timezone.now()):
        sealed += batch
    middle = time.perf_counter()
    handed = journal.run_followers(at=timezone.now())
    end = time.perf_counter()
    return {"sealed": sealed, "sealing": middle - began, "handed": handed, "following": end - middle}


def plain_create() -> dict[str, Any]:
    """File reports one after the other in this process: durable reports per second of one writer."""
    from django.utils import timezone

    from balai.domains.citizen_reports.actions.filing import Draft, file_report
    from balai.engine.organizations import public as organizations
    from balai.foundation.actor import CITIZEN

    from .seed import TEXT

    places = [row for row in organizations.areas() if row.level in {"DESA", "KELURAHAN"}]
    count, began = 0, time.perf_counter()
    while (took := time.perf_counter() - began) < 5:
        place = places[count % len(places)]
        draft = Draft(
            text=TEXT,
            category_code="LIN01",
            latitude=place.latitude,
            longitude=place.longitude,
            client_key=f"bench-{os.getpid()}-{count}",
        )
        file_report(draft=draft, by=CITIZEN, at=timezone.now())
        count += 1
    return {"reports": count, "seconds": took}


def alike_times() -> dict[str, Any]:
    """Milliseconds of 200 questions "has somebody said so already?" at places where reports are."""
    from django.utils import timezone

    from balai.domains.citizen_reports.alike.finding import Question, find_alike
    from balai.domains.citizen_reports.models import Report

    newest = Report.objects.order_by("-case").values_list("latitude", "longitude", "area_id", "text")[
        :2000:10
    ]
    times, costs = [], []
    for latitude, longitude, area, text in list(newest):
        began, spent = time.perf_counter(), time.process_time()
        find_alike(
            Question(text=text, at=timezone.now(), latitude=latitude, longitude=longitude, area_code=area)
        )
        times.append((time.perf_counter() - began) * 1000)
        costs.append((time.process_time() - spent) * 1000)
    times, costs = sorted(times[5:]), sorted(costs[5:])
    high = int(len(times) * 0.95)
    return {"p50": times[len(times) // 2], "p95": times[high], "cpu_p95": costs[high]}


def receipt_times() -> dict[str, Any]:
    """Milliseconds of 400 checks of receipts spread over the whole journal, after the root of a day was published."""
    from django.utils import timezone

    from balai.engine.journal import public as journal
    from balai.engine.journal.models import Link

    began = time.perf_counter()
    journal.publish_root(day=timezone.localdate(), at=timezone.now())
    planting = time.perf_counter() - began
    end = Link.objects.order_by("-position").values_list("position", flat=True).first() or 0
    places = range(1, end + 1, max(1, end // 400))
    codes = [
        journal.code_of(link.entry)
        for link in Link.objects.filter(position__in=list(places)).select_related("entry")
    ]
    times, standings = [], Counter()
    for code in codes:
        began = time.perf_counter()
        checked = journal.check_receipt(code)
        journal.as_file(checked)
        times.append((time.perf_counter() - began) * 1000)
        standings[checked.standing.value] += 1
    times.sort()
    return {
        "links": end,
        "planting": planting,
        "p50": times[len(times) // 2],
        "p95": times[int(len(times) * 0.95)],
        "standings": dict(standings),
    }


def learn_categories() -> dict[str, Any]:
    """Train on 4,000 invented reports in the speech of the region, with its own key words; read the newest 400."""
    from datetime import UTC, datetime

    from balai.domains.citizen_reports.learning.training import train
    from balai.domains.citizen_reports.reference import reference
    from balai.domains.citizen_reports.rules.learned import propose
    from balai.domains.citizen_reports.tests.spoken import spoken

    told = spoken(4000, until=datetime(2026, 11, 20, tzinfo=UTC))
    keywords = reference().keywords
    found = train(told, keywords)
    began = time.process_time()
    for one in told[-400:]:
        propose(one.text, found.model, keywords)
    return {
        **found.figures,
        "read_ms": (time.process_time() - began) * 1000 / 400,
        "words": len(found.model.weights),
    }


COMMANDS: dict[str, Callable[[], dict[str, Any]]] = {
    row.__name__: row
    for row in (
        count_indicators,
        sessions,
        sweep,
        verify,
        keep_up,
        plain_create,
        alike_times,
        receipt_times,
        learn_categories,
        doors_apart,
    )
}

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(COMMANDS[sys.argv[1]]()))
