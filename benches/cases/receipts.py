"""Receipts over a long journal, and what is learned from reports."""

from benches.figures import Figure
from benches.place import Place

RECEIPT_MS, READ_MS = 50, 2


def receipts(place: Place) -> list[Figure]:
    """One receipt checked: its entry, its links, its path to the published crown. In the journal of the large database."""
    found = place.inside("receipt_times", database=place.database(place.many))
    if set(found["standings"]) != {"ROOTED"}:
        raise RuntimeError(f"receipts of a whole journal stand as {found['standings']}")
    return [
        Figure(name="receipt.p95", value=found["p95"], unit="ms", better="lower", goal=RECEIPT_MS),
        Figure(name="receipt.p50", value=found["p50"], unit="ms"),
        Figure(
            name="receipt.planting",
            value=found["planting"],
            unit="s for the first crown over the whole chain",
        ),
        Figure(name="receipt.entries", value=found["links"], unit="entries"),
    ]


def routing(place: Place) -> list[Figure]:
    """The first proposal for a report on the newest fifth, beside the majority guess and the key words alone."""
    found = place.inside("learn_categories", database=place.database(place.rows))
    shares = [
        Figure(name=f"routing.{name}", value=100 * found[name], unit="% right", better="higher")
        for name in ("accuracy", "among_three", "keywords", "majority")
    ]
    read = Figure(name="routing.read", value=found["read_ms"], unit="ms a text", better="lower", goal=READ_MS)
    return [
        *shares,
        read,
        Figure(name="routing.tested", value=found["tested_on"], unit="reports it had not seen"),
    ]
