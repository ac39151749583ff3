"""Following a case: news of every public change, until one stops it."""

from datetime import datetime

from django.db import transaction

from balai.engine.cases.kinds import kind_of
from balai.engine.cases.models import Case, Watcher
from balai.engine.cases.permissions import may_see
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound
from balai.kits.crypto import blind_indexes


@transaction.atomic
def watch(*, case_id: int, by: Actor, at: datetime, email: str = "") -> Watcher:
    """Follow a case by account, or by an address that is kept encrypted. Following twice is following once.

    Raises NotFound CASE_UNKNOWN, also for a case that `by` may not see.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None or ((case.is_confidential or kind_of(case).is_private) and not may_see(by, case)):
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    keys = watcher_keys(user_id=by.user_id, email=email)
    known = Watcher.objects.filter(case=case, key__in=keys).first()
    if known is not None:
        return known
    address = None if by.user_id else email.strip()
    defaults = {"user_id": by.user_id, "address": address, "since": at}
    row, is_new = Watcher.objects.get_or_create(case=case, key=keys[0], defaults=defaults)
    if is_new:
        journal.append(code="CASE_WATCHED", subject=("case", case_id), by=by, at=at)
    return row


def watcher_keys(*, user_id: int | None = None, email: str = "") -> list[str]:
    """What a follower is known by, the name that is written first."""
    if user_id:
        return [f"user:{user_id}"]
    return [f"email:{finger}" for finger in blind_indexes(email.strip().lower())]


@transaction.atomic
def unwatch(*, case_id: int, by: Actor, at: datetime) -> None:
    """Stop following by account; without an account the link in each message does it."""
    gone, _ = Watcher.objects.filter(case_id=case_id, key=f"user:{by.user_id}").delete()
    if gone:
        journal.append(code="CASE_UNWATCHED", subject=("case", case_id), by=by, at=at)
