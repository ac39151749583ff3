"""The index itself: rows to scores, scores to maturity and index, and what would raise it. Pure.

Formula of the ministry's slides (2023), unchanged since: IID = (SPD + SID + count) / 250 x 100, two decimals.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from balai.domains.innovations.rules.iga import CENT, TOP, Basis, Edition, Line
from balai.domains.innovations.terms_maturity import Aspect

Levels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a region and its three parts; `band` is "" where no category of the edition holds it."""

    region: Decimal
    innovations: Decimal
    count: Decimal
    index: Decimal
    band: str
    divisor: int


@dataclass(frozen=True, slots=True)
class Raise:
    """One step upwards: which row, from which level to which, the points it brings for one more proof.

    `is_claim`: the level is claimed already and its proof is missing, so that these points may be lost.
    """

    line: Line
    level: int
    towards: int
    gain: Decimal
    is_claim: bool


def score(edition: Edition, levels: Levels, aspect: Aspect) -> Decimal:
    """Sum of weight x level over the rows of the aspect. Raises ValueError for an unknown row or a level outside 0..3."""
    known = {line.code: line for line in edition.of(aspect)}
    total = Decimal(0)
    for code, level in levels.items():
        if code not in known or not 0 <= level <= TOP:
            raise ValueError(f"no level {level} of row {code} here")
        total += (known[code].weight or Decimal(0)) * level
    return total


def maturity(edition: Edition, levels: Levels) -> Decimal:
    """How mature one innovation is on paper: 0..111."""
    return score(edition, levels, Aspect.INNOVATION)


def index(edition: Edition, *, region: Decimal, maturities: Sequence[Decimal], affairs: int) -> Index:
    """The index of a region with these innovations; `affairs` is how many basic services they cover.

    The edition must be whole (`faults` is empty): raises ValueError without a divisor or the weight of the count.
    """
    if not edition.divisor or edition.count_weight is None:
        raise ValueError("this edition gives no index")
    number = len(maturities)
    divisor = max(edition.divisor, number)
    innovations = sum(maturities, Decimal(0)) / divisor
    count = edition.count_weight * min(number, edition.count_most)
    if edition.affairs_minimum and affairs < edition.affairs_minimum:
        count = Decimal(0)
    total = edition.maxima["total"]
    found = ((region + innovations + count) / total * 100).quantize(CENT, ROUND_HALF_UP)
    return Index(region, innovations, count, found, band(edition, found), divisor)


def band(edition: Edition, found: Decimal) -> str:
    """The category that holds an index of two decimals; "" for none."""
    return next((code for code, low, high in edition.bands if low <= found <= high), "")


def benefit_level(basis: Basis, amount: Decimal) -> int:
    """The level that an amount reaches on a basis: the highest whose range has begun; 0 below the first."""
    rounded = amount.quantize(Decimal(1).scaleb(-basis.decimals), ROUND_HALF_UP)
    return sum(rounded >= low for low, _high in basis.levels)


def raises(edition: Edition, levels: Levels, *, proven: Collection[str], aspect: Aspect) -> list[Raise]:
    """Steps upwards, the most points for one more proof first; mandatory rows first among equals.

    A claimed level without a proof is worth all of its points; otherwise the next level is worth the weight of the row.
    """
    found = []
    for line in edition.of(aspect):
        level, weight = levels.get(line.code, 0), line.weight or Decimal(0)
        if level and line.code not in proven:
            found.append(Raise(line, level, level, weight * level, True))
        elif level < TOP:
            found.append(Raise(line, level, level + 1, weight, False))
    place = {line.code: number for number, line in enumerate(edition.lines)}
    return sorted(found, key=lambda one: (-one.gain, not one.line.is_mandatory, place[one.line.code]))
