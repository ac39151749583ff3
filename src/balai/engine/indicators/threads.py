"""Yearly series on threads."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q
from django.urls import reverse

from balai.engine.threads.public import Knot, ThreadKind

from .models import Series


def _knot(series: Series) -> Knot:
    return Knot(
        kind="INDICATOR",
        id=series.code,
        title=series.label,
        url=reverse("indicators:series", args=[series.code]),
        note=series.unit,
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    return {series.code: _knot(series) for series in Series.objects.filter(code__in=list(ids))}


def _search(words: str, most: int) -> list[Knot]:
    found = Series.objects.all()
    for word in words.split():
        found = found.filter(Q(label__icontains=word) | Q(code__icontains=word))
    return [_knot(series) for series in found.order_by("family", "code")[:most]]


def _every() -> Iterable[str]:
    return Series.objects.values_list("code", flat=True)


THREAD_KIND = ThreadKind(
    code="INDICATOR",
    label="Indikator",
    plural="Indikator",
    icon="chart",
    order=70,
    find=_find,
    search=_search,
    every=_every,
)
