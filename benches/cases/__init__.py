"""The measurements by name. Each takes the place where it happens and gives its figures."""

from collections.abc import Callable

from benches.figures import Figure
from benches.place import Place

from .alike import alike
from .chain import chain, follow, indicators
from .first_view import first_view
from .growth import growth
from .intake import create, sqlite
from .letters import letters
from .outbox import outbox
from .pages import inbox, memory, open311, statistics
from .privacy import covers, doors, scrub
from .proofs import proofs
from .reading import points, report, track, track_page
from .receipts import receipts, routing
from .relay import relay
from .searching import catalogue
from .services import claims
from .sweeping import sweep

CASES: dict[str, Callable[[Place], list[Figure]]] = {
    "create": create,
    "track": track,
    "report": report,
    "track_page": track_page,
    "map": points,
    "inbox": inbox,
    "statistics": statistics,
    "open311": open311,
    "memory": memory,
    "sqlite": sqlite,
    "sweep": sweep,
    "growth": growth,
    "journal": chain,
    "follow": follow,
    "indicators": indicators,
    "letters": letters,
    "receipts": receipts,
    "routing": routing,
    "catalogue": catalogue,
    "claims": claims,
    "first_view": first_view,
    "scrub": scrub,
    "doors": doors,
    "covers": covers,
    "alike": alike,
    "outbox": outbox,
    "relay": relay,
    "proofs": proofs,
}
