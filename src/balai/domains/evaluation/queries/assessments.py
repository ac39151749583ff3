"""Named questions about instruments and assessments."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format

from balai.domains.evaluation.models import Assessment, Edition, Reply, Score
from balai.domains.evaluation.rules.checking import shown
from balai.domains.evaluation.rules.definition import Definition, read_definition
from balai.domains.evaluation.rules.scoring import Outcome, scored
from balai.domains.evaluation.terms import FAULT_LABELS, Fault, Side, State
from balai.foundation.errors import NotFound
from balai.kits.ui.words import said

Levels = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessment with everything that is said in it now. `scores` and `history`: (row, side) -> statement(s)."""

    assessment: Assessment
    definition: Definition
    scores: Mapping[tuple[str, str], Score]
    history: Mapping[tuple[str, str], list[Score]]
    replies: Mapping[str, list[Reply]]

    def levels(self, side: str) -> Levels:
        """Row -> level of one side, rows without one left out."""
        return {
            row: Fraction(score.level)
            for (row, of), score in self.scores.items()
            if of == side and score.level is not None
        }

    def outcome(self, side: str) -> Outcome:
        """What the levels of one side come to."""
        return scored(self.definition, self.levels(side))


def definition_of(edition: Edition) -> Definition:
    """The edition as scoring reads it."""
    return read_definition(edition.content)


def sheet(assessment: Assessment) -> Sheet:
    """Everything said in an assessment; two queries."""
    scores: dict[tuple[str, str], Score] = {}
    history: dict[tuple[str, str], list[Score]] = {}
    for score in assessment.scores.select_related("given_opd").order_by("pk"):
        scores[score.row, score.side] = score
        history.setdefault((score.row, score.side), []).append(score)
    replies: dict[str, list[Reply]] = {}
    for reply in assessment.replies.select_related("said_opd").order_by("pk"):
        replies.setdefault(reply.row, []).append(reply)
    return Sheet(assessment, definition_of(assessment.edition), scores, history, replies)


def one_assessment(assessment_id: int) -> Assessment:
    """Raises NotFound ASSESSMENT_UNKNOWN."""
    found = Assessment.objects.select_related("edition__instrument", "opd").filter(pk=assessment_id).first()
    if found is None:
        raise NotFound("ASSESSMENT_UNKNOWN", "Penilaian ini tidak ada.")
    return found


def year_before(assessment: Assessment) -> Assessment | None:
    """The final assessment of the same instrument and subject before this one, the latest first."""
    rows = Assessment.objects.filter(
        instrument_code=assessment.instrument_code,
        subject=assessment.subject,
        state=State.FINAL,
        year__lt=assessment.year,
    )
    return rows.select_related("edition__instrument", "opd").order_by("-year").first()


def all_years(instrument_code: str, subject: str) -> list[Assessment]:
    """The final ones of a subject, oldest first."""
    rows = Assessment.objects.filter(instrument_code=instrument_code, subject=subject, state=State.FINAL)
    return list(rows.select_related("edition").order_by("year"))


def final_levels(assessments: Collection[Assessment]) -> dict[int, Levels]:
    """assessment -> the assessor's levels, of several in one query."""
    found: dict[int, Levels] = {one.pk: {} for one in assessments}
    rows = Score.objects.filter(assessment__in=list(found), side=Side.ASSESSOR).order_by("pk")
    for number, row, level in rows.values_list("assessment_id", "row", "level"):
        if level is None:
            found[number].pop(row, None)
        else:
            found[number][row] = Fraction(level)
    return found


def fault_words(edition: Edition) -> list[str]:
    """What is wrong with an edition, as sentences."""
    return [_words(one) for one in edition.faults]


def _words(one: Mapping[str, Any]) -> str:
    values = {name: said(value) for name, value in one["values"].items()}
    return said(FAULT_LABELS[Fault(one["fault"])]).format(**values)


def spoken(value: Fraction | Decimal | None) -> str:
    """A number as the reader's language writes it: 16,5; 1/9 where decimals never end; "" for None."""
    if value is None:
        return ""
    text = shown(Fraction(value))
    return text if "/" in text else number_format(Decimal(text))


def series_code(instrument_code: str, subject: str = "") -> str:
    """The code of the yearly series that final results go into."""
    code = f"EVALUATION.{instrument_code.upper()}"
    return f"{code}.{subject}" if subject else code
