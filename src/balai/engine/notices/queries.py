"""Questions about notices."""

from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from balai.engine.notices.models import Notice, Preference
from balai.engine.notices.terms import ChannelCode


def inbox(user: Any) -> QuerySet[Notice]:
    """Everything in a user's inbox: unread first, then the newest first."""
    mine = Notice.objects.filter(user=user, channel=ChannelCode.INBOX)
    is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
    return mine.annotate(is_read=is_read).order_by("is_read", "-pk")


def unread_count(user: Any) -> int:
    """How many notices wait to be read."""
    return Notice.objects.filter(user=user, channel=ChannelCode.INBOX, read_at__isnull=True).count()


def failed(*, limit: int = 100) -> list[Notice]:
    """What was given up, the latest first, for operators."""
    return list(Notice.objects.filter(failed_at__isnull=False).order_by("-failed_at")[:limit])


def chosen_modes(user: Any) -> Mapping[str, str]:
    """The user's choices for e-mail: mode by template, the empty one for all."""
    rows = Preference.objects.filter(user=user, channel=ChannelCode.EMAIL)
    return dict(rows.values_list("template", "mode"))
