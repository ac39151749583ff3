"""What the leadership sees of innovations."""

from datetime import datetime

from balai.domains.innovations.models import Liveness
from balai.domains.innovations.queries.overview import DYING
from balai.engine.indicators.public import Reading, Tile


def read(at: datetime) -> Reading:
    """How many fade now."""
    count = Liveness.objects.filter(life__in=DYING).count()
    return Reading(count, "melemah, kritis, atau tidur", "warn" if count else "ok")


TILE = Tile(label="Inovasi meredup", url_name="innovations:overview", permission="public", read=read)
