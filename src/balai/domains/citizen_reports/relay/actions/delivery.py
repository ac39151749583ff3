"""What waits goes out: claimed, sent outside of any transaction, written down. Sent at least once, arrived once.

A report carries our number at every attempt. Where an answer was lost, the report is looked for over there before it is sent
again; a server that knows the key by which we send (`client_key`) would not have doubled it either.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from balai.domains.citizen_reports.models_peers import Body, Relay, RelayMessage, Sendable
from balai.domains.citizen_reports.relay import letters
from balai.domains.citizen_reports.relay.ports import Peer, PeerAway, PeerRefused, peer
from balai.domains.citizen_reports.relay.queries import may_leave
from balai.domains.citizen_reports.relay.rules.sending import LEASE, next_try
from balai.domains.citizen_reports.terms_peers import Direction, RelayState
from balai.engine.cases import public as cases
from balai.foundation.actor import SYSTEM

log = logging.getLogger(__name__)
BATCH = 20
_OVER = frozenset({cases.State.CLOSED, cases.State.WITHDRAWN, cases.State.CONFIRMED})
# Refusals of our own: nothing went out.
_OURS = frozenset({"PRIVATE", "ENDED"})


@dataclass(slots=True)
class Tally:
    """What became of a round."""

    sent: int = 0
    again: int = 0
    failed: int = 0


def deliver(*, at: datetime, most: int = 500, impatient: bool = False) -> Tally:
    """Send what is due, reports before words; `impatient` does not wait for the next try of what failed."""
    tally, away = Tally(), set()
    for claim, send in ((_due_relays, _send_relay), (_due_words, _send_word)):
        left = most
        # One round tries each thing once: what failed in it is due later.
        done: set[int] = set()
        while left > 0:
            rows = [row for row in claim(at, impatient, away, done) if row.pk not in done]
            if not rows:
                break
            for row in rows:
                done.add(row.pk)
                left -= 1
                body = row.body if isinstance(row, Relay) else row.relay.body
                if body.pk in away:
                    _put_back(row, at)
                    continue
                _attempt(row, body, send, at, tally, away)
    return tally


def _due_relays(at: datetime, impatient: bool, away: set[int], done: set[int]) -> list[Relay]:
    due = Relay.objects.filter(state=RelayState.WAITING, body__is_active=True).exclude(body__in=away)
    return _claimed(due.select_related("body", "case"), at, impatient, done)


def _due_words(at: datetime, impatient: bool, away: set[int], done: set[int]) -> list[RelayMessage]:
    due = RelayMessage.objects.filter(
        direction=Direction.OUT,
        done_at__isnull=True,
        failed_at__isnull=True,
        relay__state=RelayState.SENT,
        relay__body__is_active=True,
    )
    due = due.exclude(relay__foreign_number="").exclude(relay__body__in=away)
    return _claimed(due.select_related("relay__body", "relay__case"), at, impatient, done)


def _claimed(rows: QuerySet, at: datetime, impatient: bool, done: set[int]) -> list:
    """Take rows for the time of a lease. `attempts` is the fence: two workers never hold the same one."""
    if not impatient:
        rows = rows.filter(next_try_at__lte=at)
    # A stable order: words of one case go in the order in which they were said.
    found = list(rows.exclude(pk__in=done).order_by("pk")[:BATCH])
    mine = []
    for row in found:
        held = type(row).objects.filter(pk=row.pk, attempts=row.attempts, next_try_at=row.next_try_at)
        if held.update(attempts=F("attempts") + 1, next_try_at=at + LEASE):
            row.attempts += 1
            mine.append(row)
    return mine


def _put_back(row: Sendable, at: datetime) -> None:
    type(row).objects.filter(pk=row.pk).update(attempts=row.attempts - 1, next_try_at=at)


def _attempt(row: Sendable, body: Body, send: Callable, at: datetime, tally: Tally, away: set[int]) -> None:
    try:
        send(peer(), row, body, at)
    except PeerAway as error:
        away.add(body.pk)
        _note(body, at, error.code)
        _later(row, at, error, tally)
    except PeerRefused as refusal:
        tally.failed += 1
        _note(body, at, "")
        _give_up(row, at, refusal)
    else:
        tally.sent += 1
        _note(body, at, "")


def _send_relay(client: Peer, relay: Relay, body: Body, at: datetime) -> None:
    report = letters.report_of(relay)
    # What became confidential or hidden since it was asked for stays here, and what is over needs nobody any more.
    if not may_leave(report):
        raise PeerRefused("PRIVATE")
    if report.case.state in _OVER and not (relay.is_unsure or relay.token):
        raise PeerRefused("ENDED")
    to, outgoing = letters.address_of(body), letters.outgoing(relay, report)
    if relay.token:
        number = client.number_of(to, relay.token)
        if not number:
            raise PeerAway("TOKEN_PENDING")
        arrived(relay, number=number, at=at)
        return
    if relay.is_unsure:
        number = client.find(to, outgoing)
        if number:
            arrived(relay, number=number, at=at)
            return
    answer = client.send(to, outgoing)
    if answer.number:
        arrived(relay, number=answer.number, at=at)
        return
    Relay.objects.filter(pk=relay.pk).update(token=answer.token, is_unsure=False)
    raise PeerAway("TOKEN_PENDING")


@transaction.atomic
def arrived(relay: Relay, *, number: str, at: datetime) -> None:
    """It has a number over there: kept, and told to everybody who follows the case. Twice is once."""
    changed = Relay.objects.filter(pk=relay.pk, foreign_number="").update(
        state=RelayState.SENT, foreign_number=number[:120], sent_at=at, next_try_at=None, last_error="",
        is_unsure=False, foreign_status="open", foreign_status_at=at,
    )  # fmt: skip
    if changed:
        text = f"Juga kami teruskan ke {relay.body.name}, dengan nomor {number} di sana. Pemegang laporan ini tetap sama."
        cases.remark(case_id=relay.case_id, text=text, is_public=True, by=SYSTEM, at=at)


def _send_word(client: Peer, message: RelayMessage, body: Body, at: datetime) -> None:
    report = letters.report_of(message.relay)
    if not may_leave(report):
        raise PeerRefused("PRIVATE")
    client.say(letters.address_of(body), letters.word(message, report))
    RelayMessage.objects.filter(pk=message.pk).update(done_at=at, last_error="", next_try_at=None)


def _later(row: Sendable, at: datetime, error: PeerAway, tally: Tally) -> None:
    retry_at = next_try(attempts=row.attempts, at=at, wait=error.wait)
    unsure = {"is_unsure": True} if isinstance(row, Relay) and error.is_unsure else {}
    mine = type(row).objects.filter(pk=row.pk, attempts=row.attempts)
    if retry_at is None:
        tally.failed += 1
        mine.update(
            next_try_at=None, last_error=error.code, **unsure, **_given_up(row, at, RelayState.FAILED)
        )
    else:
        tally.again += 1
        mine.update(next_try_at=retry_at, last_error=error.code, **unsure)


def _give_up(row: Sendable, at: datetime, refusal: PeerRefused) -> None:
    said = {"answer": refusal.message[:500]} if isinstance(row, Relay) else {}
    state = RelayState.CANCELLED if refusal.code in _OURS else RelayState.REFUSED
    type(row).objects.filter(pk=row.pk, attempts=row.attempts).update(
        next_try_at=None, last_error=refusal.code, **said, **_given_up(row, at, state)
    )


def _given_up(row: Sendable, at: datetime, state: RelayState) -> dict:
    return {"state": state} if isinstance(row, Relay) else {"failed_at": at}


def _note(body: Body, at: datetime, error: str) -> None:
    """How the body answered last: shown to who keeps the list."""
    if error:
        log.warning("body %s: %s", body.code, error)
        since = body.failing_since or at
        Body.objects.filter(pk=body.pk).update(last_error=error, failing_since=since)
        body.failing_since = since
    else:
        Body.objects.filter(pk=body.pk).update(answered_at=at, last_error="", failing_since=None)
