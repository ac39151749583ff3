"""Acts on the journal: append an entry, seal committed entries into the chain, publish a day's root."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from balai.foundation.actor import Actor

from . import planting, rules
from .models import Entry, Head, Link, Root
from .terms import GENESIS, SEAL_BATCH, SWEEP_EVERY_SECONDS, WINDOW

log = logging.getLogger(__name__)


class ChainCut(RuntimeError):
    """The chain ends elsewhere than the sealer left it. Sealing stops until an operator has looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An act to be written down: `by` did `code` to `subject` (kind, id) at `at`."""

    code: str
    subject: tuple[str, int | str]
    by: Actor
    at: datetime
    data: dict[str, Any] | None = None


def append(
    *, code: str, subject: tuple[str, int | str], by: Actor, at: datetime, data: dict[str, Any] | None = None
) -> Entry:
    """Write that `by` did `code` to `subject` (kind, id) at `at`: one INSERT in the caller's transaction.

    `data` is JSON of codes and ids, never personal data; floats are refused (ValueError).
    Raises TransactionManagementError outside a transaction: an act and its entry stand or fall together.
    """
    entry = _entry(Draft(code=code, subject=subject, by=by, at=at, data=data))
    entry.save(force_insert=True)
    return entry


def append_many(drafts: Iterable[Draft]) -> list[Entry]:
    """Write many acts, in their order: one INSERT per thousand. Otherwise as `append`."""
    return Entry.objects.bulk_create([_entry(draft) for draft in drafts], batch_size=1000)


def _entry(draft: Draft) -> Entry:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a journal entry needs the transaction of its act")
    return unsaved_entry(draft)


def unsaved_entry(draft: Draft) -> Entry:
    """The row of an entry, checked but not written. Whoever writes it does so together with its act."""
    if draft.at.tzinfo is None:
        raise ValueError("journal: `at` needs a time zone")
    data = draft.data or {}
    rules.check_data(data)
    kind, key = draft.subject
    return Entry(
        code=draft.code,
        at=draft.at,
        by_kind=draft.by.kind,
        by_id=draft.by.user_id,
        by_opd_id=draft.by.opd_id,
        by_role=draft.by.role,
        subject_kind=kind,
        subject_id=str(key),
        data=data,
        salt=secrets.token_hex(8),
    )


def unsealed(*, above: int = 0) -> QuerySet[Entry]:
    """Committed entries with an id higher than `above` that are not in the chain yet, by id."""
    sealed = Link.objects.filter(entry_id=OuterRef("pk"))
    return Entry.objects.filter(~Exists(sealed), id__gt=above).order_by("id")


def seal(*, at: datetime, limit: int = SEAL_BATCH) -> int:
    """Append up to `limit` committed entries to the chain and return how many. Any number may run at once.

    Usually only ids near the highest sealed one are looked at (an anti-join over `WINDOW` index entries);
    once an hour over all of them, for an entry whose transaction stayed open longer than that. The head row is
    the lock: a sealer that does not get it has nothing to do, and unique columns refuse a fork even without it.
    Raises ChainCut when the chain's end is not the one that the last sealer left.
    """
    head = Head.objects.filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
        head = Head.objects.get(pk=1)
    sweep = head.swept_at is None or at - head.swept_at >= timedelta(seconds=SWEEP_EVERY_SECONDS)
    above = 0 if sweep else (Link.objects.aggregate(top=Max("entry_id"))["top"] or 0) - WINDOW
    # Asked without a lock first: an idle second costs readers and writers nothing.
    if not sweep and not unsealed(above=above).exists():
        return 0
    try:
        with transaction.atomic():
            return _seal_locked(above=above, limit=limit, swept_at=at if sweep else None)
    except IntegrityError:
        log.warning("another sealer was faster", exc_info=True)
        return 0


def _seal_locked(*, above: int, limit: int, swept_at: datetime | None) -> int:
    head = Head.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if head is None:
        return 0
    position, previous = head.position, head.hash
    last = Link.objects.order_by("-position").values_list("position", "hash").first()
    if (last or (0, GENESIS)) != (position, previous):
        raise ChainCut(f"the chain ends at {last}, the sealer left it at {position}")
    links = []
    for entry in unsealed(above=above)[:limit]:
        position += 1
        digest = rules.digest_of(entry.content)
        link = Link(position=position, entry=entry, digest=digest, previous_hash=previous)
        previous = link.hash = rules.link_hash(position, previous, digest)
        links.append(link)
    Link.objects.bulk_create(links, batch_size=1000)
    # A sweep that filled its batch may have left some behind: the next run sweeps again.
    if swept_at and len(links) < limit:
        head.swept_at = swept_at
    head.position, head.hash = position, previous
    head.save(force_update=True)
    return len(links)


@transaction.atomic
def publish_root(*, day: date, at: datetime) -> Root | None:
    """Publish the chain's head as the root of `day`, with its crown; what was published stays. None: nothing sealed."""
    root = Root.objects.filter(date=day).first()
    last = Link.objects.order_by("-position").first()
    if last is None:
        return root
    if root is None:
        root = Root.objects.create(date=day, position=last.position, hash=last.hash, published_at=at)
    planting.crown_roots()
    return root
