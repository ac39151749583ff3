"""What the map shows of a box: single pins where there is room, counts per cell where there is not."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from balai.domains.citizen_reports.counting import MAP
from balai.domains.citizen_reports.numbers import format_number
from balai.domains.citizen_reports.queries import pins
from balai.domains.citizen_reports.reference import reference
from balai.engine.cases.public import STATE_LABELS, STATE_TONES, State
from balai.engine.indicators import public as indicators
from balai.foundation.geo import Box, cell_centre, cells_in_box

MOST_PINS = 200
FIRST_DAY = date(2000, 1, 1)
# Above this many cells (about 0.7 km² each) the box is drawn as counts from the coarse cells.
MOST_FINE_CELLS = 60


def points_in(box: Box, *, at: datetime) -> dict[str, Any]:
    """GeoJSON of the box. A narrow box: up to 200 newest pins. A wide one: a count per cell of about 36 km².

    Raises Refused BOX_INVALID, BOX_TOO_LARGE.
    """
    coarse = cells_in_box(box, 6)
    if len(coarse) <= 2 or len(cells_in_box(box, 8)) <= MOST_FINE_CELLS:
        features = [_pin(row) for row in pins(box, most=MOST_PINS)]
    else:
        features = _clusters(coarse, at.date())
    return {"type": "FeatureCollection", "features": features}


def _pin(row: dict) -> dict:
    state = State(row["case__state"])
    category = reference().categories.get(row["category_id"])
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(row["longitude"], 5), round(row["latitude"], 5)]},
        "properties": {
            "title": category.name if category else row["category_id"],
            "state": STATE_LABELS[state],
            "tone": STATE_TONES[state],
            "url": reverse(
                "citizen_reports:report", args=[format_number(row["case_id"], row["created_at"].year)]
            ),
        },
    }


def _clusters(coarse: list[int], today: date) -> list[dict]:
    """Counts that the follower of the journal keeps: cost does not grow with the number of reports."""
    wanted = {str(number) for number in coarse}
    counts = indicators.totals(MAP, since=FIRST_DAY, until=today)
    return [_cluster(int(key), count) for key, count in counts.items() if key in wanted and count > 0]


def _cluster(number: int, count: int) -> dict:
    centre = cell_centre(number)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(centre.longitude, 4), round(centre.latitude, 4)]},
        "properties": {"count": count},
    }
