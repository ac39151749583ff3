"""Rows of instruments that take evidence: one proof serves several instruments."""

from collections.abc import Callable, Sequence

from balai.domains.evaluation.models import Edition
from balai.domains.evaluation.queries.assessments import definition_of
from balai.engine.evidence.public import InstrumentRows

# Those that the house ships; their editions are data.
SHIPPED = (
    ("KOMINFO", "Evaluasi Smart City (Kominfo)"),
    ("SPBE", "Indeks SPBE"),
    ("SAKIP", "Nilai SAKIP"),
    ("IKM", "Indeks Kepuasan Masyarakat"),
    ("TIGA_SUDUT", "Tiga sudut Batang"),
)


def instrument_rows() -> list[InstrumentRows]:
    """One for every shipped instrument."""
    return [
        InstrumentRows(code=code, label=label, editions=_editions(code), rows=_rows(code))
        for code, label in SHIPPED
    ]


def _editions(code: str) -> Callable[[], Sequence[str]]:
    def editions() -> Sequence[str]:
        rows = Edition.objects.filter(instrument__code=code, standing="USABLE")
        return list(rows.order_by("-valid_from", "code").values_list("code", flat=True))

    return editions


def _rows(code: str) -> Callable[[str], Sequence[tuple[str, str]]]:
    def rows(edition: str) -> Sequence[tuple[str, str]]:
        row = Edition.objects.filter(instrument__code=code, code=edition).first()
        return [] if row is None else [(part.code, part.label) for part in definition_of(row).rows()]

    return rows
