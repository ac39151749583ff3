"""Reports come in: through the JSON interface on PostgreSQL, and in one process on SQLite."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benches.figures import Figure
from benches.place import Place
from benches.seed import TEXT
from benches.servers import Load, post

GOAL, P95_MS, SQLITE_GOAL = 0.40, 50, 150
# Categories of Kabupaten Batang with a question that must be answered.
ASKING = {"KES02"}


def create(place: Place) -> list[Figure]:
    """POST /api/reports with an idempotency key: about 1 KB in, three rows in one durable transaction."""
    database = place.database(place.rows)
    given = place.points(database)
    with place.both(database, apart=True) as (ours, limit):
        mine = requests("/api/reports", given)
        bare = [
            post("/create", json.dumps(body(row) | {"area": row[2], "category": row[3]})) for row in given
        ]

        def in_peace() -> Load:
            place.settle(database)
            return place.drive(limit, bare)

        return place.compare(
            "create",
            lambda: place.drive(ours, mine, expect=201),
            in_peace,
            goal=GOAL,
            p95=P95_MS,
        )


def body(row: tuple[float, float, str, str]) -> dict:
    """What a program sends; the text differs each time, as reports do."""
    latitude, longitude, _, category = row
    if category in ASKING:  # a category with a question that must be answered
        category = ""
    return {
        "text": f"{TEXT} Kiriman @COUNTER@@.",
        "category": category,
        "latitude": latitude,
        "longitude": longitude,
        "landmark": "Dekat jembatan, di depan warung",
    }


def requests(path: str, given: Sequence[tuple[float, float, str, str]]) -> list[str]:
    """The bodies as requests, each with a key that never repeats."""
    return [
        post(path, json.dumps(body(row))).replace(
            "\r\n\r\n", "\r\nIdempotency-Key: bench-key-@COUNTER@@\r\n\r\n", 1
        )
        for row in given
    ]


def sqlite(place: Place) -> list[Figure]:
    """One writer files reports through the ordinary actions into a SQLite file, each one flushed to the disk."""
    with tempfile.TemporaryDirectory(prefix="balai-bench-") as folder:
        database = f"sqlite:///{folder}/balai.sqlite3"
        place.prepare(database, Path(folder))
        found = place.inside("plain_create", database=database, data_dir=Path(folder))
    rate = found["reports"] / found["seconds"]
    return [Figure(name="sqlite.create", value=rate, unit="durable reports/s", goal=SQLITE_GOAL)]
