"""Cases that speak of the same: how many of a kind were opened by category and area, and the newest of one heap.

Confidential cases are never among them.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from balai.engine.cases.models import Case

MOST_HEAPS = 5000


@dataclass(frozen=True, slots=True)
class Heap:
    """How many cases of one category came from one area (code; "" where none is known)."""

    category_code: str
    area_code: str
    count: int


def heaps(kind: str, *, since: datetime, until: datetime) -> list[Heap]:
    """The heaps of cases of this kind opened in [since, until), the largest first; one question, at most MOST_HEAPS."""
    rows = (
        _opened(kind, since, until)
        .values_list("category_code", "area_id")
        .annotate(count=Count("pk"))
        .order_by("-count", "category_code", "area_id")
    )
    return [Heap(category, area or "", count) for category, area, count in rows[:MOST_HEAPS]]


def heap_of(
    kind: str, category_code: str, *, area_prefix: str = "", since: datetime, until: datetime, most: int
) -> tuple[int, list[int]]:
    """How many cases a heap has, and the ids of the newest; `area_prefix` begins the codes of the areas that count."""
    rows = _opened(kind, since, until).filter(category_code=category_code)
    if area_prefix:
        rows = rows.filter(area__code__startswith=area_prefix)
    return rows.count(), list(rows.order_by("-opened_at", "-pk").values_list("pk", flat=True)[:most])


def _opened(kind: str, since: datetime, until: datetime) -> QuerySet[Case]:
    return Case.objects.filter(kind=kind, is_confidential=False, opened_at__gte=since, opened_at__lt=until)
