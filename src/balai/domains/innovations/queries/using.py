"""What use says about many innovations at once: a handful of set questions, whatever their number."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count, F, Max, Q, Sum

from balai.domains.innovations.models import UsageDay
from balai.domains.innovations.terms import THIRD_PARTY


@dataclass(frozen=True, slots=True)
class Use:
    """Of one innovation: uses in the last window and the one before, units that used it now, the last day of use, the share
    of the window's uses that a machine or a third party tells, and the best quality among them in hundredths.

    What the office itself used does not count."""

    now: int = 0
    before: int = 0
    units: int = 0
    last_day: date | None = None
    verified: int = 0
    quality: float = 0.0


GENUINE = F("amount") - F("internal")


def last_days(ids: Collection[int] | None) -> dict[int, date]:
    """innovation -> the last day on which somebody used it."""
    rows = UsageDay.objects.filter(amount__gt=F("internal"))
    if ids is not None:
        rows = rows.filter(innovation_id__in=ids)
    return dict(rows.values_list("innovation_id").annotate(last=Max("day")).order_by())


def use_in(window: int, *, today: date, ids: Collection[int]) -> dict[int, Use]:
    """innovation -> its use in windows of so many days, up to and with `today`. Those without any are left out."""
    since, middle = today - timedelta(days=2 * window - 1), today - timedelta(days=window - 1)
    here, then = Q(day__gte=middle), Q(day__lt=middle)
    rows = (
        UsageDay.objects.filter(day__range=(since, today), innovation_id__in=ids)
        .values("innovation_id")
        .annotate(
            now=Sum(GENUINE, filter=here, default=0),
            before=Sum(GENUINE, filter=then, default=0),
            units=Count("unit", filter=here & Q(amount__gt=F("internal")), distinct=True),
            verified=Sum(GENUINE, filter=here & Q(quality__gte=THIRD_PARTY), default=0),
            weighed=Sum(GENUINE * F("quality"), filter=here, default=0),
        )
        .order_by()
    )
    return {
        row["innovation_id"]: Use(
            now=max(row["now"], 0),
            before=max(row["before"], 0),
            units=row["units"],
            verified=row["verified"],
            quality=row["weighed"] / row["now"] / 100 if row["now"] > 0 else 0.0,
        )
        for row in rows
    }


def weekly(launches: Mapping[int, date], *, today: date) -> dict[int, list[int]]:
    """innovation -> uses in each whole week since its launch, oldest first; weeks without use are 0."""
    weeks = {number: [0] * max(0, (today - day).days // 7) for number, day in launches.items()}
    rows = (
        UsageDay.objects.filter(innovation_id__in=launches, day__lt=today)
        .values_list("innovation_id", "day")
        .annotate(used=Sum(GENUINE))
        .order_by()
    )
    for number, day, used in rows.iterator(chunk_size=5000):
        place = (day - launches[number]).days // 7
        if 0 <= place < len(weeks[number]):
            weeks[number][place] += used
    return weeks


def baselines(launches: Mapping[int, tuple[date, int]], *, today: date) -> dict[int, int]:
    """innovation -> median use of the second to the fourth window after the launch, for (launch, window) whose fourth
    window is over."""
    ripe = {
        number: (day, window)
        for number, (day, window) in launches.items()
        if day + timedelta(days=4 * window) <= today
    }
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    rows = (
        UsageDay.objects.filter(innovation_id__in=ripe)
        .values_list("innovation_id", "day")
        .annotate(used=Sum(GENUINE))
    )
    for number, day, used in rows.order_by().iterator(chunk_size=5000):
        start, window = ripe[number]
        place = (day - start).days // window
        if 1 <= place <= 3:
            sums[number][place - 1] += used
    return {number: round(median(windows)) for number, windows in sums.items()}
