"""What of relaying stands on the pages of a report: where it went and what was answered; for officers, where it may go."""

from collections.abc import Mapping, Sequence
from typing import Any

from balai.domains.citizen_reports.besides import Beside, Place
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import Relay
from balai.domains.citizen_reports.relay.permissions import may_relay
from balai.domains.citizen_reports.relay.queries import choices_for, may_leave, origin_of, relays_of
from balai.domains.citizen_reports.terms import Identity
from balai.domains.citizen_reports.terms_peers import Direction, RelayState
from balai.foundation.actor import Actor


def _shown(relay: Relay) -> dict[str, Any]:
    """A relay with what was answered last."""
    heard = [one for one in relay.messages.all() if one.direction == Direction.IN and one.text]
    return {"relay": relay, "last": heard[-1] if heard else None}


def _sent(report: Report) -> Sequence[Relay]:
    """Relays that are for everybody: those that arrived, of reports that anybody may see."""
    if not may_leave(report):
        return []
    return [relay for relay in relays_of(report.pk) if relay.state == RelayState.SENT]


def public(report: Report, by: Actor) -> Mapping[str, Any] | None:
    """Where it went and what was answered there, and where it comes from."""
    origin = origin_of(report.pk) if report.api_key_id else None
    rows = [_shown(relay) for relay in _sent(report)]
    if not rows and origin is None:
        return None
    return {"rows": rows, "origin": origin, "sender": origin.api_key.label if origin else ""}


def own(report: Report, by: Actor) -> Mapping[str, Any] | None:
    """The reporter sees the same, and may let a body have the contact."""
    if not may_leave(report):
        return None
    rows = [_shown(relay) for relay in relays_of(report.pk) if relay.state != RelayState.REFUSED]
    if not rows:
        return None
    may_give = report.identity != Identity.ANONYMOUS and bool(report.email or report.phone)
    return {"rows": rows, "may_give": may_give, "code": report.case.tracking_code}


def desk(report: Report, by: Actor) -> Mapping[str, Any] | None:
    """Every relay with its state and its words, and the bodies that this officer may send it to."""
    may = may_relay(by, report.case)
    choices = choices_for(report) if may else []
    rows = relays_of(report.pk)
    if not rows and not choices:
        return None
    return {
        "rows": rows,
        "choices": choices,
        "proposed": next((one for one in choices if one.is_proposed), None),
        "may": may,
    }


PIECES = (
    Beside(Place.PUBLIC, "citizen_reports/relay/_public.html", public),
    Beside(Place.OWN, "citizen_reports/relay/_own.html", own),
    Beside(Place.DESK, "citizen_reports/relay/_desk.html", desk),
)
