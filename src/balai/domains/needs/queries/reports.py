"""What reports of citizens speak of, by category and kecamatan: read from the engine, never from the room of the reports."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from balai.domains.needs.models import ReportHeap
from balai.domains.needs.terms import MOST_TIED, REPORT_CASE
from balai.engine.cases import public as cases
from balai.engine.organizations import public as organizations

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Heard:
    """So many reports of one category from one kecamatan; `need` is the id of what was drawn from them already."""

    category_code: str
    category: str
    kecamatan_code: str
    kecamatan: str
    count: int
    need: int | None


def categories() -> dict[str, str]:
    """Code and name of what reports can be about."""
    kind = next((one for one in cases.kinds() if one.code == REPORT_CASE), None)
    return dict(kind.categories()) if kind else {}


def moments(since: date, until: date) -> tuple[datetime, datetime]:
    """From the first moment of `since` to the end of `until`, local time; the last day of all has no end."""
    zone = timezone.get_current_timezone()
    until = min(until, date.max - timedelta(days=1))
    return (
        datetime.combine(since, time.min, tzinfo=zone),
        datetime.combine(until + timedelta(days=1), time.min, tzinfo=zone),
    )


def heard(*, since: date, until: date, least: int = 3, by_place: bool = True) -> list[Heard]:
    """Heaps of at least so many reports, the largest first; by category alone where places do not matter."""
    begin, end = moments(since, until)
    sums: Counter[tuple[str, str]] = Counter()
    for one in cases.heaps(REPORT_CASE, since=begin, until=end):
        area = organizations.kecamatan_of(one.area_code) if by_place and one.area_code else None
        sums[one.category_code, area.code if area else ""] += one.count
    names = categories()
    places = {area.code: area.name for area in organizations.kecamatan_list()}
    drawn = {
        (row.category_code, row.area_code): row.need_id
        for row in ReportHeap.objects.filter(since=since, until=until)
    }
    return [
        Heard(
            category,
            names.get(category, category),
            area,
            places.get(area, ""),
            count,
            drawn.get((category, area)),
        )
        for (category, area), count in sums.most_common(MOST_SHOWN)
        if count >= least
    ]


def one_heap(category: str, area: str, *, since: date, until: date) -> tuple[int, list[int]]:
    """How many reports, and the newest of them that are tied one by one."""
    begin, end = moments(since, until)
    return cases.heap_of(REPORT_CASE, category, area_prefix=area, since=begin, until=end, most=MOST_TIED)
