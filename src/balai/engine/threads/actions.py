"""Acts on threads: tie two things, cut what was tied wrongly."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.engine.journal import public as journal
from balai.engine.threads.kinds import thread_kind
from balai.engine.threads.models import Link
from balai.engine.threads.permissions import may_cut, may_tie
from balai.engine.threads.terms import WHY_LIMIT, Act
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

End = tuple[str, str]


def tie(*, start: End, end: End, why: str, by: Actor, at: datetime) -> Link:
    """Say that `start` (kind, id) led to `end`, and why. What is tied already stays as it is, with its first reason.

    Raises Forbidden NOT_YOURS; Refused THREAD_TO_ITSELF, THREAD_KIND_UNKNOWN, TEXT_….
    """
    if not may_tie(by):
        raise Forbidden("NOT_YOURS", "Hanya koordinator dan admin OPD yang menghubungkan.")
    why = clean_text(why, field="why", label="Alasan", minimum=3, maximum=WHY_LIMIT)
    if start == end:
        raise Refused(
            "THREAD_TO_ITSELF", "Sesuatu tidak dapat dihubungkan dengan dirinya sendiri.", field="end"
        )
    for kind, _ in (start, end):
        if thread_kind(kind) is None:
            raise Refused("THREAD_KIND_UNKNOWN", "Jenis {kind} tidak dikenal.", kind=kind, field="end")
    key = {"start_kind": start[0], "start_id": start[1], "end_kind": end[0], "end_id": end[1]}
    known = Link.objects.filter(**key, cut_at=None).first()
    if known is not None:
        return known
    try:
        return _tied(key, why, by=by, at=at)
    except IntegrityError:
        # Somebody else tied the same two in the same moment.
        return Link.objects.get(**key, cut_at=None)


@transaction.atomic
def _tied(key: dict[str, str], why: str, *, by: Actor, at: datetime) -> Link:
    link = Link.objects.create(**key, why=why, made_at=at, made_by_id=by.user_id)
    journal.append(code=Act.TIED, subject=("link", link.pk), by=by, at=at, data=key)
    return link


@transaction.atomic
def untie(*, link_id: int, reason: str, by: Actor, at: datetime) -> Link:
    """Cut a link that was wrong; it stays with the reason. Twice is once.

    Raises NotFound LINK_UNKNOWN; Forbidden NOT_YOURS; Refused TEXT_….
    """
    link = Link.objects.select_for_update().filter(pk=link_id).first()
    if link is None:
        raise NotFound("LINK_UNKNOWN", "Hubungan ini tidak ada.")
    if not may_cut(by, link, on=timezone.localdate(at)):
        raise Forbidden(
            "NOT_YOURS", "Hanya yang membuatnya, koordinator, atau perencana yang memutus hubungan ini."
        )
    reason = clean_text(reason, field="reason", label="Alasan", minimum=3, maximum=WHY_LIMIT)
    if link.cut_at is None:
        link.cut_at, link.cut_by_id, link.cut_reason = at, by.user_id, reason
        link.save(update_fields=["cut_at", "cut_by", "cut_reason"])
        journal.append(code=Act.CUT, subject=("link", link.pk), by=by, at=at)
    return link
