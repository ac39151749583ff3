"""What use says about many innovations at once: a handful of set questions, whatever their number.

`heads` names for every record the innovation that it counts for: itself, or the one that it was merged into.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count, F, Max, Q, Sum

from balai.domains.innovations.models import Innovation, SourceGap, UsageDay, UsageSource
from balai.domains.innovations.rules.holes import silent_days
from balai.domains.innovations.terms import THIRD_PARTY


@dataclass(frozen=True, slots=True)
class Use:
    """Of one innovation: uses in the last window and in the one before, units that used it now, how many of the window's uses
    a machine or a third party tells, and the sum of uses times the quality of who says so.

    What the office itself used does not count."""

    now: int = 0
    before: int = 0
    units: int = 0
    verified: int = 0
    weighed: int = 0

    @property
    def quality(self) -> float:
        """Of the sources of the window's uses, 0..1."""
        return self.weighed / self.now / 100 if self.now > 0 else 0.0

    def __add__(self, other: "Use") -> "Use":
        return Use(
            max(self.now + other.now, 0),
            max(self.before + other.before, 0),
            self.units + other.units,
            self.verified + other.verified,
            self.weighed + other.weighed,
        )


GENUINE = F("amount") - F("internal")


def heads_of(ids: Collection[int]) -> dict[int, int]:
    """record -> the innovation among `ids` that it counts for, with what was merged into them at any remove."""
    into = dict(Innovation.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    heads = {number: number for number in ids}
    for number in into:
        head = number
        for _ in range(len(into)):
            head = into.get(head, head)
        if head in heads:
            heads[number] = head
    return heads


def last_days(heads: Mapping[int, int]) -> dict[int, date]:
    """innovation -> the last day on which somebody used it."""
    rows = UsageDay.objects.filter(amount__gt=F("internal"), innovation_id__in=heads)
    found: dict[int, date] = {}
    for number, last in rows.values_list("innovation_id").annotate(last=Max("day")).order_by():
        head = heads[number]
        found[head] = max(found.get(head, last), last)
    return found


def use_in(window: int, *, today: date, heads: Mapping[int, int]) -> dict[int, Use]:
    """innovation -> its use in windows of so many days, up to and with `today`. Those without any are left out."""
    since, middle = today - timedelta(days=2 * window - 1), today - timedelta(days=window - 1)
    here, then = Q(day__gte=middle), Q(day__lt=middle)
    rows = (
        UsageDay.objects.filter(day__range=(since, today), innovation_id__in=heads)
        .values_list("innovation_id")
        .annotate(
            now=Sum(GENUINE, filter=here, default=0),
            before=Sum(GENUINE, filter=then, default=0),
            units=Count("unit", filter=here & Q(amount__gt=F("internal")), distinct=True),
            verified=Sum(GENUINE, filter=here & Q(quality__gte=THIRD_PARTY), default=0),
            weighed=Sum(GENUINE * F("quality"), filter=here, default=0),
        )
        .order_by()
    )
    found: dict[int, Use] = defaultdict(Use)
    for number, *counts in rows:
        found[heads[number]] += Use(*counts)
    return dict(found)


def holes(heads: Mapping[int, int], *, since: Mapping[int, date], today: date) -> dict[int, frozenset[date]]:
    """innovation -> days since `since` on which all of its sources were silent; only those that have any."""
    gaps: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for source, first, last in SourceGap.objects.filter(source__innovation_id__in=heads).values_list(
        "source_id", "since", "until"
    ):
        gaps[source].append((first, last))
    if not gaps:
        return {}
    touched = UsageSource.objects.filter(pk__in=gaps).values_list("innovation_id", flat=True)
    wanted = {heads[number] for number in touched}
    members = [number for number, head in heads.items() if head in wanted]
    sources: dict[int, list[Iterable[tuple[date, date | None]]]] = defaultdict(list)
    for number, innovation in UsageSource.objects.filter(innovation_id__in=members).values_list(
        "pk", "innovation_id"
    ):
        sources[heads[innovation]].append(gaps.get(number, []))
    found = {
        head: silent_days(own, first=since.get(head, today), last=today) for head, own in sources.items()
    }
    return {head: days for head, days in found.items() if days}


def weekly(
    launches: Mapping[int, date], *, today: date, heads: Mapping[int, int] | None = None
) -> dict[int, list[int | None]]:
    """innovation -> uses in each whole week since its launch, oldest first. A week without use is 0; one in which no source
    was open on most days is None: a hole, not a zero."""
    heads = heads or heads_of(launches)
    weeks: dict[int, list[int | None]] = {
        number: [0] * max(0, (today - day).days // 7) for number, day in launches.items()
    }
    rows = (
        UsageDay.objects.filter(innovation_id__in=heads, day__lt=today)
        .values_list("innovation_id", "day")
        .annotate(used=Sum(GENUINE))
        .order_by()
    )
    for number, day, used in rows.iterator(chunk_size=5000):
        head = heads[number]
        place = (day - launches[head]).days // 7
        if 0 <= place < len(weeks[head]):
            weeks[head][place] = (weeks[head][place] or 0) + used
    for head, days in holes(heads, since=launches, today=today).items():
        silent: dict[int, int] = defaultdict(int)
        for day in days:
            silent[(day - launches[head]).days // 7] += 1
        for place, count in silent.items():
            if count > 3 and 0 <= place < len(weeks[head]):
                weeks[head][place] = None
    return weeks


def baselines(
    launches: Mapping[int, tuple[date, int]], *, today: date, heads: Mapping[int, int]
) -> dict[int, int]:
    """innovation -> median use of the second to the fourth window after the launch, for (launch, window) whose fourth
    window is over."""
    ripe = {
        number: (day, window)
        for number, (day, window) in launches.items()
        if (today - day).days >= 4 * window
    }
    members = [number for number, head in heads.items() if head in ripe]
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    rows = (
        UsageDay.objects.filter(innovation_id__in=members)
        .values_list("innovation_id", "day")
        .annotate(used=Sum(GENUINE))
    )
    for number, day, used in rows.order_by().iterator(chunk_size=5000):
        start, window = ripe[heads[number]]
        place = (day - start).days // window
        if 1 <= place <= 3:
            sums[heads[number]][place - 1] += used
    return {number: round(median(windows)) for number, windows in sums.items()}
