"""What other bodies say about our cases: kept once, told to the reporter, and never a confirmation of ours."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from balai.domains.citizen_reports.models_peers import Body, Relay, RelayMessage
from balai.domains.citizen_reports.relay import letters
from balai.domains.citizen_reports.relay.ports import (
    News,
    Peer,
    PeerAway,
    PeerRefused,
    Standing,
    UpdatesUnknown,
    peer,
)
from balai.domains.citizen_reports.terms_peers import Direction, RelayState, outside_label
from balai.engine.cases import public as cases
from balai.foundation.actor import Actor
from balai.foundation.privacy import scrub

log = logging.getLogger(__name__)
OUTSIDE = Actor("APPLICATION")
# Clocks differ, and what was written late is still told: the last hours are asked for again each time.
OVERLAP = timedelta(hours=2)
LONGEST_WINDOW = timedelta(days=30)
BATCH = 50


def fetch_news(*, at: datetime) -> int:
    """Ask every body that has cases of ours; returns how many new words came. One that is away keeps nobody waiting."""
    count = 0
    asked = Body.objects.filter(is_active=True, relays__state=RelayState.SENT).exclude(endpoint="").distinct()
    for body in asked:
        try:
            count += fetch_from(body, at=at)
        except (PeerAway, PeerRefused) as error:
            log.warning("news of %s: %s", body.code, error.code)
            since = body.failing_since or at
            Body.objects.filter(pk=body.pk).update(last_error=error.code, failing_since=since)
    return count


def fetch_from(body: Body, *, at: datetime, since: datetime | None = None) -> int:
    """New words of one body, window by window, from `since` or where we were. Raises PeerAway, PeerRefused."""
    client, to = peer(), letters.address_of(body)
    start = since or (body.seen_until - OVERLAP if body.seen_until else _first(body, at))
    count = 0
    while start < at:
        end = min(start + LONGEST_WINDOW, at)
        try:
            found = client.news(to, since=start, until=end, own=True)
        except UpdatesUnknown:
            count += _look_at_requests(client, body, at)
            break
        count += sum(_take(body, item, at) for item in found)
        start = end
    Body.objects.filter(pk=body.pk).update(seen_until=at, answered_at=at, last_error="", failing_since=None)
    return count


def _first(body: Body, at: datetime) -> datetime:
    oldest = Relay.objects.filter(body=body, state=RelayState.SENT).order_by("sent_at").first()
    return (oldest.sent_at if oldest and oldest.sent_at else at) - OVERLAP


def _take(body: Body, item: News, at: datetime) -> bool:
    relay = Relay.objects.filter(body=body, foreign_number=item.number).first()
    return relay is not None and take_news(relay=relay, item=item, at=at)


def _look_at_requests(client: Peer, body: Body, at: datetime) -> int:
    """For a body without a list of updates: a state that changed is the news."""
    rows = Relay.objects.filter(body=body, state=RelayState.SENT).exclude(foreign_number="").order_by("pk")
    count = 0
    for start in range(0, rows.count(), BATCH):
        part = {row.foreign_number: row for row in rows[start : start + BATCH]}
        for number, standing in client.standings(letters.address_of(body), list(part)).items():
            relay = part.get(number)
            if relay is not None and standing.detail != relay.foreign_status:
                count += take_news(relay=relay, item=_as_news(standing, at), at=at)
    return count


def _as_news(standing: Standing, at: datetime) -> News:
    moment = standing.updated_at or at
    return News(
        update_id=f"{standing.number}:{standing.detail}:{int(moment.timestamp())}",
        number=standing.number,
        status=standing.detail,
        text=standing.text,
        at=moment,
    )


@transaction.atomic
def take_news(*, relay: Relay, item: News, at: datetime) -> bool:
    """Keep one word of theirs; False when it was here already. An older one changes no state; a state without words, and
    words that were the last ones already, are only marked. Nothing of it moves the case."""
    # The row of the relay is the lock: its case may stand under a head, and locks are taken from the head down.
    heard = Relay.objects.select_for_update().get(pk=relay.pk)
    words = scrub(item.text.strip())[:3500]
    known = {"relay": relay, "direction": Direction.IN, "update_id": item.update_id[:200]}
    if RelayMessage.objects.filter(**known).exists():
        return False
    newest = RelayMessage.objects.filter(relay=relay, direction=Direction.IN).order_by("-at", "-pk").first()
    RelayMessage.objects.create(**known, status=item.status[:40], text=words, at=item.at, done_at=at)
    _mark(heard, item)
    changed = newest is None or (newest.text, newest.status) != (words, item.status)
    if changed and (words or item.status not in {"", "unchanged", "open"}):
        label = outside_label(item.status) if item.status not in {"", "unchanged"} else ""
        said = ": ".join(part for part in (relay.body.name, label, words) if part)
        cases.remark(case_id=relay.case_id, text=said, is_public=True, by=OUTSIDE, at=at)
    return True


def _mark(relay: Relay, item: News) -> None:
    """Their state, unless something newer was heard."""
    if item.status in {"", "unchanged"}:
        return
    heard = relay.foreign_status_at
    if heard is None or item.at >= heard or not _heard_before(relay, item):
        Relay.objects.filter(pk=relay.pk).update(foreign_status=item.status[:40], foreign_status_at=item.at)


def _heard_before(relay: Relay, item: News) -> bool:
    """Whether a word with a state came before this one: the moment of sending alone holds nothing back."""
    others = RelayMessage.objects.filter(relay=relay, direction=Direction.IN).exclude(
        update_id=item.update_id
    )
    return others.exclude(status__in=["", "unchanged"]).exists()


def standing_of(relays: Sequence[Relay], client: Peer, body: Body) -> dict[str, Standing]:
    """How these relays stand over there, by their number."""
    return dict(client.standings(letters.address_of(body), [relay.foreign_number for relay in relays]))
