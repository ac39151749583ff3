"""A burst is noticed, kept up to date and ended: by counting the reports of the last hours, and by time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_burst import Burst
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import NotFound

# From how many public reports of one category in one kecamatan within so many hours; over when so long no new wave came.
LIMITS = "citizen_reports.burst"
DEFAULT = {"reports": 10, "hours": 6, "lasts_hours": 24}
KECAMATAN_LETTERS = 8


@transaction.atomic
def notice_bursts(*, at: datetime) -> int:
    """Begin, prolong and end bursts as the last hours say; returns how many are on. May run as often as one likes."""
    limits = {**DEFAULT, **parameters.value(LIMITS, on=timezone.localdate(at), default={})}
    for burst in Burst.objects.filter(ended_at=None, ends_at__lte=at):
        end_burst(burst_id=burst.pk, by=SYSTEM, at=at)
    known = {(burst.category_id, burst.area_id): burst for burst in Burst.objects.filter(ended_at=None)}
    lasts = timedelta(hours=limits["lasts_hours"])
    for category, kecamatan, count in _heaps(
        since=at - timedelta(hours=limits["hours"]), least=limits["reports"]
    ):
        burst = known.pop((category, kecamatan), None)
        if burst is None:
            _begin(category, kecamatan, count, at=at, ends_at=at + lasts)
        else:
            Burst.objects.filter(pk=burst.pk).update(reports=_since(burst, at), ends_at=at + lasts)
    for burst in known.values():
        Burst.objects.filter(pk=burst.pk).update(reports=_since(burst, at))
    return Burst.objects.filter(ended_at=None).count()


@transaction.atomic
def end_burst(*, burst_id: int, by: Actor, at: datetime) -> bool:
    """End it; False when it was over already. Its reports and their promises stay as they are."""
    ended = Burst.objects.filter(pk=burst_id, ended_at=None).update(ended_at=at)
    if ended:
        journal.append(code="BURST_ENDED", subject=("burst", burst_id), by=by, at=at)
    return bool(ended)


def _begin(category: str, kecamatan: str, count: int, *, at: datetime, ends_at: datetime) -> None:
    try:
        organizations.area(kecamatan)
    except NotFound:
        return
    burst, is_new = Burst.objects.get_or_create(
        category_id=category,
        area_id=kecamatan,
        ended_at=None,
        defaults={"began_at": at, "ends_at": ends_at, "reports": count},
    )
    if is_new:
        details = {"category": category, "area": kecamatan, "reports": count}
        journal.append(code="BURST_BEGAN", subject=("burst", burst.pk), by=SYSTEM, at=at, data=details)


def _heaps(*, since: datetime, least: int) -> list[tuple[str, str, int]]:
    """(category, kecamatan, how many) of the public reports since then, where there are enough."""
    rows = (
        Report.objects.filter(is_public=True, created_at__gte=since, area__isnull=False)
        .annotate(kecamatan=Substr("area_id", 1, KECAMATAN_LETTERS))
        .values_list("category_id", "kecamatan")
        .annotate(count=Count("pk"))
        .filter(count__gte=least)
    )
    return sorted(rows)


def _since(burst: Burst, at: datetime) -> int:
    """How many reports it has by now, from the hours before it was noticed on."""
    limits = {**DEFAULT, **parameters.value(LIMITS, on=timezone.localdate(at), default={})}
    since = burst.began_at - timedelta(hours=limits["hours"])
    return reports_of(burst, since=since).count()


def reports_of(burst: Burst, *, since: datetime) -> QuerySet[Report]:
    """The public reports of a burst since then."""
    return Report.objects.filter(
        is_public=True,
        created_at__gte=since,
        category_id=burst.category_id,
        area__code__startswith=burst.area_id,
    )
