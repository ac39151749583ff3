"""What the reporter typed, as the desk shows it: without NIK, telephone numbers and their like until somebody asks for them."""

from dataclasses import dataclass, field
from typing import Any

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.queries import exact_place
from balai.foundation.privacy import scrub


@dataclass(frozen=True, slots=True)
class Typed:
    """The reporter's own words; `answers` are those to the questions of the category."""

    text: str = field(repr=False)
    landmark: str = field(repr=False)
    answers: tuple[tuple[str, Any], ...] = field(repr=False)


def typed(report: Report) -> Typed:
    """As it came."""
    return Typed(report.text, exact_place(report)[1], tuple(report.answers.items()))


def masked(words: Typed) -> Typed:
    """The same with a mask for every number that is somebody's."""
    answers = tuple((question, _masked(answer)) for question, answer in words.answers)
    return Typed(scrub(words.text), scrub(words.landmark), answers)


def _masked(answer: Any) -> Any:
    if isinstance(answer, list):
        return [_masked(one) for one in answer]
    return scrub(answer) if isinstance(answer, str) else answer
