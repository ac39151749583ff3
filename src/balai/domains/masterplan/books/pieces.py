"""Small pieces that the chapters of all books are made of."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format

from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.queries.programmes import plan_of
from balai.engine.publications.public import Note
from balai.foundation.money import rupiah


def plan_called(edition: str) -> Plan | None:
    """The plan of an edition; None for one that is gone."""
    return plan_of(edition) if edition else None


def figure(value: Decimal | None) -> str:
    """`68,42`, without zeros that say nothing; a dash where there is none."""
    if value is None:
        return "–"
    text = number_format(value.quantize(Decimal("0.01")), decimal_pos=2, force_grouping=True)
    return text.rstrip("0").rstrip(",") if "," in text else text


def money(amount: int | None) -> str:
    """Rupiah, a dash where nothing is planned."""
    return "–" if amount is None else rupiah(amount)


def millions(amount: int | None) -> str:
    """Millions of rupiah with one place, for tables of many years; a dash where nothing is planned."""
    return (
        "–" if amount is None else number_format(Decimal(amount) / 10**6, decimal_pos=1, force_grouping=True)
    )


def example_note(rows: Iterable[object], what: str) -> list[Note]:
    """One remark where some of these are invented."""
    return (
        [Note(f"Sebagian {what} di bab ini adalah contoh untuk peragaan, bukan data resmi.")]
        if any(getattr(row, "is_example", False) for row in rows)
        else []
    )


def said_or_dash(text: str) -> str:
    """The text, a dash where it is blank."""
    return text.strip() or "–"
