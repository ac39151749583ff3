"""Risks on threads and as what duties belong to: for officers who may see the register."""

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse

from balai.domains.risks.models import Risk
from balai.domains.risks.permissions import SEE
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.text import row_numbers, shorten
from balai.kits.ui.words import said


def _knot(risk: Risk) -> Knot:
    marks = [(said("contoh"), "muted")] if risk.is_example else []
    return Knot(
        kind="RISK",
        id=str(risk.pk),
        title=shorten(risk.event, 120),
        url=reverse("risks:detail", args=[risk.pk]),
        note=f"{risk.opd.code} · {risk.value}" if risk.value else risk.opd.code,
        marks=tuple(marks),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    return {
        str(risk.pk): _knot(risk)
        for risk in Risk.objects.filter(pk__in=row_numbers(ids)).select_related("opd")
    }


def _search(words: str, most: int) -> list[Knot]:
    rows = Risk.objects.filter(closed_on=None).select_related("opd")
    for word in words.split():
        rows = rows.filter(event__icontains=word)
    return [_knot(risk) for risk in rows.order_by("event", "pk")[:most]]


def _every() -> Iterable[str]:
    return [str(pk) for pk in Risk.objects.filter(closed_on=None).order_by("pk").values_list("pk", flat=True)]


THREAD_KIND = ThreadKind(
    code="RISK", label="Risiko", plural="Risiko", icon="alert", order=60, find=_find, search=_search, every=_every, permission=SEE
)  # fmt: skip


def subjects(ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Title and address of risks, for duties about them."""
    return {number: (knot.title, knot.url) for number, knot in _find(ids).items()}
