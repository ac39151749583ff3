"""What the map shows of a box: single pins where there is room, counts per cell where there is not."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.counting import MAP
from balai.domains.citizen_reports.numbers import format_number
from balai.domains.citizen_reports.queries import pins
from balai.domains.citizen_reports.reference import reference
from balai.engine.cases.public import STATE_LABELS, STATE_TONES, State
from balai.engine.indicators import public as indicators
from balai.engine.organizations import public as organizations
from balai.foundation.geo import Box, cell_centre, cells_in_box
from balai.kits.ui.words import said

# About 240 bytes each: the answer stays below 30 KB, which a slow phone can load.
MOST_PINS = 120
FIRST_DAY = date(2000, 1, 1)
# Above this many cells (about 0.7 km² each) the box is drawn as counts from the coarse cells.
MOST_FINE_CELLS = 60
# So many fine cells never touch more coarse ones than this: the costly count can be left out.
MOST_COARSE_CELLS = 12
# Degrees round the centroids of the region's areas within which its reports lie.
MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Seen:
    """Either rows as `queries.pins` gives them, newest first, or counts by H3 cell of about 36 km²."""

    pins: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)


def seen_in(box: Box, *, at: datetime) -> Seen:
    """A narrow box: up to 200 newest pins. A wide one: counts. Whatever lies beyond the region is empty."""
    clipped = clip(box)
    if clipped is None:
        return Seen()
    coarse = cells_in_box(clipped, 6)
    if len(coarse) <= 2 or (
        len(coarse) <= MOST_COARSE_CELLS and len(cells_in_box(clipped, 8)) <= MOST_FINE_CELLS
    ):
        return Seen(pins=pins(clipped, most=MOST_PINS))
    return Seen(counts=_counts(coarse, timezone.localdate(at)))


def points_in(box: Box, *, at: datetime) -> dict[str, Any]:
    """What `seen_in` gives, as GeoJSON."""
    seen = seen_in(box, at=at)
    features = [_pin(row) for row in seen.pins] + [_cluster(*pair) for pair in seen.counts.items()]
    return {"type": "FeatureCollection", "features": features}


def number_at(row: dict[str, Any]) -> str:
    """The public number of a pin."""
    return format_number(row["case_id"], timezone.localtime(row["created_at"]).year)


def clip(box: Box) -> Box | None:
    """The part of the box where the region's reports can lie."""
    places = organizations.areas()
    if not places:
        return None
    latitudes, longitudes = [row.latitude for row in places], [row.longitude for row in places]
    south, north = max(box.south, min(latitudes) - MARGIN), min(box.north, max(latitudes) + MARGIN)
    west, east = max(box.west, min(longitudes) - MARGIN), min(box.east, max(longitudes) + MARGIN)
    return Box(south=south, west=west, north=north, east=east) if south <= north and west <= east else None


def _counts(cells: list[int], today: date) -> dict[int, int]:
    """Counts that the follower of the journal keeps: cost does not grow with the number of reports."""
    found = indicators.totals(MAP, since=FIRST_DAY, until=today)
    return {number: found[str(number)] for number in cells if found.get(str(number), 0) > 0}


def _pin(row: dict) -> dict:
    state = State(row["case__state"])
    category = reference().categories.get(row["category_id"])
    weight = {"reports": row["case__members"] + 1} if row["case__members"] else {}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(row["longitude"], 5), round(row["latitude"], 5)]},
        "properties": {
            "title": category.title if category else row["category_id"],
            "state": said(STATE_LABELS[state]),
            "tone": STATE_TONES[state],
            "url": reverse("citizen_reports:report", args=[number_at(row)]),
            **weight,
        },
    }


def _cluster(number: int, count: int) -> dict:
    centre = cell_centre(number)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(centre.longitude, 4), round(centre.latitude, 4)]},
        "properties": {"count": count},
    }
