"""Innovations on threads."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from balai.domains.innovations.models import Innovation, UsageDay
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.terms import LIFE_LABELS, LIFE_TONES, Life
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.text import row_numbers
from balai.kits.ui.words import said


def _knot(one: Innovation) -> Knot:
    life = Life(one.liveness.life) if hasattr(one, "liveness") else Life.UNMEASURED
    return Knot(
        kind="INNOVATION",
        id=str(one.pk),
        title=one.name,
        url=reverse("innovations:detail", args=[one.pk]),
        note=one.opd.code if one.opd else "",
        marks=((said(LIFE_LABELS[life]), LIFE_TONES[life]),),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    rows = Innovation.objects.filter(pk__in=row_numbers(ids)).select_related("opd", "liveness")
    return {str(one.pk): _knot(one) for one in rows}


def _search(words: str, most: int) -> list[Knot]:
    rows = Innovation.objects.filter(merged_into=None).select_related("opd", "liveness")
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return [_knot(one) for one in rows.order_by("name", "pk")[:most]]


def _every() -> Iterable[str]:
    rows = Innovation.objects.filter(merged_into=None, ended_on=None)
    return [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]


def without_use() -> Iterable[str]:
    """Running ones of which no use was ever counted; what was used once is alive or dead, and not without use."""
    used = Exists(UsageDay.objects.filter(innovation=OuterRef("pk")))
    rows = Innovation.objects.filter(~used, merged_into=None, ended_on=None)
    return [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]


def _unmarked(user: Any) -> Collection[str]:
    """Those that the reader judges as a peer: their life is kept from them."""
    return {str(pk) for pk in blinded(getattr(user, "pk", None))}


THREAD_KIND = ThreadKind(
    code="INNOVATION",
    label="Inovasi",
    plural="Inovasi",
    icon="star",
    order=40,
    find=_find,
    search=_search,
    every=_every,
    unmarked=_unmarked,
)


def subjects(ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Title and address of innovations, for duties about them."""
    return {number: (knot.title, knot.url) for number, knot in _find(ids).items()}


def owner(number: str) -> int | None:
    """The agency of an innovation."""
    return Innovation.objects.filter(pk__in=row_numbers([number])).values_list("opd_id", flat=True).first()
