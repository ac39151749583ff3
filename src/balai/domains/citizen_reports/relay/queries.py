"""Named questions about bodies and relayed cases."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import Body, Difference, PeerOrigin, Relay, RelayMessage
from balai.domains.citizen_reports.relay.rules.routes import Facts, match
from balai.domains.citizen_reports.relay.rules.sending import circles
from balai.domains.citizen_reports.terms import Identity
from balai.domains.citizen_reports.terms_peers import Direction, RelayState
from balai.engine.organizations import public as organizations


@dataclass(frozen=True, slots=True)
class Choice:
    """A body that a case may be sent on to, the service there, and why it is proposed."""

    body: Body
    service: str
    is_proposed: bool
    because: str


def own_names() -> list[str]:
    """The names under which other bodies know us."""
    region = organizations.region()
    return [region.code, region.website.removeprefix("https://").rstrip("/")]


def names_of(body: Body) -> list[str]:
    """The names under which a body stands in the path of a report."""
    return [body.code, body.jurisdiction]


def origin_of(case_id: int) -> PeerOrigin | None:
    """Where a report came from, if another program filed it and said so."""
    return PeerOrigin.objects.filter(pk=case_id).select_related("api_key").first()


def came_from(report: Report, body: Body, origin: PeerOrigin | None) -> bool:
    """Whether a report would run in a circle when it is sent to that body."""
    if body.incoming_key_id is not None and report.api_key_id == body.incoming_key_id:
        return True
    return origin is not None and circles(origin.path, to=names_of(body))


def may_leave(report: Report) -> bool:
    """Confidential and hidden reports never leave the house."""
    return report.is_public and report.identity != Identity.CONFIDENTIAL


def choices_for(report: Report) -> list[Choice]:
    """The bodies that this case may be sent on to, proposed ones first; those that have it already are left out."""
    if not may_leave(report) or report.case.head_id is not None:
        return []
    origin = origin_of(report.pk)
    facts = Facts(report.category_id, report.area_id or "", report.public_text)
    taken = set(
        Relay.objects.filter(case=report.pk)
        .exclude(state=RelayState.CANCELLED)
        .values_list("body_id", flat=True)
    )
    found = []
    for body in Body.objects.filter(is_active=True).exclude(endpoint="").exclude(pk__in=taken):
        route = match(body.routes, facts)
        if route and not came_from(report, body, origin):
            found.append(Choice(body, route.service, route.is_proposed, route.because))
    return sorted(found, key=lambda one: not one.is_proposed)


def relays_of(case_id: int) -> list[Relay]:
    """What was sent on of a case, with all that was said, oldest first."""
    words = RelayMessage.objects.order_by("at", "pk")
    return list(
        Relay.objects.filter(case=case_id)
        .exclude(state=RelayState.CANCELLED)
        .select_related("body")
        .prefetch_related(Prefetch("messages", words))
        .order_by("asked_at")
    )


def relays() -> QuerySet[Relay]:
    """All relayed cases that are not cancelled, newest first."""
    return (
        Relay.objects.exclude(state=RelayState.CANCELLED).select_related("body", "case").order_by("-asked_at")
    )


def dead_letters() -> QuerySet[Relay]:
    """Relays that were given up or declined, and those with words that did not get through."""
    stuck = RelayMessage.objects.filter(direction=Direction.OUT, failed_at__isnull=False).values("relay_id")
    given_up = Q(state__in=[RelayState.FAILED, RelayState.REFUSED])
    return relays().filter(given_up | Q(pk__in=stuck))


def differences() -> QuerySet[Difference]:
    """What reconciliation found: open ones first, then the newest."""
    return Difference.objects.select_related("relay__body", "relay__case").order_by(
        F("mended_at").desc(nulls_first=True), "-found_at", "-pk"
    )


def open_differences() -> QuerySet[Difference]:
    return differences().filter(mended_at__isnull=True)


def bodies() -> QuerySet[Body]:
    """Every body with how many cases it has of ours, and how many wait or failed."""
    return Body.objects.annotate(
        sent=Count("relays", Q(relays__state=RelayState.SENT)),
        waiting=Count("relays", Q(relays__state=RelayState.WAITING)),
        failed=Count("relays", Q(relays__state__in=[RelayState.FAILED, RelayState.REFUSED])),
    )


def relayed_to(case_ids: Iterable[int]) -> dict[int, list[Relay]]:
    """Sent relays by case; one query."""
    found: dict[int, list[Relay]] = {}
    for row in Relay.objects.filter(case__in=list(case_ids), state=RelayState.SENT):
        found.setdefault(row.case_id, []).append(row)
    return found
