"""A mentor of the donor region is invited by a secret link, and remarks on items of the checklist."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from balai.domains.service_adoption.models import Comment, Mentor
from balai.domains.service_adoption.permissions import must_adopt
from balai.domains.service_adoption.terms import (
    ADOPTION_COMMENTED,
    COMMENT_LIMIT,
    MENTOR_DAYS,
    MENTOR_INVITED,
    MENTOR_REVOKED,
    Item,
)
from balai.engine.journal import public as journal
from balai.engine.packs import public as packs
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import Refused, TooOften
from balai.foundation.text import clean_text
from balai.kits.crypto import blind_index

MOST_PER_DAY = 50


@transaction.atomic
def invite_mentor(*, pack_id: str, name: str, office: str, by: Actor, at: datetime) -> tuple[Mentor, str]:
    """The mentor and the secret of the link, which is shown once and kept nowhere.

    Raises Refused TEXT_…; NotFound SERVICE_UNKNOWN; Forbidden NOT_YOURS.
    """
    must_adopt(by)
    packs.known(pack_id)
    token = secrets.token_urlsafe(24)
    row = Mentor.objects.create(
        pack=pack_id,
        name=clean_text(name, field="name", label="Nama pendamping", minimum=3, maximum=120),
        office=clean_text(office, field="office", label="Daerah atau instansi", minimum=3, maximum=120),
        token_index=blind_index(token),
        expires_at=at + timedelta(days=MENTOR_DAYS),
        invited_at=at,
        invited_by_id=by.user_id,
    )
    journal.append(code=MENTOR_INVITED, subject=("service", pack_id), by=by, at=at, data={"mentor": row.pk})
    return row, token


@transaction.atomic
def revoke_mentor(*, pack_id: str, mentor_id: int, by: Actor, at: datetime) -> None:
    """The link stops working at once; twice is once. Raises Forbidden NOT_YOURS."""
    must_adopt(by)
    if Mentor.objects.filter(pk=mentor_id, pack=pack_id, revoked_at=None).update(revoked_at=at):
        journal.append(
            code=MENTOR_REVOKED, subject=("service", pack_id), by=by, at=at, data={"mentor": mentor_id}
        )


@transaction.atomic
def comment(
    *, pack_id: str, item: str, text: str, at: datetime, by: Actor | None = None, mentor: Mentor | None = None
) -> Comment:
    """A remark on an item, by an officer or by a mentor; the journal does not repeat its words.

    Raises Refused TEXT_…, ITEM_UNKNOWN; TooOften COMMENTS_TOO_MANY; NotFound SERVICE_UNKNOWN; Forbidden NOT_YOURS.
    """
    packs.known(pack_id)
    if mentor is None:
        must_adopt(by or CITIZEN)
    elif Comment.objects.filter(mentor=mentor, at__gt=at - timedelta(days=1)).count() >= MOST_PER_DAY:
        raise TooOften("COMMENTS_TOO_MANY", "Terlalu banyak catatan hari ini. Lanjutkan besok.")
    if item not in set(Item):
        raise Refused("ITEM_UNKNOWN", "Pilih butir yang dikomentari.", field="item")
    row = Comment.objects.create(
        pack=pack_id,
        item=item,
        text=clean_text(text, field="text", label="Catatan", minimum=3, maximum=COMMENT_LIMIT),
        mentor=mentor,
        by_id=by.user_id if by else None,
        at=at,
    )
    data = {"item": item, "comment": row.pk, "mentor": mentor.pk if mentor else None}
    journal.append(code=ADOPTION_COMMENTED, subject=("service", pack_id), by=by or CITIZEN, at=at, data=data)
    return row
