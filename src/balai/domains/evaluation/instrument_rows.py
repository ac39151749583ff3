"""Rows of instruments that take evidence: one proof serves several instruments, those that the region made itself too."""

from collections.abc import Callable, Sequence

from balai.domains.evaluation.models import Edition, Instrument
from balai.domains.evaluation.queries.assessments import definition_of
from balai.domains.evaluation.terms import Standing
from balai.engine.evidence.public import InstrumentRows


def instrument_rows() -> list[InstrumentRows]:
    """One for every instrument that has an edition to fill in."""
    rows = Instrument.objects.filter(editions__standing=Standing.USABLE).distinct().order_by("order", "code")
    return [
        InstrumentRows(code=row.code, label=row.label, editions=_editions(row.code), rows=_rows(row.code))
        for row in rows
    ]


def _editions(code: str) -> Callable[[], Sequence[str]]:
    def editions() -> Sequence[str]:
        rows = Edition.objects.filter(instrument__code=code, standing=Standing.USABLE)
        return list(rows.order_by("-valid_from", "code").values_list("code", flat=True))

    return editions


def _rows(code: str) -> Callable[[str], Sequence[tuple[str, str]]]:
    def rows(edition: str) -> Sequence[tuple[str, str]]:
        row = Edition.objects.filter(instrument__code=code, code=edition).first()
        return [] if row is None else [(part.code, part.label) for part in definition_of(row).rows()]

    return rows
