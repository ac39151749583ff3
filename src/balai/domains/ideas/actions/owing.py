"""The answer that is owed for an idea, as a duty of the office that holds it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.ideas.models import Idea
from balai.domains.ideas.terms import DUTY_KIND, THREAD_KIND
from balai.engine.duties.public import end_duty, owe
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Conflict, Forbidden, NotFound


def owe_answer(idea: Idea, *, title: str, at: datetime) -> None:
    """A duty of the holder until the promised day. The promise does not move when the holder does; a day that has passed
    becomes today."""
    duty = owe(
        kind=DUTY_KIND,
        about=(THREAD_KIND, str(idea.pk)),
        title=title,
        holder_id=idea.holder_id,
        due=max(idea.answer_date, timezone.localdate(at)),
        by=SYSTEM,
        at=at,
    )
    idea.duty_id = duty.pk
    idea.save(update_fields=["duty_id"])


def end_answer(idea: Idea, *, reason: str, at: datetime) -> None:
    """It is owed no longer. What its people have closed already stays as it is."""
    if idea.duty_id is None:
        return
    try:
        with transaction.atomic():
            end_duty(duty_id=idea.duty_id, reason=reason, by=SYSTEM, at=at)
    except (Conflict, Forbidden, NotFound):
        pass
    idea.duty_id = None
