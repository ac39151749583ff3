"""Followers: parts that react to the sealed chain, in order, each link once for what they do to the database."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from balai.foundation.redaction import redact

from . import rules
from .models import Entry, Follower, Head
from .terms import FOLLOW_BATCH

log = logging.getLogger(__name__)
Handler = Callable[[list[Entry]], None]


@dataclass(frozen=True, slots=True)
class Following:
    """Who follows: `codes` None means every entry."""

    name: str
    codes: frozenset[str] | None
    handler: Handler


_following: dict[str, Following] = {}


def follow(name: str, *, codes: set[str] | None, handler: Handler) -> None:
    """Have `handler` called with sealed entries of `codes` (None: all), in the order of the chain, in batches.

    Called in apps.ready(). The handler runs in the transaction that moves the follower's cursor: what it writes
    to the database happens exactly once. What leaves the process must go through a task made after commit.
    A new follower starts at the beginning of the chain. Raises ValueError when the name is taken.
    """
    new = Following(name, None if codes is None else frozenset(codes), handler)
    if _following.setdefault(name, new) != new:
        raise ValueError(f"somebody else follows the journal as {name!r}")


def unfollow(name: str) -> None:
    """Forget a follower (its cursor stays)."""
    _following.pop(name, None)


def run_followers(*, at: datetime) -> int:
    """Hand every follower what was sealed since; return the number of entries handed over.

    One that fails is written down, waits longer each time, and holds up nobody else.
    """
    end = Head.objects.filter(pk=1).values_list("position", flat=True).first() or 0
    read = dict(Follower.objects.values_list("name", "position"))
    new = [Follower(name=name) for name in _following if name not in read]
    Follower.objects.bulk_create(new, ignore_conflicts=True)
    # Looked at without a lock first: an idle second holds up no writer.
    behind = [following for name, following in _following.items() if read.get(name, 0) < end]
    return sum(_run(following, at=at) for following in behind)


def rewind(name: str) -> None:
    """Send a follower back to the beginning of the chain. Its handler must bear a replay."""
    with transaction.atomic():
        Follower.objects.select_for_update().filter(name=name).first()
        Follower.objects.filter(name=name).update(position=0, attempts=0, error="", retry_at=None)


def _run(following: Following, *, at: datetime) -> int:
    handed = 0
    while True:
        try:
            batch = _step(following, at=at)
        except Exception as error:
            _note_failure(following.name, error, at=at)
            return handed
        if batch is None:
            return handed
        handed += batch


@transaction.atomic
def _step(following: Following, *, at: datetime) -> int | None:
    """One batch in one transaction; None when there is nothing to do, or another runner is at it."""
    row = Follower.objects.select_for_update(skip_locked=True).filter(name=following.name).first()
    end = Head.objects.filter(pk=1).values_list("position", flat=True).first() or 0
    if row is None or row.position >= end or (row.retry_at and row.retry_at > at):
        return None
    until = min(row.position + FOLLOW_BATCH, end)
    entries = Entry.objects.filter(link__position__gt=row.position, link__position__lte=until)
    if following.codes is not None:
        entries = entries.filter(code__in=following.codes)
    batch = list(entries.order_by("link__position"))
    if batch:
        following.handler(batch)
    Follower.objects.filter(pk=row.pk).update(position=until, attempts=0, error="", retry_at=None)
    return len(batch)


def _note_failure(name: str, error: Exception, *, at: datetime) -> None:
    log.exception("follower %s failed", name)
    with transaction.atomic():
        row = Follower.objects.select_for_update().get(name=name)
        row.attempts += 1
        row.error = redact(f"{type(error).__name__}: {error}")[:500]
        row.retry_at = at + rules.backoff(row.attempts)
        row.save(force_update=True)
