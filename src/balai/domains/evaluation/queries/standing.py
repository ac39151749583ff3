"""How an assessment stands, as its page shows it: components side by side, last year, disagreement, proofs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from balai.domains.evaluation.models import Assessment, Reply
from balai.domains.evaluation.queries.assessments import (
    Sheet,
    all_years,
    definition_of,
    final_levels,
    sheet,
    spoken,
    year_before,
)
from balai.domains.evaluation.queries.proofs import standing_proofs
from balai.domains.evaluation.rules.definition import Part, rounded
from balai.domains.evaluation.rules.drawing import radar
from balai.domains.evaluation.rules.scoring import Difference, Outcome, differences, improvement, scored
from balai.domains.evaluation.terms import Side, State

PLACES = 2


@dataclass(frozen=True, slots=True)
class PartRow:
    """A component in the table: levels of both sides, of last year, and what changed. Values have two places."""

    part: Part
    own: Decimal | None
    other: Decimal | None
    before: Decimal | None
    change: Decimal | None
    filled: int
    rows: int
    weight: str
    proofs: int
    below: tuple["PartRow", ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A row on which two disagree, with what was said about it."""

    difference: Difference
    own: str
    other: str
    gap: Decimal
    effect: Decimal
    own_reason: str
    other_reason: str
    replies: Sequence[Reply]


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the page of an assessment needs."""

    sheet: Sheet
    own: Outcome
    other: Outcome
    before: Assessment | None
    improvement: Decimal | None
    parts: list[PartRow]
    gaps: list[Gap]
    picture: str
    dimensions: str
    trend: list[tuple[str, Decimal | None]]
    unproven: int
    proofs: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def now(self) -> Outcome:
        """The assessor's outcome where there is one, else the agency's own."""
        return self.other if self.other.index is not None else self.own


def standing(assessment: Assessment, *, shows_assessor: bool = True) -> Standing:
    """How it stands now. Before the assessor is done his levels are his own: `shows_assessor` False leaves them out."""
    found = sheet(assessment)
    own = found.outcome(Side.SELF)
    other = found.outcome(Side.ASSESSOR) if shows_assessor else scored(found.definition, {})
    before = year_before(assessment)
    last = None
    if before is not None:
        last = scored(definition_of(before.edition), final_levels([before])[before.pk])
    proofs = standing_proofs(assessment)
    now = other if other.index is not None else own
    parts = _parts(found, own, other, last, proofs)
    gaps = _gaps(found) if shows_assessor else []
    return Standing(
        found,
        own,
        other,
        before,
        improvement(now.index, before.figure if before else None),
        parts,
        gaps,
        _picture(found, parts, has_before=last is not None),
        _dimensions(found, parts),
        _trend(assessment, now),
        sum(not proofs.get(row.code) for row in found.definition.rows()),
        proofs,
    )


def _parts(
    found: Sheet, own: Outcome, other: Outcome, last: Outcome | None, proofs: Mapping[str, Sequence[Any]]
) -> list[PartRow]:
    former = {one.part.code: one.value for one in last.parts} if last else {}
    rows = []
    for mine, theirs in zip(own.parts, other.parts, strict=True):
        value = theirs.value if theirs.value is not None else mine.value
        was = former.get(mine.part.code)
        rows.append(
            PartRow(
                mine.part,
                _two(mine.value),
                _two(theirs.value),
                _two(was),
                None if value is None or was is None else _two(value - was),
                mine.filled,
                mine.rows,
                spoken(mine.part.weight),
                sum(len(proofs.get(row.code, ())) for row in mine.part.rows()),
            )
        )
    return rows


def _gaps(found: Sheet) -> list[Gap]:
    own, other = found.levels(Side.SELF), found.levels(Side.ASSESSOR)
    rows = []
    for one in differences(found.definition, own, other):
        mine, theirs = found.scores[one.row.code, Side.SELF], found.scores[one.row.code, Side.ASSESSOR]
        rows.append(
            Gap(
                one,
                spoken(one.own),
                spoken(one.other),
                rounded(one.gap, PLACES),
                rounded(one.effect, 3),
                mine.reason,
                theirs.reason,
                found.replies.get(one.row.code, []),
            )
        )
    return rows


def _picture(found: Sheet, parts: Sequence[PartRow], *, has_before: bool) -> str:
    columns = [("Mandiri", [row.own for row in parts]), ("Asesor", [row.other for row in parts])]
    if has_before:
        columns.append(("Tahun lalu", [row.before for row in parts]))
    return _radar(found, [row.part.label for row in parts], columns)


def _dimensions(found: Sheet, parts: Sequence[PartRow]) -> str:
    """The radar of the rows below a component where there are six of them: the dimensions."""
    six = next((row.part for row in parts if len(row.part.parts) == 6), None)
    if six is None:
        return ""
    own, other = found.levels(Side.SELF), found.levels(Side.ASSESSOR)
    columns = [
        ("Mandiri", [_two(own.get(row.code)) for row in six.parts]),
        ("Asesor", [_two(other.get(row.code)) for row in six.parts]),
    ]
    return _radar(found, [row.label.removeprefix("Smart ") for row in six.parts], columns)


def _radar(
    found: Sheet, labels: Sequence[str], columns: Sequence[tuple[str, Sequence[Decimal | None]]]
) -> str:
    kept = [(name, values) for name, values in columns if any(value is not None for value in values)]
    return radar(
        labels,
        [[None if value is None else float(value) for value in values] for _name, values in kept],
        lowest=float(found.definition.lowest),
        highest=float(found.definition.highest),
        names=[name for name, _values in kept],
    )


def _trend(assessment: Assessment, now: Outcome) -> list[tuple[str, Decimal | None]]:
    """(year, index) of the final years, years between without one left empty; this year last."""
    finals = {one.year: one.figure for one in all_years(assessment.instrument_code, assessment.subject)}
    if assessment.state != State.FINAL and now.index is not None:
        finals[assessment.year] = now.index
    if len(finals) < 2:
        return []
    return [(str(year), finals.get(year)) for year in range(min(finals), max(finals) + 1)]


def _two(value: Any) -> Decimal | None:
    return None if value is None else rounded(value, PLACES)
