"""Ideas on threads: what everybody may read, by its title."""

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse

from balai.domains.ideas.models import Idea
from balai.domains.ideas.queries.box import shown
from balai.domains.ideas.terms import ORIGIN_LABELS, STAGE_LABELS, STAGE_TONES, Origin, Stage
from balai.engine.threads.public import Knot, ThreadKind
from balai.kits.ui.words import said


def _knot(idea: Idea) -> Knot:
    stage = Stage(idea.stage)
    marks = [(str(said(STAGE_LABELS[stage])), STAGE_TONES[stage])]
    return Knot(
        kind="IDEA",
        id=str(idea.pk),
        title=idea.title,
        url=reverse("ideas:detail", args=[idea.pk]),
        note=str(said(ORIGIN_LABELS[Origin(idea.origin)])),
        marks=(*marks, (said("contoh"), "muted")) if idea.is_example else tuple(marks),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    numbers = [number for number in ids if number.isdecimal()]
    return {str(idea.pk): _knot(idea) for idea in shown().filter(pk__in=numbers)}


def _search(words: str, most: int) -> list[Knot]:
    rows = shown()
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return [_knot(idea) for idea in rows.order_by("title", "pk")[:most]]


def _every() -> Iterable[str]:
    """Ideas that were taken on: of the others nobody expects an innovation."""
    rows = shown().filter(stage__in=[Stage.ACCEPTED, Stage.PILOTED])
    return [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]


def subjects(ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Title and address of public ideas, for the duties about them; what waits has no title outside."""
    return {number: (knot.title, knot.url) for number, knot in _find(ids).items()}


THREAD_KIND = ThreadKind(
    code="IDEA",
    label="Gagasan",
    plural="Gagasan",
    icon="star",
    order=15,
    find=_find,
    search=_search,
    every=_every,
)
