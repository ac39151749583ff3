"""A ranked finalist is certified: numbered, frozen, and checked by anybody who has the code."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.ideas.models import Certificate, Entry
from balai.domains.ideas.permissions import must_keep
from balai.domains.ideas.terms_contest import CODE_LENGTH, Act
from balai.engine.documents.public import next_number
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import new_tracking_code


@transaction.atomic
def certify(*, entry_id: int, by: Actor, at: datetime) -> Certificate:
    """Number and freeze the certificate of a ranked finalist. Twice is once.

    Raises NotFound; Forbidden NOT_YOURS; Refused NOT_RANKED.
    """
    must_keep(by, on=timezone.localdate(at))
    rows = Entry.objects.select_for_update(of=("self",)).select_related("edition")
    entry = rows.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("ENTRY_UNKNOWN", "Peserta ini tidak ada.")
    known = Certificate.objects.filter(entry=entry).first()
    if known is not None:
        return known
    if entry.edition.closed_at is None or entry.rank is None:
        raise Refused(
            "NOT_RANKED", "Sertifikat terbit setelah penilaian ditutup, untuk finalis yang diperingkat."
        )
    year = entry.edition.year
    number = f"{next_number(series=f'KRENOVA-{year}', by=by, at=at):03d}/KRENOVA/{year}"
    content = _content(entry, number, at)
    row = Certificate.objects.create(
        entry=entry,
        number=number,
        check_code=new_tracking_code(length=CODE_LENGTH),
        content=content,
        digest=digest_of(content),
        issued_at=at,
    )
    journal.append(
        code=Act.CERTIFIED, subject=("contest_entry", entry.pk), by=by, at=at, data={"number": number}
    )
    return row


def _content(entry: Entry, number: str, at: datetime) -> dict[str, Any]:
    edition = entry.edition
    labels = {one["code"]: one["label"] for one in edition.categories}
    ranked = edition.entries.filter(category=entry.category).exclude(rank=None)
    return {
        "number": number,
        "contest": edition.title,
        "year": edition.year,
        "title": entry.title,
        "participant": entry.participant,
        "category": labels.get(entry.category, entry.category),
        "rank": entry.rank,
        "is_shared": ranked.filter(rank=entry.rank).count() > 1,
        "of": ranked.count(),
        "score": f"{entry.score:.2f}".replace(".", ","),
        "region": organizations.region().name,
        "issued": timezone.localdate(at).isoformat(),
        "is_example": entry.is_example,
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of what is printed, in one order of its fields."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
