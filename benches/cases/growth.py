"""Does a request cost more when there are a hundred times as many reports?"""

import statistics
from collections.abc import Callable

from benches.figures import Figure
from benches.place import ROUNDS, Place
from benches.servers import get

from .intake import requests
from .reading import box

FEW = 10_000
GOAL = 1.20


def growth(place: Place) -> list[Figure]:
    """Mean time of a request with many reports by that with 10,000: tracking, map, list and create, in turns."""
    few, many = place.database(FEW), place.database(place.many)
    figures = []
    with place.balai(few) as small, place.balai(many) as large:
        for name, made, expect in _kinds():
            pairs = [
                (
                    place.drive(small, made(place, few), expect=expect),
                    place.drive(large, made(place, many), expect=expect),
                )
                for _ in range(ROUNDS)
            ]
            cost = statistics.median(one.rps / other.rps for one, other in pairs)
            figures.append(
                Figure(name=f"growth.{name}", value=cost, unit="× time", better="lower", goal=GOAL)
            )
    return figures


def _kinds() -> list[tuple[str, Callable[[Place, str], list[str]], int]]:
    def track(place: Place, database: str) -> list[str]:
        return [get(f"/api/track/{code}") for code, _, _ in place.codes(database)]

    def points(place: Place, database: str) -> list[str]:
        return [get(f"/peta/titik.json?bbox={box(row[0], row[1])}") for row in place.points(database)]

    def listing(place: Place, database: str) -> list[str]:
        return [get("/laporan/")]

    def create(place: Place, database: str) -> list[str]:
        return requests("/api/reports", place.points(database))

    return [("track", track, 200), ("map", points, 200), ("list", listing, 200), ("create", create, 201)]
