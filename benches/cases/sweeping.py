"""The overdue sweep over a million open cases."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import asyncpg

from benches.figures import Figure
from benches.limit import sql
from benches.place import Place

GOAL_SECONDS, BATCH = 10, 500


def sweep(place: Place) -> list[Figure]:
    """All cases open; a day's worth of steps is due at once, which is what a long outage leaves behind."""
    database = place.database(place.many, only_cases=True, open_share=1.0)
    with place.cluster.connect(f"cases_{place.many}") as db:
        # Every run starts from the same state: due dates spread over the thirty days from now.
        db.execute(
            "UPDATE cases_case SET next_check_at = now() + (id % 2592000 + 60) * interval '1 second', "
            "citizen_rung = 0, holder_rung = 0, holder_due_at = now() + (id % 2592000 + 60) * interval '1 second' "
            "WHERE id % 25 = 0"
        )
        db.execute("VACUUM ANALYZE cases_case")
    limit_seconds, limit_touched = asyncio.run(_limit(database))
    found = place.inside("sweep", database=database)
    due = found["due"]
    ratio = (due["touched"] / due["seconds"]) / (limit_touched / limit_seconds)
    return [
        Figure(name="sweep.idle", value=found["idle"]["seconds"], unit="s", better="lower", goal=1),
        Figure(name="sweep.due", value=due["seconds"], unit="s", better="lower", goal=GOAL_SECONDS),
        Figure(name="sweep.due.cases", value=due["touched"], unit="cases due of a million open"),
        Figure(
            name="sweep.rate", value=due["touched"] / due["seconds"], unit="cases/s",
            compared_with="sweep.rate.limit", ratio=ratio,
        ),
        Figure(name="sweep.rate.limit", value=limit_touched / limit_seconds, unit="cases/s"),
    ]  # fmt: skip


async def _limit(database: str) -> tuple[float, int]:
    """One statement per batch over what is due in the first twelve hours."""
    connection = await asyncpg.connect(database)
    began, touched, at = time.perf_counter(), 0, datetime.now(UTC) + timedelta(hours=12)
    while True:
        done = int((await connection.execute(sql.SWEEP, at, BATCH)).split()[-1])
        touched += done
        if done < BATCH:
            break
    await connection.close()
    return time.perf_counter() - began, touched
