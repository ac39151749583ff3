"""Findings on threads, and as what duties belong to."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from balai.domains.evaluation.models import Finding
from balai.domains.evaluation.permissions_field import FIELD
from balai.domains.evaluation.queries.findings import FindingView, findings
from balai.domains.evaluation.terms_field import FINDING_KIND
from balai.engine.duties import public as duties
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.text import row_numbers
from balai.kits.ui.words import said


def _knot(view: FindingView) -> Knot:
    marks = [(view.state, view.state_tone)]
    if view.is_repeated:
        marks.append((said("Berulang"), "late"))
    return Knot(
        kind=FINDING_KIND,
        id=str(view.row.pk),
        title=view.row.title,
        url=reverse("evaluation:field_finding", args=[view.row.pk]),
        note=f"{view.row.site.name} {view.row.site.review.year}",
        marks=tuple(marks),
    )


def _knots(rows: QuerySet[Finding]) -> list[Knot]:
    return [_knot(view) for view in findings(rows, at=timezone.now())]


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    numbers = row_numbers(ids)
    return {knot.id: knot for knot in _knots(Finding.objects.filter(pk__in=numbers))} if numbers else {}


def _search(words: str, most: int) -> list[Knot]:
    rows = Finding.objects.all()
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return _knots(
        Finding.objects.filter(pk__in=list(rows.order_by("-pk").values_list("pk", flat=True)[:most]))
    )


def _without_duty() -> Iterable[str]:
    """Where dead ends are looked for: what an agency owes by a date is no dead end."""
    ids = [str(pk) for pk in Finding.objects.order_by("pk").values_list("pk", flat=True)]
    owed = {duty.duty.about_id for duty in duties.duties_about(FINDING_KIND, ids)}
    return [number for number in ids if number not in owed]


THREAD_KIND = ThreadKind(
    code=FINDING_KIND,
    label="Temuan",
    plural="Temuan",
    icon="alert",
    order=70,
    find=_find,
    search=_search,
    every=_without_duty,
    permission=FIELD,
)


def subjects(ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Title and address of findings, for duties about them."""
    numbers = row_numbers(ids)
    rows = Finding.objects.filter(pk__in=numbers).select_related("site__review")
    return {
        str(row.pk): (
            f"{row.site.name} {row.site.review.year}: {row.title}",
            reverse("evaluation:field_finding", args=[row.pk]),
        )
        for row in rows
    }
