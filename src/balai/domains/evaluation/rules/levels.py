"""A level as people write it. Pure."""

from decimal import Decimal
from fractions import Fraction

from balai.domains.evaluation.rules.checking import shown
from balai.domains.evaluation.rules.definition import Definition, Part, number
from balai.domains.evaluation.rules.scoring import fits
from balai.foundation.errors import Refused

# As many places as a level is kept with.
PLACES = Decimal("0.000001")


def level_of(definition: Definition, row: Part, text: str) -> Fraction | None:
    """The level in a text such as 3, 3,21 or 105/29; None for an empty one.

    Raises Refused LEVEL_UNREADABLE, LEVEL_OFF_SCALE with the row as field.
    """
    if not text.strip():
        return None
    level = number(text)
    if level is None:
        raise Refused(
            "LEVEL_UNREADABLE",
            "{row}: {text} bukan bilangan.",
            field=row.code,
            row=row.label,
            text=text.strip()[:40],
        )
    level = kept(level)
    if not fits(definition, level):
        raise Refused(
            "LEVEL_OFF_SCALE",
            "{row}: isi {low} sampai {high} dengan langkah {step}, tertulis {text}."
            if definition.step
            else "{row}: isi {low} sampai {high}, tertulis {text}.",
            field=row.code,
            row=row.label,
            low=shown(definition.lowest),
            high=shown(definition.highest),
            step=shown(definition.step) if definition.step else "",
            text=text.strip()[:40],
        )
    return level


def kept(level: Fraction) -> Fraction:
    """The level with as many places as it is stored with."""
    return Fraction((Decimal(level.numerator) / Decimal(level.denominator)).quantize(PLACES))


def written(level: Fraction | None) -> str:
    """A level as it stands in a form or a sheet: 3, 3.21."""
    return "" if level is None else shown(kept(level))
