"""Cases that were served here are use of the innovations that name them as a source."""

from collections import Counter
from typing import Any

from balai.domains.innovations.actions.counting import add_days, day_sums, keep_events
from balai.domains.innovations.models import UsageSource
from balai.domains.innovations.rules.events import Event
from balai.domains.innovations.terms import SourceKind
from balai.engine.cases.public import Act, Case, State
from balai.engine.journal.public import Entry

# A case counts when somebody was served: answered, solved, or ended well by the room's own flow.
CODES = {Act.ANSWERED, Act.SOLVED, Act.STEPPED}
SERVED = {State.ANSWERED, State.SOLVED, State.CONFIRMED, State.LAPSED}


def count(entries: list[Entry]) -> None:
    """Count each case once per source, on the day when it was first served, for the village that it came from."""
    sources = list(
        UsageSource.objects.filter(is_active=True, kind__in=[SourceKind.SERVICE, SourceKind.CASES])
    )
    if not sources:
        return
    served = {int(entry.subject_id): entry for entry in reversed(entries)}
    cases = Case.objects.filter(pk__in=served, is_confidential=False).only(
        "pk", "kind", "category_code", "area_id", "state"
    )
    sums: Counter[Any] = Counter()
    found = [case for case in cases if case.state in SERVED]
    for source in sources:
        events = [
            Event(f"case-{case.pk}", served[case.pk].at, case.area_id or "")
            for case in found
            if _tells(source, case)
        ]
        if events:
            fresh = keep_events(source.pk, events, at=max(event.at for event in events))
            sums.update(day_sums(source.innovation_id, source.quality, fresh))
    if sums:
        add_days(sums)


def _tells(source: UsageSource, case: Case) -> bool:
    if source.kind == SourceKind.SERVICE:
        return case.kind == "SERVICE" and case.category_code == source.reference
    return source.reference in {case.kind, case.category_code}
