"""What waits goes out: claimed, sent outside of any transaction, written down. Sent at least once, arrived once.

A report carries our number at every attempt. Where an answer was lost, the report is looked for over there before it is sent
again; a server that knows the key by which we send (`client_key`) would not have doubled it either.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

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
# Nobody is there, or asks to be left alone: waiting for each of the others would only take long.
_AWAY = frozenset({"NO_CONNECTION", "HOST_UNKNOWN", "TOO_SLOW", "HTTP_429", "HTTP_503"})
MOST_FAILURES = 3
_OVER = frozenset({cases.State.CLOSED, cases.State.WITHDRAWN, cases.State.CONFIRMED})
# Refusals of our own: nothing went out.
_OURS = frozenset({"PRIVATE", "ENDED"})


@dataclass(slots=True)
class Tally:
    """What became of a round."""

    sent: int = 0
    again: int = 0
    failed: int = 0


@dataclass(slots=True)
class _Round:
    """One round over everything that is due. Each thing is tried once; a body that is away is left alone."""

    at: datetime
    impatient: bool
    tally: Tally = field(default_factory=Tally)
    away: set[int] = field(default_factory=set)
    failures: Counter[int] = field(default_factory=Counter)
    answers: dict[int, tuple[Body, str]] = field(default_factory=dict)

    def fail(self, body: Body, error: PeerAway) -> None:
        if error.code == "TOKEN_PENDING":
            return
        self.failures[body.pk] += 1
        self.answers[body.pk] = (body, error.code)
        if error.code in _AWAY or self.failures[body.pk] >= MOST_FAILURES:
            self.away.add(body.pk)

    def answer(self, body: Body) -> None:
        """It answered: failures are counted one after the other."""
        self.failures[body.pk] = 0
        self.answers[body.pk] = (body, "")


def deliver(*, at: datetime, most: int = 500, impatient: bool = False) -> Tally:
    """Send what is due, reports before words; `impatient` does not wait for the next try of what failed."""
    turn = _Round(at, impatient)
    _send_all(turn, _due_relays, _send_relay, most)
    # Words do not starve behind reports that a bad line holds up.
    turn.away.clear()
    turn.failures.clear()
    _send_all(turn, _due_words, _send_word, most)
    for body, error in turn.answers.values():
        _note(body, at, error)
    return turn.tally


def _send_all(turn: _Round, due: Callable, send: Callable, most: int) -> None:
    done: set[int] = set()
    while len(done) < most and (rows := _claimed(due(turn.away), turn, done)):
        for row in rows:
            done.add(row.pk)
            body = row.body if isinstance(row, Relay) else row.relay.body
            if body.pk in turn.away:
                _put_back(row, turn.at)
            else:
                _attempt(turn, row, body, send)


def _due_relays(away: set[int]) -> QuerySet:
    due = Relay.objects.filter(state=RelayState.WAITING, body__is_active=True).exclude(body__in=away)
    return due.select_related("body", "case")


def _due_words(away: set[int]) -> QuerySet:
    """The first word of each case that has not gone: they go in the order in which they were said."""
    waiting = RelayMessage.objects.filter(
        direction=Direction.OUT, done_at__isnull=True, failed_at__isnull=True
    )
    earlier = waiting.filter(relay=OuterRef("relay"), pk__lt=OuterRef("pk"))
    due = waiting.filter(relay__state=RelayState.SENT, relay__body__is_active=True).exclude(Exists(earlier))
    due = due.exclude(relay__foreign_number="").exclude(relay__body__in=away)
    return due.select_related("relay__body", "relay__case")


def _claimed(rows: QuerySet, turn: _Round, done: set[int]) -> list:
    """Take rows for the time of a lease. `attempts` is the fence: two workers never hold the same one."""
    if not turn.impatient:
        rows = rows.filter(next_try_at__lte=turn.at)
    mine = []
    for row in rows.exclude(pk__in=done).order_by("pk")[:BATCH]:
        held = type(row).objects.filter(pk=row.pk, attempts=row.attempts, next_try_at=row.next_try_at)
        if held.update(attempts=F("attempts") + 1, next_try_at=turn.at + LEASE):
            row.attempts += 1
            mine.append(row)
        else:
            done.add(row.pk)  # somebody else has it
    return mine


def _put_back(row: Sendable, at: datetime) -> None:
    type(row).objects.filter(pk=row.pk).update(attempts=row.attempts - 1, next_try_at=at)


def _attempt(turn: _Round, row: Sendable, body: Body, send: Callable) -> None:
    try:
        send(peer(), row, body, turn.at)
    except PeerAway as error:
        turn.fail(body, error)
        _later(row, turn.at, error, turn.tally)
    except PeerRefused as refusal:
        turn.tally.failed += 1
        turn.answer(body)
        _give_up(row, turn.at, refusal)
    else:
        turn.tally.sent += 1
        turn.answer(body)


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
