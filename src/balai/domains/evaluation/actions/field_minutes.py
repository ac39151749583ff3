"""The act of issuing minutes. What was issued stays; a correction is another issue."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.evaluation.models import Minutes, Site
from balai.domains.evaluation.permissions_field import must_find
from balai.domains.evaluation.queries.field_minutes import content_of
from balai.domains.evaluation.queries.findings import unanswered
from balai.domains.evaluation.terms_field import Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

MOST_ATTENDEES = 30


def issue_minutes(*, site_id: int, attendees: str, closing: str = "", by: Actor, at: datetime) -> Minutes:
    """Freeze what was found at a site into minutes. `attendees` has one line each: name, office.

    Raises NotFound SITE_UNKNOWN; Forbidden OWN_OFFICE, NOT_SENT; Refused SHEETS_MISSING, FOLLOW_UP_MISSING,
    ATTENDEES_MISSING, TEXT_…; Conflict MINUTES_TWICE.
    """
    site = Site.objects.select_related("review", "opd", "checklist", "survey").filter(pk=site_id).first()
    if site is None:
        raise NotFound("SITE_UNKNOWN", "Lokasi ini tidak ada dalam rencana.")
    must_find(by, site, on=timezone.localdate(at))
    if not site.sheets.exists():
        raise Refused(
            "SHEETS_MISSING", "Belum ada lembar peninjauan. Berita acara dibuat dari lembar para peninjau."
        )
    if open_ones := unanswered(site):
        raise Refused(
            "FOLLOW_UP_MISSING", "Masih ada {n} temuan tahun lalu yang belum dijawab: ditutup, sebagian, atau berulang.", n=open_ones
        )  # fmt: skip
    people = _attendees(attendees)
    closing = clean_text(closing, field="closing", label="Penutup", minimum=0, maximum=2000)
    content = content_of(site, attendees=people, closing=closing, at=at)
    issue = site.minutes.count() + 1
    try:
        with transaction.atomic():
            minutes = Minutes.objects.create(
                site=site, issue=issue, content=content, issued_at=at, issued_by_id=by.user_id
            )
            data = {"site": site.pk, "issue": issue, "findings": len(content["findings"])}
            journal.append(
                code=Act.MINUTES_ISSUED, subject=("field_minutes", minutes.pk), by=by, at=at, data=data
            )
    except IntegrityError:
        raise Conflict(
            "MINUTES_TWICE", "Berita acara baru saja diterbitkan. Muat ulang halamannya."
        ) from None
    return minutes


def _attendees(text: str) -> list[dict[str, str]]:
    lines: Sequence[str] = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused(
            "ATTENDEES_MISSING", "Tulis siapa yang hadir, satu orang satu baris.", field="attendees"
        )
    if len(lines) > MOST_ATTENDEES:
        raise Refused("ATTENDEES_MANY", "Paling banyak {most} orang.", field="attendees", most=MOST_ATTENDEES)
    found = []
    for line in lines:
        name, _, office = clean_text(line, field="attendees", label="Hadirin", maximum=200).partition(",")
        found.append({"name": name.strip(), "office": office.strip()})
    return found
