"""What citizens and their programs read most: the own report, a public report, the map."""

from benches.figures import Figure
from benches.place import Place
from benches.servers import get

READ_GOAL, MAP_GOAL, P95_MS = 0.40, 0.60, 50
# Half the side of a box on the map, in degrees: about 4.4 km from side to side.
HALF_BOX = 0.02


def track(place: Place) -> list[Figure]:
    """GET /api/track/{code}: the own report with its history as JSON."""
    database = place.database(place.rows)
    codes = place.codes(database)
    with place.both(database) as (ours, limit):
        return place.compare(
            "track",
            lambda: place.drive(ours, [get(f"/api/track/{code}") for code, _, _ in codes]),
            lambda: place.drive(limit, [get(f"/track/{code}") for code, _, _ in codes]),
            goal=READ_GOAL,
            p95=P95_MS,
        )


def report(place: Place) -> list[Figure]:
    """GET /api/reports/{number}: a public report as JSON. The limit also reads its history."""
    database = place.database(place.rows)
    codes = place.codes(database)
    with place.both(database) as (ours, limit):
        return place.compare(
            "report",
            lambda: place.drive(ours, [get(f"/api/reports/{number}") for _, number, _ in codes]),
            lambda: place.drive(limit, [get(f"/track/{code}") for code, _, _ in codes]),
            goal=READ_GOAL,
            p95=P95_MS,
        )


def track_page(place: Place) -> list[Figure]:
    """GET /lacak/{code}/: the same as a page, in HTML with everything round it. The limit stays JSON."""
    database = place.database(place.rows)
    codes = place.codes(database)
    with place.both(database) as (ours, limit):
        return place.compare(
            "track_page",
            lambda: place.drive(ours, [get(f"/lacak/{code}/") for code, _, _ in codes]),
            lambda: place.drive(limit, [get(f"/track/{code}") for code, _, _ in codes]),
            p95=P95_MS,
        )


def points(place: Place) -> list[Figure]:
    """GET /peta/titik.json: up to 200 pins in a box."""
    database = place.database(place.rows)
    boxes = [box(latitude, longitude) for latitude, longitude, _, _ in place.points(database)]
    with place.both(database) as (ours, limit):
        return place.compare(
            "map",
            lambda: place.drive(ours, [get(f"/peta/titik.json?bbox={text}") for text in boxes]),
            lambda: place.drive(limit, [get(f"/points/?bbox={text}") for text in boxes]),
            goal=MAP_GOAL,
            p95=P95_MS,
        )


def box(latitude: float, longitude: float) -> str:
    """west,south,east,north round a point."""
    west, south = longitude - HALF_BOX, latitude - HALF_BOX
    return f"{west:.5f},{south:.5f},{longitude + HALF_BOX:.5f},{latitude + HALF_BOX:.5f}"
