"""Carrying the outbox out: claim, send outside of any transaction, mark.

At least once: a notice is marked after the channel accepted it, so a process that is killed between
the two sends it a second time, after its lease has run out. To keep that rare it is claimed before it
is sent (no two workers send the same one) and marked one by one; both copies carry one Message-ID.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import F

from balai.engine.notices import rules
from balai.engine.notices.models import Notice
from balai.engine.notices.opting import stop_url
from balai.engine.notices.ports import Message, SendFailed, bound
from balai.engine.notices.terms import BATCH, LEASE_SECONDS, MOST_ATTEMPTS

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What became of a batch."""

    sent: int = 0
    again: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        return self.sent + self.again + self.failed


def deliver_due(*, at: datetime, limit: int = BATCH) -> Tally:
    """Send up to `limit` notices whose time has come; an empty tally means: nothing is due."""
    tally = Tally()
    notices = sorted(_claim(at=at, limit=limit), key=lambda notice: (notice.channel, notice.pk))
    for channel, group in groupby(notices, key=lambda notice: notice.channel):
        _send_all(channel, list(group), at, tally)
    return tally


def _claim(*, at: datetime, limit: int) -> list[Notice]:
    """Take notices for the time of a lease: they are due again only when it has run out."""
    with transaction.atomic():
        due = Notice.objects.filter(
            sent_at__isnull=True, failed_at__isnull=True, is_digest=False, send_after__lte=at
        )
        keys = list(
            due.order_by("send_after", "pk")
            .select_for_update(skip_locked=True)
            .values_list("pk", flat=True)[:limit]
        )
        leased = at + timedelta(seconds=LEASE_SECONDS)
        Notice.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1, send_after=leased)
        return list(Notice.objects.filter(pk__in=keys))


def _send_all(code: str, notices: list[Notice], at: datetime, tally: Tally) -> None:
    channel = bound(code)
    if channel is None:
        _fail_all(notices, SendFailed("NO_CHANNEL"), at, tally)
        return
    started = time.monotonic()
    with channel.session() as send:
        for position, notice in enumerate(notices):
            failure = _send(send, notice)
            _record(notice, failure, at, tally)
            slow = time.monotonic() - started > LEASE_SECONDS / 2
            if slow or (failure and failure.is_away):
                # Waiting for each of the others would outlast the lease.
                _fail_all(notices[position + 1 :], failure or SendFailed("TOO_SLOW"), at, tally)
                return


def _send(send: Callable[[Message], None], notice: Notice) -> SendFailed | None:
    if notice.attempts > MOST_ATTEMPTS:
        return SendFailed("WORKER_LOST", is_permanent=True)
    try:
        send(
            Message(
                reference=f"balai-{notice.pk}",
                address=notice.address,
                subject=notice.subject,
                body=notice.body,
                stop_url=stop_url(notice),
            )
        )
    except SendFailed as failure:
        return failure
    return None


def _fail_all(notices: Iterable[Notice], failure: SendFailed, at: datetime, tally: Tally) -> None:
    for notice in notices:
        _record(notice, failure, at, tally)


def _record(notice: Notice, failure: SendFailed | None, at: datetime, tally: Tally) -> None:
    """Mark what happened, unless somebody else claimed the notice since (`attempts` is the fence)."""
    mine = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, sent_at__isnull=True)
    if failure is None:
        tally.sent += mine.update(sent_at=at, last_error="")
        return
    log.warning("notice %s by %s not sent: %s", notice.pk, notice.channel, failure.code)
    retry_at = None if failure.is_permanent else rules.next_try(attempts=notice.attempts, at=at)
    if retry_at is None:
        tally.failed += mine.update(failed_at=at, last_error=failure.code)
    else:
        tally.again += mine.update(send_after=retry_at, last_error=failure.code)


def retry_failed(*, at: datetime, since: datetime) -> int:
    """Put what was given up since a moment back into the outbox; returns how many."""
    given_up = Notice.objects.filter(failed_at__gte=since, sent_at__isnull=True)
    return given_up.update(failed_at=None, attempts=0, send_after=at)
