"""Claims a second: filed by a village officer, approved with money reserved, paid in cash by somebody else.

    python -m benches.claims --database postgres://…/empty --seconds 8 --workers 2

Through the actions that the pages call, on an invented town with enough money; forms and papers are there beforehand, as
when a counter has filled them in. Prints claims per second, our processor time and the queries of each act.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

READY = "balai-claims-ready"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--drafts", type=int, default=1500, help="forms that wait for each worker")
    parser.add_argument("--worker", type=int, help="internal: number of this process")
    options = parser.parse_args()
    os.environ["BALAI_DATABASE_URL"] = options.database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    os.environ.setdefault("BALAI_LOG_LEVEL", "ERROR")
    if options.worker is None:
        _lead(options)
    else:
        print(json.dumps(_work(options)), flush=True)


def _lead(options: argparse.Namespace) -> None:
    """Make the town, start the workers together, add up what they did."""
    _setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    *drafts, one, two = _prepare(options.workers * options.drafts)
    queries = _queries([one, two])
    connections.close_all()
    command = [
        sys.executable,
        "-m",
        "benches.claims",
        "--database",
        options.database,
        "--seconds",
        str(options.seconds),
    ]
    folder = Path(__file__).resolve().parents[1]
    children = []
    for number in range(options.workers):
        mine = ",".join(map(str, drafts[number :: options.workers]))
        child = subprocess.Popen(
            [*command, "--worker", str(number)],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        child.stdin.write(mine + "\n")
        child.stdin.flush()
        children.append(child)
    for child in children:
        assert child.stdout.readline().strip() == READY
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    found = [json.loads(child.stdout.readline()) for child in children]
    done = sum(row["done"] for row in found)
    print(f"claims.rate: {sum(row['done'] / row['seconds'] for row in found):.1f} claims/s")
    print(f"claims.cpu: {1000 * sum(row['cpu'] for row in found) / done:.2f} ms")
    for name, count in queries.items():
        print(f"claims.queries.{name}: {count}")


def _setup() -> None:
    import django

    django.setup()


def _prepare(count: int) -> list[int]:
    """A town, and forms with their papers: rows as a counter would have left them."""
    from balai.domains.public_services.models import Draft, Paper
    from balai.domains.public_services.testing import AMOUNT, Town, make_document, person

    town = Town(budget_rupiah=1_000_000 * AMOUNT)
    one = town.draft(papers=False)
    rows = []
    for number in range(1, count + 3):
        row = Draft.objects.get(pk=one.pk)
        row.pk, row.key, row.answers = None, uuid4(), json.dumps(person(number + 1000))
        rows.append(row)
    drafts = Draft.objects.bulk_create(rows, batch_size=500)
    Paper.objects.bulk_create(
        Paper(draft=draft, code=code, document=document, sha256=document.sha256, at=draft.created_at)
        for draft in drafts
        for code in ("family_card_photo", "house_photo")
        for document in (make_document(),)
    )
    return [draft.pk for draft in drafts]


def _actors():
    from balai.engine.people.models import User
    from balai.engine.people.public import Role, actor_of

    admins = list(User.objects.filter(role=Role.OPD_ADMIN).order_by("pk")[:2])
    clerk = User.objects.filter(role=Role.VILLAGE_OFFICER).order_by("pk").first()
    return actor_of(clerk), actor_of(admins[0]), actor_of(admins[1])


def _acts(draft: int, clerk, approver, cashier):
    """The three acts of one claim, as functions; each commits."""
    from balai.domains.public_services.actions.filing import file_draft
    from balai.domains.public_services.actions.moving import move
    from balai.domains.public_services.testing import MONDAY, make_document

    held = {}

    def file() -> None:
        held["pk"] = file_draft(draft_id=draft, by=clerk, at=MONDAY).pk

    def approve() -> None:
        move(application_id=held["pk"], move="approve", by=approver, at=MONDAY)

    def pay() -> None:
        move(
            application_id=held["pk"],
            move="pay",
            by=cashier,
            at=MONDAY,
            channel="CASH",
            receipt=held["receipt"],
        )

    held["receipt"] = make_document(f"{os.getpid():08x}{draft:056x}", token=f"{os.getpid():08x}{draft:024x}")
    return {"file": file, "approve": approve, "pay": pay}


def _queries(drafts: list[int]) -> dict[str, int]:
    """Statements that each act sends, transaction control included; the second claim counts."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    actors, counts = _actors(), {}
    for draft in drafts:
        for name, act in _acts(draft, *actors).items():
            with CaptureQueriesContext(connection) as seen:
                act()
            counts[name] = len(seen)
    return counts


def _work(options: argparse.Namespace) -> dict[str, float]:
    """Claims until the time is over or the forms are used up."""
    drafts = [int(number) for number in sys.stdin.readline().split(",")]
    _setup()
    actors = _actors()
    prepared = [_acts(draft, *actors) for draft in drafts]
    for act in prepared.pop().values():  # what is kept in the process is read now
        act()
    print(READY, flush=True)
    sys.stdin.readline()
    began, cpu = time.perf_counter(), _cpu()
    done = 0
    for acts in prepared:
        for act in acts.values():
            act()
        done += 1
        if time.perf_counter() - began > options.seconds:
            break
    return {"done": done, "seconds": time.perf_counter() - began, "cpu": _cpu() - cpu}


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
