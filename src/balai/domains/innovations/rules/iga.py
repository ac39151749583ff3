"""An edition of the national index as data: read it, and say in words what is off about it. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from balai.domains.innovations.terms_maturity import Aspect

TOP = 3
CENT = Decimal("0.01")
Range = tuple[Decimal, Decimal | None]
Fault = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the index. `weight` is None where the edition has no number there; `levels` are the words of 1, 2 and 3."""

    code: str
    aspect: Aspect
    group: str
    label: str
    weight: Decimal | None
    is_mandatory: bool
    levels: tuple[str, ...]
    proof: str
    note: str = ""
    measured_by: str = ""

    @property
    def most(self) -> Decimal:
        return (self.weight or Decimal(0)) * TOP


@dataclass(frozen=True, slots=True)
class Basis:
    """One way to measure an amount: the ranges of levels 1, 2 and 3."""

    code: str
    label: str
    unit: str
    decimals: int
    levels: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Rows and numbers of one edition; what it does not say is None or empty."""

    code: str
    lines: tuple[Line, ...] = ()
    bases: Mapping[str, tuple[Basis, ...]] = field(default_factory=dict)
    maxima: Mapping[str, Decimal] = field(default_factory=dict)
    count_weight: Decimal | None = None
    count_most: int = 0
    divisor: int | None = None
    affairs_minimum: int | None = None
    affairs: tuple[str, ...] = ()
    bands: tuple[tuple[str, Decimal, Decimal], ...] = ()
    window: tuple[str, str] | None = None
    repeats: int | None = None
    scale: Decimal | None = None

    def of(self, aspect: Aspect) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.aspect is aspect)

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.code == code), None)

    @property
    def paper_most(self) -> Decimal:
        """The greatest maturity one innovation can have; of an edition without rows the scale that was seen."""
        return self.scale or sum((line.most for line in self.of(Aspect.INNOVATION)), Decimal(0))


def read(raw: Mapping[str, Any]) -> Edition:
    """The edition from its stored form (JSON types; numbers that must be exact are texts)."""
    count, maxima = raw.get("count") or {}, raw.get("maxima") or {}
    return Edition(
        code=str(raw["code"]),
        lines=tuple(_line(row) for row in raw.get("rows") or ()),
        bases={name: tuple(_basis(row) for row in rows) for name, rows in (raw.get("bases") or {}).items()},
        maxima={name: found for name, text in maxima.items() if (found := _number(text)) is not None},
        count_weight=_number(count.get("weight")),
        count_most=count.get("most") or 0,
        divisor=raw.get("divisor"),
        affairs_minimum=raw.get("affairs_minimum"),
        affairs=tuple(raw.get("affairs") or ()),
        bands=tuple(
            (row["code"], Decimal(row["from"]), Decimal(row["to"])) for row in raw.get("bands") or ()
        ),
        window=tuple(raw["window"]) if raw.get("window") else None,
        repeats=raw.get("repeats"),
        scale=_number(raw.get("scale")),
    )


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        code=str(row["code"]),
        aspect=Aspect(row["aspect"]),
        group=row.get("group") or "",
        label=row["label"],
        weight=_number(row.get("weight")),
        is_mandatory=bool(row.get("is_mandatory")),
        levels=tuple(row.get("levels") or ()),
        proof=row.get("proof") or "",
        note=row.get("note") or "",
        measured_by=row.get("measured_by") or "",
    )


def _basis(row: Mapping[str, Any]) -> Basis:
    levels = tuple((Decimal(low), None if high is None else Decimal(high)) for low, high in row["levels"])
    return Basis(row["code"], row["label"], row["unit"], row.get("decimals") or 0, levels)


def _number(text: Any) -> Decimal | None:
    try:
        return None if text is None else Decimal(str(text))
    except InvalidOperation:
        return None


def faults(edition: Edition) -> list[Fault]:
    """Everything that keeps the edition from giving an index, as (code of FAULT_LABELS, values); [] when it is whole."""
    if not edition.lines:
        return [("NO_ROWS", {})]
    return [*_of_rows(edition), *_of_maxima(edition), *_of_bands(edition)]


def _of_rows(edition: Edition) -> Iterator[Fault]:
    for code, times in Counter(line.code for line in edition.lines).items():
        if times > 1:
            yield "ROW_TWICE", {"row": code}
    numbers = {int(digits) for line in edition.lines if (digits := line.code.rstrip("abcdefgh")).isdecimal()}
    for number in range(1, max(numbers, default=0)):
        if number not in numbers:
            yield "ROW_MISSING", {"row": str(number)}
    for line in edition.lines:
        if line.weight is None or line.weight <= 0:
            yield "ROW_WEIGHT", {"row": line.code}
        if len(line.levels) != TOP or not all(word.strip() for word in line.levels):
            yield "ROW_LEVELS", {"row": line.code}
        if line.measured_by and line.measured_by not in edition.bases:
            yield "ROW_BASES", {"row": line.code, "name": line.measured_by}


def _of_maxima(edition: Edition) -> Iterator[Fault]:
    total = Decimal(0)
    for aspect in Aspect:
        found = sum((line.most for line in edition.of(aspect)), Decimal(0))
        published = edition.maxima.get(aspect.lower())
        total += found
        if published is None:
            yield "MAXIMUM_MISSING", {"aspect": aspect}
        elif found != published:
            yield "MAXIMUM", {"aspect": aspect, "sum": _said(found), "published": _said(published)}
    if edition.count_weight is None or not edition.count_most:
        yield "COUNT_MISSING", {}
    else:
        found = edition.count_weight * edition.count_most
        total += found
        if found != edition.maxima.get("count"):
            yield "COUNT", {"sum": _said(found), "published": _said(edition.maxima.get("count"))}
    if total != edition.maxima.get("total"):
        yield "TOTAL", {"sum": _said(total), "published": _said(edition.maxima.get("total"))}
    if not edition.divisor:
        yield "DIVISOR_MISSING", {}


def _of_bands(edition: Edition) -> Iterator[Fault]:
    """Bands meet without a hole at two decimals. None at all is no fault: the index stands without a word."""
    rows: Sequence[tuple[str, Decimal, Decimal]] = sorted(edition.bands, key=lambda row: row[1])
    for (_code, _low, high), (_next, low, _high) in pairwise(rows):
        if low <= high:
            yield "BANDS_OVERLAP", {"at": _said(low)}
        elif low - high > CENT:
            yield "BANDS_GAP", {"low": _said(high), "high": _said(low)}


def _said(number: Decimal | None) -> str:
    """`2,25`; trailing zeros dropped."""
    return "–" if number is None else f"{number.normalize():f}".replace(".", ",")
