"""The box: what everybody may read, what waits, what speaks of the same."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from balai.domains.ideas.models import Idea
from balai.domains.ideas.terms import PUBLIC_STAGES, UNANSWERED, Stage
from balai.foundation.likeness import Words, similar


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed by and how it is put in order; "" does neither."""

    words: str = ""
    stage: str = ""
    kecamatan: str = ""
    origin: str = ""
    order: str = ""


def shown() -> QuerySet[Idea]:
    """Everything that is public."""
    return Idea.objects.filter(stage__in=PUBLIC_STAGES)


def listed(chosen: Chosen) -> QuerySet[Idea]:
    """Public ideas that fit everything chosen, the newest first or the most supported."""
    rows = shown().select_related("area", "holder", "opd")
    for word in chosen.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    if chosen.stage:
        rows = rows.filter(stage=chosen.stage)
    if chosen.kecamatan:
        rows = rows.filter(Q(area=chosen.kecamatan) | Q(area__code__startswith=f"{chosen.kecamatan}."))
    if chosen.origin:
        rows = rows.filter(origin=chosen.origin)
    return (
        rows.order_by("-supports", "-pk") if chosen.order == "dukungan" else rows.order_by("-sent_at", "-pk")
    )


def counted(*, on: date) -> dict[str, int]:
    """How many are public, in which stage, and how many were promised an answer before that day and have none."""
    sums = Counter(dict(shown().values_list("stage").annotate(n=Count("pk")).order_by()))
    late = Idea.objects.filter(stage__in=UNANSWERED, answer_date__lt=on).count()
    return {
        "every": sum(sums.values()),
        "waiting": sums[Stage.REVIEWED],
        "tried": sums[Stage.PILOTED],
        "adopted": sums[Stage.ADOPTED],
        "late": late,
    }


def alike(title: str, area: str = "", *, own: int = 0, most: int = 5) -> list[Idea]:
    """Public ideas that may speak of the same, the likest first."""
    others = [
        Words(pk, other, place or "") for pk, other, place in shown().values_list("pk", "title", "area_id")
    ]
    found = similar(Words(own, title, area), others, most=most)
    rows = Idea.objects.in_bulk([pk for pk, _likeness in found])
    return [rows[pk] for pk, _likeness in found]


def waiting() -> QuerySet[Idea]:
    """What nobody has looked at yet, the soonest promise first."""
    return (
        Idea.objects.filter(stage=Stage.RECEIVED).select_related("area", "opd").order_by("answer_date", "pk")
    )


def owed(*, holder_id: int | None) -> QuerySet[Idea]:
    """Public ideas without an answer, of one office or of all."""
    rows = Idea.objects.filter(stage=Stage.REVIEWED).select_related("holder")
    return (rows.filter(holder=holder_id) if holder_id else rows).order_by("answer_date", "pk")
