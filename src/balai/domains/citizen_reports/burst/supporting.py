""" "Me too", once per device: no report, no text, no name; it only counts."""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from balai.domains.citizen_reports.models_burst import Burst, BurstSupport
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound


@transaction.atomic
def support_burst(*, burst_id: int, device: str, by: Actor, at: datetime) -> bool:
    """Count this device; False where it was counted before. Raises NotFound BURST_UNKNOWN, Conflict BURST_OVER."""
    burst = Burst.objects.filter(pk=burst_id).first()
    if burst is None:
        raise NotFound("BURST_UNKNOWN", "Tidak ada kejadian bersama dengan nomor itu.")
    if burst.ended_at is not None or burst.ends_at <= at:
        raise Conflict("BURST_OVER", "Kejadian ini sudah berakhir. Bila masih terjadi, buatlah laporan.")
    _, is_new = BurstSupport.objects.get_or_create(
        burst=burst, mark=_mark(burst_id, device), defaults={"at": at}
    )
    if is_new:
        Burst.objects.filter(pk=burst_id).update(supports=F("supports") + 1)
        journal.append(code="BURST_SUPPORTED", subject=("burst", burst_id), by=by, at=at)
    return is_new


def _mark(burst_id: int, device: str) -> str:
    """What tells devices apart within this burst, and nothing beyond it."""
    text = f"burst-support:{burst_id}:{device}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
