"""Whole pages, and the memory of the whole program while it answers."""

from benches.figures import Figure
from benches.place import Place
from benches.servers import get, load

from .reading import P95_MS

STATISTICS_MS, MEMORY_MB = 200, 400


def inbox(place: Place) -> list[Figure]:
    """GET /petugas/: the first page of the busiest agency, signed in. The limit reads the same rows into JSON."""
    database = place.database(place.rows)
    cookie = f"sessionid={place.inside('sessions', database=database)['OPD_ADMIN']}"
    with place.cluster.connect(f"reports_{place.rows}") as db:
        (holder,) = db.execute(
            "SELECT holder_id FROM cases_case GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
    with place.both(database) as (ours, limit):
        return place.compare(
            "inbox",
            lambda: place.drive(ours, [get("/petugas/", cookie=cookie, accept="text/html")]),
            lambda: place.drive(limit, [get(f"/inbox/{holder}")]),
            p95=P95_MS,
        )


def statistics(place: Place) -> list[Figure]:
    """GET /statistik/ over the large database, one visitor at a time."""
    with place.balai(place.database(place.many)) as ours:
        found = load(ours, [get("/statistik/", accept="text/html")], expect=200, concurrency=1)
    return [
        Figure(name="statistics.p50", value=found.p50, unit="ms", better="lower"),
        Figure(name="statistics.p95", value=found.p95, unit="ms", better="lower", goal=STATISTICS_MS),
    ]


def open311(place: Place) -> list[Figure]:
    """GET /open311/v2/requests.json: 50 public reports, without and with a status."""
    with place.balai(place.database(place.rows)) as ours:
        found = place.drive(
            ours, [get("/open311/v2/requests.json"), get("/open311/v2/requests.json?status=open")]
        )
    return [
        Figure(name="open311.list", value=found.rps, unit="requests/s"),
        Figure(name="open311.list.p95", value=found.p95, unit="ms", better="lower"),
        Figure(name="open311.list.bytes", value=found.bytes, unit="bytes per answer", better="lower"),
    ]


def memory(place: Place) -> list[Figure]:
    """Server and worker together after they have served pages, points and reports: proportional set size."""
    database = place.database(place.rows)
    paths = ["/", "/laporan/", "/statistik/", "/peta/titik.json?bbox=109.7,-7.0,109.74,-6.96"]
    paths += [f"/lacak/{code}/" for code, _, _ in place.codes(database, many=50)]
    with place.balai(database) as ours:
        place.drive(ours, [get(path) for path in paths])
        used = ours.memory_mb()
    return [Figure(name="memory", value=used, unit="MB", better="lower", goal=MEMORY_MB)]
