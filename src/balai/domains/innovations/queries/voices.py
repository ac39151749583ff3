"""What citizens say of innovations: surveys that were entered, and the answers that services of this house gather."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from balai.domains.innovations.models import Rating, UsageSource
from balai.domains.innovations.terms import MACHINE, SourceKind
from balai.engine.indicators.public import totals_of

# The window of the model: older words say nothing about today.
DAYS = 180
# The room of services publishes sums of nine elements scored 1 to 4 under these codes.
ANSWERS, SCORES, ELEMENTS = "services.ratings", "services.scores", 9


@dataclass(frozen=True, slots=True)
class Voice:
    """Index 25..100, how many answered, the share of complaints closed (None: not said), and how good the source is (0..1)."""

    index: float
    respondents: int
    complaints_closed: float | None
    quality: float


def voices(heads: Mapping[int, int], *, today: date) -> dict[int, Voice]:
    """innovation -> what its users say, within the window. The answers of a service of this house go before a survey."""
    since = today - timedelta(days=DAYS - 1)
    found: dict[int, Voice] = {}
    rows = Rating.objects.filter(innovation_id__in=heads, day__range=(since, today)).order_by("day", "pk")
    for row in rows:
        closed = None if row.complaints_closed is None else float(row.complaints_closed)
        found[heads[row.innovation_id]] = Voice(float(row.index), row.respondents, closed, row.quality / 100)
    return found | _of_services(heads, since, today)


def _of_services(heads: Mapping[int, int], since: date, today: date) -> dict[int, Voice]:
    of_service: dict[str, set[int]] = defaultdict(set)
    sources = UsageSource.objects.filter(innovation_id__in=heads, kind=SourceKind.SERVICE, is_active=True)
    for number, reference in sources.values_list("innovation_id", "reference"):
        of_service[reference].add(heads[number])
    if not of_service:
        return {}
    sums = totals_of([ANSWERS, SCORES], since=since, until=today)
    found = {}
    for reference, innovations in of_service.items():
        key = f"service/{reference}"
        answers, scores = sums[ANSWERS].get(key, 0), sums[SCORES].get(key, 0)
        if answers:
            index = 25 * scores / (ELEMENTS * answers)
            found |= dict.fromkeys(innovations, Voice(index, answers, None, MACHINE / 100))
    return found
