"""What the gate forgets."""

from datetime import datetime, timedelta

from django.utils import timezone

from balai.engine.gate.models import SpentPuzzle, Trace
from balai.engine.gate.terms import DEFAULT_KEPT_DAYS, KEPT_DAYS
from balai.engine.parameters.public import value


def sweep(*, at: datetime) -> int:
    """Delete used puzzles whose time is over and traces that are too old for a ban; returns how many."""
    days = value(KEPT_DAYS, on=timezone.localdate(at), default=DEFAULT_KEPT_DAYS)
    gone = SpentPuzzle.objects.filter(expires_at__lt=at).delete()[0]
    return gone + Trace.objects.filter(at__lt=at - timedelta(days=days)).delete()[0]
