"""An idea is sent: it waits to be looked at, and from that moment an office owes an answer by a date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.ideas.actions.owing import owe_answer
from balai.domains.ideas.models import Idea
from balai.domains.ideas.terms import ANSWER_DAYS, TEXT_LIMIT, TITLE_LIMIT, USUAL_DAYS, Act, Origin
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.actor import Actor
from balai.foundation.ids import new_tracking_code
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said of an idea; `area` is a ministerial code."""

    title: str
    text: str
    benefit: str = ""
    area: str = ""


def send_idea(*, words: Words, key: UUID, by: Actor, at: datetime, is_example: bool = False) -> Idea:
    """Take an idea in. Nobody reads it before somebody has looked, and the coordinating office owes an answer.

    The same `key` a second time gives the first one. Raises Refused TEXT_…, AREA_UNKNOWN; NotFound COORDINATOR_MISSING.
    """
    row = Idea(
        **checked(words),
        origin=Origin.OFFICER if by.is_officer else Origin.CITIZEN,
        opd_id=by.opd_id if by.is_officer else None,
        holder=organizations.coordinator(),
        answer_date=promised(on=timezone.localdate(at)),
        tracking_code=new_tracking_code(),
        client_key=key,
        sent_by_id=by.user_id,
        is_example=is_example,
        sent_at=at,
    )
    try:
        with transaction.atomic():
            known = Idea.objects.filter(client_key=key).first()
            if known is not None:
                return known
            row.save(force_insert=True)
            owe_answer(row, title="Periksa gagasan yang baru masuk", at=at)
            journal.append(
                code=Act.SENT, subject=("idea", row.pk), by=by, at=at, data={"origin": row.origin.value}
            )
    except IntegrityError:
        return Idea.objects.get(client_key=key)
    return row


def checked(words: Words) -> dict[str, object]:
    """The columns of what was said, made regular. Raises Refused TEXT_…, AREA_UNKNOWN."""
    title = clean_text(words.title, field="title", label="Gagasan", minimum=5, maximum=TITLE_LIMIT)
    text = clean_text(words.text, field="text", label="Uraian", minimum=20, maximum=TEXT_LIMIT)
    benefit = clean_text(words.benefit, field="benefit", label="Manfaat", minimum=0, maximum=TEXT_LIMIT)
    if words.area:
        organizations.area(words.area)
    return {
        # Everybody reads them: what names a person goes.
        "title": shorten(scrub(" ".join(title.split())), TITLE_LIMIT),
        "text": scrub(text),
        "benefit": scrub(benefit),
        "area_id": words.area or None,
    }


def promised(*, on: date) -> date:
    """Until when an idea that is sent on that day is answered."""
    return on + timedelta(days=parameters.value(ANSWER_DAYS, on=on, default=USUAL_DAYS))
