"""Bursts as people see them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.utils import timezone

from balai.domains.citizen_reports.burst.noticing import reports_of
from balai.domains.citizen_reports.models_burst import Burst
from balai.engine.cases import public as cases
from balai.foundation.actor import Actor

MOST_SHOWN = 3
LOOKS_BACK = timedelta(hours=24)


def bursts_now(*, at: datetime, area_code: str = "", most: int = MOST_SHOWN) -> list[Burst]:
    """The bursts that are on, the largest first; of one kecamatan or what lies in it where one is named."""
    rows = Burst.objects.select_related("category", "area").filter(ended_at=None, ends_at__gt=at)
    if area_code:
        rows = rows.filter(area_id=area_code[:8])
    return sorted(rows, key=lambda burst: (-burst.people, burst.pk))[:most]


def banner(area_code: str = "") -> dict:
    """What a page needs to draw the banner; the device is made by the page, so that a button pressed twice is one."""
    return {"bursts": bursts_now(at=timezone.now(), area_code=area_code), "device": token_urlsafe(16)}


def cases_of(burst: Burst, by: Actor) -> Sequence[cases.Case]:
    """The open heads of a burst that this officer may see, the first to come first."""
    keys = reports_of(burst, since=burst.began_at - LOOKS_BACK).values("pk")
    seen = cases.open_cases(cases.visible_to(by)).filter(pk__in=keys, head=None)
    return list(seen.select_related("holder", "area").order_by("opened_at", "pk")[:500])
