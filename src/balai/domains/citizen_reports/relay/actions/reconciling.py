"""Two copies of one case are compared, and what came apart is mended or shown with its reason.

What is asked: did each report arrive (once), did every word of our reporter arrive, did every word of theirs arrive, and is
the state that we show the one that they have. Updates are asked for window by window from the day on which the first case went.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from balai.domains.citizen_reports.models_peers import Body, Difference, Relay, RelayMessage
from balai.domains.citizen_reports.relay import letters
from balai.domains.citizen_reports.relay.actions.delivery import arrived, deliver
from balai.domains.citizen_reports.relay.actions.news import BATCH, fetch_from, standing_of
from balai.domains.citizen_reports.relay.ports import Peer, PeerAway, PeerRefused, Standing, peer
from balai.domains.citizen_reports.terms_peers import Direction, Gap, RelayState
from balai.engine.journal import public as journal
from balai.foundation.actor import SYSTEM, Actor


@dataclass(slots=True)
class Outcome:
    """What a comparison found: how many cases, how many gaps, how many of these could not be mended."""

    compared: int = 0
    mended: int = 0
    left: int = 0
    away: str = ""


def reconcile_all(*, at: datetime, by: Actor = SYSTEM) -> dict[str, Outcome]:
    """Compare with every body, by its code; one that is away is said to be, and keeps nobody waiting."""
    return {
        body.code: reconcile(body=body, by=by, at=at)
        for body in Body.objects.filter(is_active=True).exclude(endpoint="")
    }


def reconcile(*, body: Body, by: Actor, at: datetime) -> Outcome:
    """Compare with one body and mend. What it finds is in `Difference`; an open one from before that is gone is closed."""
    outcome = Outcome()
    try:
        client = peer()
        deliver(at=at, most=5000, impatient=True)
        _adopt(client, body, at, outcome)
        # Everything since the first case: what the follower of windows missed comes now.
        missed = fetch_from(body, at=at, since=_since(body))
        _compare(client, body, at, outcome)
    except (PeerAway, PeerRefused) as error:
        outcome.away = error.code
        return outcome
    outcome.mended += missed
    _waiting(body, at, outcome)
    with transaction.atomic():
        journal.append(
            code="RELAYS_RECONCILED",
            subject=("body", body.code),
            by=by,
            at=at,
            data={"compared": outcome.compared, "mended": outcome.mended, "left": outcome.left},
        )
    return outcome


def _since(body: Body) -> datetime | None:
    rows = Relay.objects.filter(body=body, state=RelayState.SENT)
    return rows.order_by(F("asked_at")).values_list("asked_at", flat=True).first()


def _adopt(client: Peer, body: Body, at: datetime, outcome: Outcome) -> None:
    """What was given up may have arrived: then it is no failure."""
    rows = Relay.objects.filter(body=body, state__in=[RelayState.FAILED, RelayState.WAITING], is_unsure=True)
    for relay in rows.select_related("body", "case"):
        report = letters.report_of(relay)
        number = client.find(letters.address_of(body), letters.outgoing(relay, report))
        if number:
            arrived(relay, number=number, at=at)
            _found(relay, Gap.ADOPTED, at, theirs=number, mended=True)
            outcome.mended += 1


def _compare(client: Peer, body: Body, at: datetime, outcome: Outcome) -> None:
    rows = Relay.objects.filter(body=body, state=RelayState.SENT).exclude(foreign_number="")
    last = 0
    while part := list(rows.filter(pk__gt=last).select_related("body").order_by("pk")[:BATCH]):
        standings = standing_of(part, client, body)
        for relay in part:
            _compare_one(relay, standings.get(relay.foreign_number), at, outcome)
        last = part[-1].pk
        Relay.objects.filter(pk__in=[relay.pk for relay in part]).update(reconciled_at=at)
        outcome.compared += len(part)


def _compare_one(relay: Relay, standing: Standing | None, at: datetime, outcome: Outcome) -> None:
    if standing is None:
        reason = "Badan itu tidak lagi menampilkan nomor ini: dihapus, disembunyikan, atau digabung. Tanyakan kepada mereka."
        outcome.left += _found(relay, Gap.MISSING_THERE, at, ours=relay.foreign_number, reason=reason)
        return
    _closed(relay, [Gap.MISSING_THERE], at)
    if standing.detail == relay.foreign_status or _is_rougher(standing.detail, relay.foreign_status):
        return
    # Their list of updates did not say so: what their list of requests says is true.
    Relay.objects.filter(pk=relay.pk).update(
        foreign_status=standing.detail[:40], foreign_status_at=standing.updated_at or at
    )
    _found(relay, Gap.STATUS, at, ours=relay.foreign_status, theirs=standing.detail, mended=True)
    outcome.mended += 1


_ENDED = frozenset(
    {"fixed", "closed", "cancelled", "duplicate", "no_further_action", "not_councils_responsibility"}
)


def _is_rougher(theirs: str, ours: str) -> bool:
    """A list that knows only open and closed says less than their updates did, not something else."""
    if theirs not in {"open", "closed"} or not ours:
        return False
    return (theirs == "closed") == (ours in _ENDED)


def _waiting(body: Body, at: datetime, outcome: Outcome) -> None:
    """What has not arrived and waits: shown until it does."""
    unsent = Relay.objects.filter(body=body, state__in=[RelayState.WAITING, RelayState.FAILED])
    for relay in unsent:
        outcome.left += _found(relay, Gap.UNSENT, at, reason=_why(relay.last_error))
    words = RelayMessage.objects.filter(
        relay__body=body, relay__state=RelayState.SENT, direction=Direction.OUT, done_at__isnull=True
    )
    stuck = {message.relay_id: message for message in words.select_related("relay")}
    for message in stuck.values():
        outcome.left += _found(message.relay, Gap.WORDS_WAITING, at, reason=_why(message.last_error))
    settled = Difference.objects.filter(relay__body=body, mended_at__isnull=True)
    settled.filter(gap=Gap.UNSENT).exclude(relay__in=unsent).update(mended_at=at)
    settled.filter(gap=Gap.WORDS_WAITING).exclude(relay__in=list(stuck)).update(mended_at=at)


def _why(code: str) -> str:
    return f"Kode terakhir: {code}." if code else "Belum sempat dikirim."


def _found(
    relay: Relay,
    gap: Gap,
    at: datetime,
    *,
    ours: str = "",
    theirs: str = "",
    reason: str = "",
    mended: bool = False,
) -> int:
    """Write a gap down; one that is open already is not written again."""
    values = {"ours": ours, "theirs": theirs, "reason": reason}
    if mended:
        Difference.objects.create(relay=relay, gap=gap, found_at=at, mended_at=at, **values)
        return 0
    Difference.objects.update_or_create(
        relay=relay, gap=gap, mended_at=None, defaults=values, create_defaults={**values, "found_at": at}
    )
    return 1


def _closed(relay: Relay, gaps: Sequence[Gap], at: datetime) -> None:
    Difference.objects.filter(relay=relay, gap__in=gaps, mended_at__isnull=True).update(mended_at=at)
