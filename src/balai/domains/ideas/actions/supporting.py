"""Supporting an idea: once per device, which is all that can honestly be said of somebody without an account."""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from balai.domains.ideas.models import Idea, Support
from balai.domains.ideas.terms import PUBLIC_STAGES, Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound


@transaction.atomic
def support_idea(*, idea_id: int, device: str, by: Actor, at: datetime) -> bool:
    """Count this device for the idea; False where it was counted before.

    `device` is whatever tells devices or accounts apart; only a mark of it that holds for this idea alone is kept. Raises
    NotFound IDEA_UNKNOWN for what is not public.
    """
    if not Idea.objects.filter(pk=idea_id, stage__in=PUBLIC_STAGES).exists():
        raise NotFound("IDEA_UNKNOWN", "Gagasan ini tidak ada.")
    _row, is_new = Support.objects.get_or_create(
        idea_id=idea_id, mark=mark_of(idea_id, device), defaults={"at": at}
    )
    if is_new:
        Idea.objects.filter(pk=idea_id).update(supports=F("supports") + 1)
        journal.append(code=Act.SUPPORTED, subject=("idea", idea_id), by=by, at=at)
    return is_new


def mark_of(idea_id: int, device: str) -> str:
    text = f"idea-support:{idea_id}:{device}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
