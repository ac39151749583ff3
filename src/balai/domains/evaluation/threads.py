"""Assessments on threads, so that proofs and programmes can hang on them."""

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.urls import reverse

from balai.domains.evaluation.models import Assessment
from balai.domains.evaluation.permissions import SEE
from balai.domains.evaluation.terms import STATE_LABELS, STATE_TONES, State
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.text import row_numbers
from balai.kits.ui.words import said


def _knot(one: Assessment) -> Knot:
    state = State(one.state)
    return Knot(
        kind="ASSESSMENT",
        id=str(one.pk),
        title=f"{one.edition.instrument.label} {one.year}"
        + (f", {one.opd.short_name}" if one.subject else ""),
        url=reverse("evaluation:assessment", args=[one.pk]),
        note=one.edition.label,
        marks=((said(STATE_LABELS[state]), STATE_TONES[state]),),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    rows = Assessment.objects.filter(pk__in=row_numbers(ids)).select_related("edition__instrument", "opd")
    return {str(one.pk): _knot(one) for one in rows}


def _search(words: str, most: int) -> list[Knot]:
    rows = Assessment.objects.select_related("edition__instrument", "opd")
    for word in words.split():
        year = Q(year=int(word)) if word.isdecimal() and len(word) < 5 else Q()
        rows = rows.filter(Q(edition__instrument__label__icontains=word) | Q(subject__icontains=word) | year)
    return [_knot(one) for one in rows.order_by("-year", "pk")[:most]]


THREAD_KIND = ThreadKind(
    code="ASSESSMENT",
    label="Penilaian",
    plural="Penilaian",
    icon="scales",
    order=75,
    find=_find,
    search=_search,
    permission=SEE,
)
