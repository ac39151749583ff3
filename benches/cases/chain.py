"""The journal and the indicators at size: verified, sealed, followed, read."""

import os
import subprocess
import sys

from benches import seed
from benches.figures import Figure
from benches.place import Place
from benches.servers import ROOT, balai_env

VERIFY_SECONDS, DASHBOARD_MS = 60, 200
FRESH = 5_000


def chain(place: Place) -> list[Figure]:
    """`balai journal verify` over the chain of the large database, for each million entries."""
    found = place.inside("verify", database=place.database(place.many))
    if found["faults"]:
        raise RuntimeError(f"the seeded chain has {found['faults']} faults")
    seconds = found["seconds"] * 1_000_000 / found["links"]
    return [
        Figure(
            name="journal.verify",
            value=seconds,
            unit="s per million entries",
            better="lower",
            goal=VERIFY_SECONDS,
        ),
        Figure(name="journal.verify.entries", value=found["links"], unit="entries verified"),
    ]


def follow(place: Place) -> list[Figure]:
    """How fast the worker seals new entries, and how fast the followers (notices, counting) take them."""
    database = place.empty("fresh")
    with place.cluster.connect("fresh") as db:
        seed.seed(db, rows=FRESH, open_share=1.0)
        db.execute("ALTER TABLE journal_link DISABLE TRIGGER ALL")
        db.execute("DELETE FROM journal_link")
        db.execute("ALTER TABLE journal_link ENABLE TRIGGER ALL")
        db.execute("DELETE FROM journal_head")
    found = place.inside("keep_up", database=database)
    return [
        Figure(name="journal.seal", value=found["sealed"] / found["sealing"], unit="entries/s"),
        Figure(
            name="journal.follow",
            value=found["handed"] / found["following"],
            unit="entries/s handed to a follower",
        ),
    ]


def indicators(place: Place) -> list[Figure]:
    """All reads of one dashboard over two years of a million reports: `benches/indicators_read.py`."""
    database = place.empty("indicators")
    env = balai_env(database=database, data_dir=place.data_dir)
    command = [
        sys.executable,
        os.fspath(ROOT / "benches" / "indicators_read.py"),
        "--reports",
        str(place.many),
    ]
    done = subprocess.run(command, env=env, cwd=ROOT, text=True, capture_output=True, check=True)
    figures = []
    for line in done.stdout.splitlines():
        label, _, rest = line.strip().partition(", all of it: ")
        if rest:
            name = "indicators." + label.replace(" ", "_")
            value = float(rest.removesuffix(" ms"))
            figures.append(Figure(name=name, value=value, unit="ms", better="lower", goal=DASHBOARD_MS))
    return figures
