"""Needs on threads: what everybody may read, by its title."""

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse
from django.utils import timezone

from balai.domains.needs.models import Need
from balai.domains.needs.queries.inventory import lines
from balai.domains.needs.terms import SOURCE_LABELS, Moderation, Source, Standing
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.text import row_numbers
from balai.kits.ui.words import said


def _knot(need: Need) -> Knot:
    return Knot(
        kind="NEED",
        id=str(need.pk),
        title=need.title,
        url=reverse("needs:detail", args=[need.pk]),
        note=said(SOURCE_LABELS[Source(need.source)]),
        marks=((said("contoh"), "muted"),) if need.is_example else (),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    rows = Need.objects.filter(pk__in=row_numbers(ids), moderation=Moderation.SHOWN)
    return {str(need.pk): _knot(need) for need in rows}


def _search(words: str, most: int) -> list[Knot]:
    rows = Need.objects.filter(moderation=Moderation.SHOWN, head=None)
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return [_knot(need) for need in rows.order_by("title", "pk")[:most]]


def _every() -> Iterable[str]:
    """Heads that still wait: a heap with a programme, and one that was declined, are no dead ends."""
    waiting = {Standing.NEW, Standing.WEIGHED}
    return [str(line.need.pk) for line in lines(on=timezone.localdate()) if line.standing in waiting]


THREAD_KIND = ThreadKind(
    code="NEED",
    label="Kebutuhan",
    plural="Kebutuhan",
    icon="users",
    order=10,
    find=_find,
    search=_search,
    every=_every,
)
