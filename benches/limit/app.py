"""A bare ASGI program with raw asyncpg: `granian --interface asgi benches.limit.app:app`."""

import json
import os
import secrets
from datetime import UTC, datetime
from urllib.parse import parse_qs

import asyncpg

from balai.foundation.geo import Box, cell, cells_in_box
from balai.foundation.ids import new_tracking_code

from . import sql

POOL_SIZE = 8
HEADERS = [(b"content-type", b"application/json")]
_pool: asyncpg.Pool | None = None


async def app(scope: dict, receive, send) -> None:
    """The one entrance: the path's first part chooses the answer."""
    if scope["type"] != "http":
        return
    what, _, rest = scope["path"][1:].partition("/")
    body = await ANSWERS.get(what, hello)(rest, scope, receive)
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": json.dumps(body, default=str).encode()})


async def pool() -> asyncpg.Pool:
    global _pool
    if _pool is None:
        made = await asyncpg.create_pool(
            os.environ["BALAI_DATABASE_URL"], min_size=POOL_SIZE, max_size=POOL_SIZE
        )
        if _pool is None:
            _pool = made
        else:
            await made.close()
    return _pool


async def hello(rest: str, scope: dict, receive) -> dict:
    return {}


async def create(rest: str, scope: dict, receive) -> dict:
    given = json.loads(await _body(receive))
    now, code = datetime.now(UTC), new_tracking_code()
    data = {
        "kind": "CITIZEN_REPORT", "state": "RECEIVED", "holder": 1, "clock": "TIER_14", "category": given["category"],
        "area": given["area"], "grounds": {"rules": 1, "rule": "", "type": "COMPLAINT", "channel": "API"},
    }  # fmt: skip
    case = await (await pool()).fetchval(
        sql.CREATE, code, given["text"][:120], given["area"], given["category"], now, 1, json.dumps(data), given["text"],
        given["latitude"], given["longitude"], cell(given["latitude"], given["longitude"]), secrets.token_hex(16),
    )  # fmt: skip
    return {
        "number": f"BTG-26-{case:06d}",
        "tracking_code": code,
        "holder": "DPUPR",
        "url": f"/lacak/{code}/",
    }


async def track(code: str, scope: dict, receive) -> dict:
    async with (await pool()).acquire() as connection:
        row = await connection.fetchrow(sql.TRACK, code)
        thread = await connection.fetch(sql.THREAD, str(row["case_id"]))
        photos = await connection.fetch(sql.PHOTOS, row["case_id"])
    return {**row, "thread": [dict(item) for item in thread], "photos": [dict(item) for item in photos]}


async def points(rest: str, scope: dict, receive) -> dict:
    box = parse_qs(scope["query_string"].decode())["bbox"][0]
    west, south, east, north = (float(part) for part in box.split(","))
    cells = cells_in_box(Box(south=south, west=west, north=north, east=east))
    for window in sql.WINDOWS:
        rows = await (await pool()).fetch(sql.MAP, cells, south, north, west, east, window)
        if len(rows) == 200:
            break
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {
                "title": row["category_id"],
                "state": row["state"],
                "tone": "info",
                "url": f"/laporan/BTG-26-{row['case_id']:06d}/",
            },
        }
        for row in rows
    ]
    return {"type": "FeatureCollection", "features": features}


async def inbox(holder: str, scope: dict, receive) -> dict:
    async with (await pool()).acquire() as connection:
        await connection.fetch(sql.SESSION, "unknown")
        await connection.fetch(sql.USER, "opd_admin@contoh.example")
        rows = await connection.fetch(sql.INBOX, int(holder))
        counts = [await connection.fetchval(count, int(holder)) for count in sql.COUNTS]
    return {"rows": [dict(row) for row in rows], "counts": counts}


async def _body(receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


ANSWERS = {"create": create, "track": track, "points": points, "inbox": inbox}
