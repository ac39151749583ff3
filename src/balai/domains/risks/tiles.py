"""What the leadership sees of risks."""

from datetime import datetime

from balai.domains.risks.models import Risk, Trigger
from balai.domains.risks.permissions import SEE
from balai.engine.indicators.public import Reading, Tile


def read(at: datetime) -> Reading:
    """How many risks report themselves now, and how many are of the highest level."""
    fired = Trigger.objects.filter(is_active=True, fired_at__isnull=False).values("risk").distinct().count()
    high = Risk.objects.filter(closed_on=None, level="VERY_HIGH").count()
    return Reading(fired, f"terpicu; {high} sangat tinggi", "late" if fired else "ok")


TILE = Tile(label="Risiko terpicu", url_name="risks:list", permission=SEE, read=read)
