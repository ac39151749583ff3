"""Programmes on threads, and as what duties belong to."""

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse

from balai.domains.masterplan.models import Programme
from balai.domains.masterplan.terms import PROGRAMME_LABELS, PROGRAMME_TONES, ProgrammeState
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.text import row_numbers
from balai.kits.ui.words import said


def _knot(one: Programme) -> Knot:
    marks = [(said(PROGRAMME_LABELS[one.state]), PROGRAMME_TONES[one.state])]
    if one.is_quick_win:
        marks.append((said("Quick win"), "warn"))
    return Knot(
        kind="PROGRAMME",
        id=str(one.pk),
        title=one.name,
        url=reverse("masterplan:programme", args=[one.pk]),
        note=f"{one.code} · {one.lead.code}" if one.lead else one.code,
        marks=tuple(marks),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    return {
        str(one.pk): _knot(one)
        for one in Programme.objects.filter(pk__in=row_numbers(ids)).select_related("lead")
    }


def _search(words: str, most: int) -> list[Knot]:
    rows = Programme.objects.select_related("lead")
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    return [_knot(one) for one in rows.order_by("plan__is_example", "name", "pk")[:most]]


def _every() -> Iterable[str]:
    rows = Programme.objects.exclude(state=ProgrammeState.STOPPED).filter(plan__is_example=False)
    return [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]


def quick_wins() -> Iterable[str]:
    """Ids of the quick wins that a thread should lead on from."""
    rows = Programme.objects.exclude(state=ProgrammeState.STOPPED).filter(plan__is_example=False)
    return [str(pk) for pk in rows.filter(is_quick_win=True).order_by("pk").values_list("pk", flat=True)]


THREAD_KIND = ThreadKind(
    code="PROGRAMME",
    label="Program",
    plural="Program",
    icon="flag",
    order=20,
    find=_find,
    search=_search,
    every=_every,
)


def subjects(ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Title and address of programmes, for duties about them."""
    return {number: (knot.title, knot.url) for number, knot in _find(ids).items()}


def owner(number: str) -> int | None:
    """The office that leads a programme."""
    return Programme.objects.filter(pk__in=row_numbers([number])).values_list("lead_id", flat=True).first()
