"""An edition of an instrument as the program reads it, from the small format that all instruments share.

    scale: {min: "1", max: "5", step: "1"}        what a row may be given
    total: "100"                                   what the weights at the top must sum to
    base: "100"                                    what the weighted sum is divided by; the total when left out
    factor: "1"                                    what the mean is multiplied with (IKM: 25)
    places: 2                                      decimals of the index
    rows: 47                                       how many rows there must be (may be left out)
    levels: {PROCESS: {"1": {label: …, text: …}}}  wordings of levels
    bands: [{from: "4.2", label: …, code: …, above: true}]
    parts: [{code, label, weight, levels, hint, parts: […]}]

Weights are shares of the whole on every floor: those below a part sum to the weight of the part. A part whose children
have no weight is their plain mean. Numbers are texts ("16.5", "1/9"), so that none passes through a binary fraction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A component, or a row when it has no parts. `written` is its weight as it stands in the file, None without one;
    `weight` the same as a number, None also where it is not a number."""

    code: str
    label: str
    weight: Fraction | None = None
    written: str | None = None
    parts: tuple["Part", ...] = ()
    levels: str = ""
    hint: str = ""

    @property
    def is_row(self) -> bool:
        return not self.parts

    def rows(self) -> Iterator["Part"]:
        """Itself, or the rows below it in order."""
        if self.is_row:
            yield self
        for part in self.parts:
            yield from part.rows()


@dataclass(frozen=True, slots=True)
class Band:
    """A name for an index from `least` on; only above it where `is_above`."""

    least: Decimal
    label: str
    code: str = ""
    is_above: bool = False

    def holds(self, index: Decimal) -> bool:
        return index > self.least if self.is_above else index >= self.least


@dataclass(frozen=True, slots=True)
class Reference:
    """A published result of somebody else, to compare with and to prove the formula by. `values`: code -> level."""

    place: str
    year: int
    values: Mapping[str, Fraction]
    index: str
    previous: str
    source: str


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything that scoring needs to know of an edition."""

    lowest: Fraction
    highest: Fraction
    step: Fraction | None
    total: Fraction | None
    base: Fraction | None
    factor: Fraction
    places: int
    parts: tuple[Part, ...]
    levels: Mapping[str, Mapping[str, Mapping[str, str]]]
    bands: tuple[Band, ...]
    row_count: int | None = None
    missing: str = ""
    references: tuple[Reference, ...] = field(default=())

    def rows(self) -> list[Part]:
        """All rows in order."""
        return [row for part in self.parts for row in part.rows()]


def read_definition(content: Mapping[str, Any]) -> Definition:
    """The definition of a content; what is wrong in it is left out here and named by `checking.faults`."""
    scale = _mapping(content.get("scale"))
    total = number(content.get("total"))
    places = content.get("places", 2)
    return Definition(
        lowest=_or(number(scale.get("min")), Fraction(0)),
        highest=_or(number(scale.get("max")), Fraction(100)),
        step=number(scale.get("step")),
        total=total,
        base=_or(number(content.get("base")), total),
        factor=_or(number(content.get("factor")), Fraction(1)),
        places=places if isinstance(places, int) and 0 <= places <= 5 else 2,
        parts=_parts(content.get("parts")),
        levels={
            str(name): {str(level): _mapping(said) for level, said in _mapping(levels).items()}
            for name, levels in _mapping(content.get("levels")).items()
        },
        bands=tuple(
            sorted(
                (band for band in map(_band, _rows(content.get("bands"))) if band),
                key=lambda band: -band.least,
            )
        ),
        row_count=content.get("rows") if isinstance(content.get("rows"), int) else None,
        missing=str(content.get("missing") or ""),
        references=tuple(map(_reference, _rows(content.get("references")))),
    )


def number(written: Any) -> Fraction | None:
    """A number as people and files write it: 16.5, 16,5 or 1/9; None for anything else."""
    text = "" if written is None or isinstance(written, bool) else str(written).strip().replace(",", ".")
    if not text or len(text) > 20 or "e" in text.casefold() or "_" in text:
        return None
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def rounded(value: Fraction, places: int) -> Decimal:
    """Half up, without a detour over a binary number."""
    scaled = value * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    found = Decimal(whole).scaleb(-places)
    return (-found if value < 0 else found).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _parts(rows: Any) -> tuple[Part, ...]:
    return tuple(
        Part(
            code=str(row.get("code") or ""),
            label=str(row.get("label") or ""),
            weight=number(row.get("weight")),
            written=None if row.get("weight") is None else str(row["weight"]),
            parts=_parts(row.get("parts")),
            levels=str(row.get("levels") or ""),
            hint=str(row.get("hint") or ""),
        )
        for row in _rows(rows)
    )


def _band(row: Mapping[str, Any]) -> Band | None:
    least = number(row.get("from"))
    if least is None:
        return None
    exact = Decimal(least.numerator) / Decimal(least.denominator)
    return Band(exact, str(row.get("label") or ""), str(row.get("code") or ""), bool(row.get("above")))


def _reference(row: Mapping[str, Any]) -> Reference:
    values = {str(code): number(value) for code, value in _mapping(row.get("values")).items()}
    year = row.get("year")
    return Reference(
        str(row.get("place") or ""),
        year if isinstance(year, int) else 0,
        {code: value for code, value in values.items() if value is not None},
        str(row.get("index") or ""),
        str(row.get("previous") or ""),
        str(row.get("source") or ""),
    )


def _mapping(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _rows(found: Any) -> Sequence[Mapping[str, Any]]:
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _or(found: Fraction | None, instead: Any) -> Any:
    return instead if found is None else found
