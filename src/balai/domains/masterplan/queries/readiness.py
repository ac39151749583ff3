"""Named questions about readiness: the rubric, the marks, and the picture they make."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from balai.domains.masterplan.models import Plan, Readiness
from balai.domains.masterplan.rules.strategy import (
    Criterion,
    ElementScore,
    by_element,
    read_rubric,
    shares,
    weakest,
)
from balai.domains.masterplan.terms_strategy import ELEMENT_LABELS, RUBRIC, Element, Mark
from balai.engine.parameters import public as parameters


@dataclass(frozen=True, slots=True)
class Standing:
    """How ready a plan's region is: percent good, medium, poor; each element; the weakest; how much was scored."""

    shares: dict[Mark, int]
    elements: list[ElementScore]
    weakest: list[Element]
    scored: int
    asked: int


def rubric(*, on: date | None = None) -> list[Criterion]:
    """The criteria that hold on a day, today where none is given; none where the region has no rubric."""
    value = parameters.value(RUBRIC, on=on or timezone.localdate(), default={"criteria": []})
    return read_rubric(value)


def marks(plan: Plan) -> dict[str, Readiness]:
    """criterion -> what it was given."""
    rows = Readiness.objects.filter(plan=plan, removed_at=None).select_related("author_opd")
    return {row.criterion: row for row in rows}


def standing(criteria: list[Criterion], given: dict[str, Readiness]) -> Standing:
    """The whole picture; marks of criteria that the rubric no longer has do not count."""
    known = {one.code: given[one.code].mark for one in criteria if one.code in given}
    elements = by_element(criteria, known)
    return Standing(shares(known.values()), elements, weakest(elements), len(known), len(criteria))


def element_bars(found: Standing) -> list[tuple[str, int]]:
    """(label, 0..100) of the elements that have a score."""
    return [(ELEMENT_LABELS[one.element], one.score) for one in found.elements if one.score is not None]
