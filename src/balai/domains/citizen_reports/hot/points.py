"""The pins of a narrow box on the map: one statement, and text put together without a tree of dictionaries."""

import json
from functools import lru_cache
from urllib.parse import parse_qsl

from django.conf import settings
from django.urls import reverse

from balai.domains.citizen_reports.hot.answer import PLAIN_JSON, Answer
from balai.domains.citizen_reports.hot.statement import fetch
from balai.domains.citizen_reports.map_points import MOST_FINE_CELLS, MOST_PINS, clip
from balai.domains.citizen_reports.numbers import format_number
from balai.domains.citizen_reports.queries import PIN_WINDOWS
from balai.domains.citizen_reports.reference import reference
from balai.engine.cases.public import STATE_LABELS, STATE_TONES, State
from balai.foundation.geo import Box, cells_in_box

# The newest ones are found before their cases are read.
_PINS = f"""
SELECT r.case_id, r.latitude, r.longitude, r.category_id, c.state,
    extract(year FROM r.created_at AT TIME ZONE $1)::int, c.members
FROM (
    SELECT case_id, latitude, longitude, category_id, created_at FROM citizen_reports_report AS seen
    WHERE NOT EXISTS (SELECT 1 FROM cases_case m WHERE m.id = seen.case_id AND m.head_id IS NOT NULL) AND is_public AND cell = ANY($2::bigint[]) AND latitude BETWEEN $3 AND $4 AND longitude BETWEEN $5 AND $6
    AND case_id > (SELECT coalesce(max(case_id), 0) - $7::bigint FROM citizen_reports_report)
    ORDER BY case_id DESC LIMIT {MOST_PINS}
) r JOIN cases_case c ON c.id = r.case_id ORDER BY r.case_id DESC
"""
_ALL = 2**62
# Degrees; a longer side has too many cells anyway.
_LONGEST_SIDE = 0.3
_MARK = "0-0"


def points(query: str) -> Answer | None:
    """The answer of GET /peta/titik.json for `?bbox=…` in which pins are drawn; None for a wide box."""
    (name, text), *others = parse_qsl(query)
    if name != "bbox" or others:
        return None
    west, south, east, north = (float(part) for part in text.split(","))
    box = Box(south=south, west=west, north=north, east=east)
    if east - west > _LONGEST_SIDE or north - south > _LONGEST_SIDE or clip(box) != box:
        return None
    cells = cells_in_box(box)
    if len(cells) > MOST_FINE_CELLS:
        return None
    body = f'{{"type": "FeatureCollection", "features": [{", ".join(map(_pin, _newest(box, cells)))}]}}'
    headers = (PLAIN_JSON, ("Cache-Control", "public, max-age=30"))
    return Answer("200 OK", body.encode(), headers, vary=("Cookie",))


def _newest(box: Box, cells: list[int]) -> list[tuple]:
    """The rows of `queries.pins`, looked for in the same windows."""
    rows: list[tuple] = []
    for window in PIN_WINDOWS:
        values = [settings.TIME_ZONE, cells, box.south, box.north, box.west, box.east, window or _ALL]
        rows = fetch(_PINS, values)
        if len(rows) == MOST_PINS:
            break
    return rows


def _pin(row: tuple) -> str:
    key, latitude, longitude, category, state, year, members = row
    kept = reference().categories.get(category)
    before, after = _words(kept.title if kept else category, state, members)
    number = format_number(key, year)
    place = f"[{round(longitude, 5)!r}, {round(latitude, 5)!r}]"
    return f'{{"type": "Feature", "geometry": {{"type": "Point", "coordinates": {place}}}, {before}{number}{after}'


@lru_cache(maxsize=2000)
def _words(title: str, state: str, members: int) -> tuple[str, str]:
    """The properties of a pin, before and after its number."""
    properties = {
        "title": title,
        "state": STATE_LABELS[State(state)],
        "tone": STATE_TONES[State(state)],
        "url": reverse("citizen_reports:report", args=[_MARK]),
        **({"reports": members + 1} if members else {}),
    }
    before, _, after = json.dumps(properties).partition(_MARK)
    return f'"properties": {before}', f"{after}}}"
