"""What is wrong with an edition, in words. An edition with faults is shown and never scored. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from balai.domains.evaluation.rules.definition import Definition, Part, rounded
from balai.domains.evaluation.terms import WHERE_LABELS, Fault

MOST_ROWS = 500
_WHOLE = WHERE_LABELS["ALL"]


@dataclass(frozen=True, slots=True)
class Found:
    """A fault with the values that its sentence in FAULT_LABELS names."""

    fault: Fault
    values: dict[str, str]


def faults(definition: Definition) -> list[Found]:
    """Everything that keeps an edition from being scored, in the order of the file."""
    return [
        *_about_scale(definition),
        *_about_rows(definition),
        *_about_weights(definition.parts, definition.total, _WHOLE),
        *_about_levels(definition),
        *_about_bands(definition),
    ]


def is_incomplete(definition: Definition) -> bool:
    """Whether the edition itself says that its rows are not known yet."""
    return bool(definition.missing)


def _about_scale(definition: Definition) -> Iterator[Found]:
    if definition.lowest >= definition.highest:
        yield Found(Fault.SCALE, {"low": shown(definition.lowest), "high": shown(definition.highest)})
    if definition.step is not None and definition.step <= 0:
        yield Found(Fault.STEP, {"step": shown(definition.step)})
    if definition.base is not None and definition.base <= 0:
        yield Found(Fault.BASE, {"base": shown(definition.base)})


def _about_rows(definition: Definition) -> Iterator[Found]:
    rows = definition.rows()
    if not rows:
        yield Found(Fault.EMPTY, {})
    if len(rows) > MOST_ROWS:
        yield Found(Fault.TOO_MANY, {"found": str(len(rows)), "most": str(MOST_ROWS)})
    if definition.row_count is not None and rows and len(rows) != definition.row_count:
        yield Found(Fault.COUNT, {"found": str(len(rows)), "wanted": str(definition.row_count)})
    every = [part for top in definition.parts for part in _all(top)]
    for code, count in Counter(part.code for part in every).items():
        if count > 1:
            yield Found(Fault.DOUBLE, {"code": code or "–", "count": str(count)})
    for part in every:
        if not part.code or not part.label or len(part.code) > 20:
            yield Found(Fault.NAMELESS, {"row": part.label or part.code or "–"})


def _about_weights(parts: Sequence[Part], wanted: Fraction | None, where: str) -> Iterator[Found]:
    """`wanted` None at the top: no total is stated, so that the weights may sum to anything or be left out."""
    for part in parts:
        if part.written is not None and part.weight is None:
            yield Found(Fault.NOT_NUMBER, {"row": part.label, "weight": part.written})
        elif part.weight is not None and part.weight <= 0:
            yield Found(Fault.NOT_POSITIVE, {"row": part.label, "weight": part.written or ""})
    weighed = [part for part in parts if part.weight is not None]
    if weighed or (wanted is not None and where == _WHOLE):
        yield from (Found(Fault.HOLE, {"row": part.label}) for part in parts if part.written is None)
        total = sum((part.weight for part in weighed if part.weight), Fraction(0))
        if parts and wanted is not None and total != wanted:
            yield Found(Fault.SUM, {"where": where, "sum": shown(total), "wanted": shown(wanted)})
    for part in parts:
        if part.parts:
            yield from _about_weights(part.parts, part.weight, part.label)


def _about_levels(definition: Definition) -> Iterator[Found]:
    for row in definition.rows():
        if row.levels and row.levels not in definition.levels:
            yield Found(Fault.LEVELS_UNKNOWN, {"row": row.label, "levels": row.levels})
    if definition.step is None or definition.step <= 0 or definition.highest <= definition.lowest:
        return
    if (definition.highest - definition.lowest) / definition.step > 20:
        return
    for name, levels in definition.levels.items():
        level = definition.lowest
        while level <= definition.highest:
            if shown(level) not in levels:
                yield Found(Fault.LEVEL_MISSING, {"levels": name, "level": shown(level)})
            level += definition.step


def _about_bands(definition: Definition) -> Iterator[Found]:
    for least, count in Counter(band.least for band in definition.bands).items():
        if count > 1:
            yield Found(Fault.BAND_DOUBLE, {"least": _plain(least), "count": str(count)})
    if definition.bands and definition.parts:
        worst = _plain(rounded(worst_index(definition), definition.places))
        last = definition.bands[-1]
        if not last.holds(Decimal(worst)):
            yield Found(Fault.BAND_HOLE, {"low": worst, "least": _plain(last.least)})


def worst_index(definition: Definition) -> Fraction:
    """The index of somebody who has the lowest level everywhere."""
    share = Fraction(1)
    if definition.total and definition.base:
        share = definition.total / definition.base
    return definition.factor * definition.lowest * share


def shown(value: Fraction) -> str:
    """A number as it stands in a sentence: 16.5, and 1/9 where decimals never end."""
    if value.denominator == 1:
        return str(value.numerator)
    exact = rounded(value, 6)
    return _plain(exact) if Fraction(exact) == value else f"{value.numerator}/{value.denominator}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _all(part: Part) -> Iterator[Part]:
    yield part
    for below in part.parts:
        yield from _all(below)
