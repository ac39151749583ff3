"""How much comes by a channel."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from balai.engine.conversations.models import ChannelCount


def count(*, channel: str, what: str, at: datetime, amount: int = 1) -> None:
    """Add to the count of the day."""
    if not amount:
        return
    key = {"channel": channel, "day": timezone.localdate(at), "what": what}
    if not ChannelCount.objects.filter(**key).update(amount=F("amount") + amount):
        _row, is_new = ChannelCount.objects.get_or_create(**key, defaults={"amount": amount})
        if not is_new:
            ChannelCount.objects.filter(**key).update(amount=F("amount") + amount)
