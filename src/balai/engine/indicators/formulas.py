"""Series that can be counted again from other series: the published figure and ours stand side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from balai.foundation.human_development import human_development

from .models import Point
from .series_queries import points_of


@dataclass(frozen=True, slots=True)
class Formula:
    """`inputs`: name -> codes of series, the first one that has the year is taken; `compute` gives the figure."""

    inputs: Mapping[str, tuple[str, ...]]
    compute: Callable[..., Decimal]


def _ipm(life: Decimal, expected: Decimal, mean: Decimal, spending: Decimal) -> Decimal:
    return human_development(
        life_years=life, expected_years=expected, mean_years=mean, spending_rupiah=spending * 1000
    ).index


# Life expectancy has a new base since the census of 2020; the two series are never joined, but either may enter here.
FORMULAS = {
    "MACRO.IPM": Formula(
        {
            "life": ("MACRO.LIFE_EXPECTANCY_2020", "MACRO.LIFE_EXPECTANCY"),
            "expected": ("MACRO.EXPECTED_SCHOOLING",),
            "mean": ("MACRO.MEAN_SCHOOLING",),
            "spending": ("MACRO.SPENDING",),
        },
        _ipm,
    )
}


def recomputed(code: str) -> dict[int, Decimal]:
    """year -> the figure counted from its parts, for the years that have all of them; {} for a series without formula."""
    formula = FORMULAS.get(code)
    if formula is None:
        return {}
    stated = points_of([one for codes in formula.inputs.values() for one in codes])
    years = {year for rows in stated.values() for year in rows}
    found = {}
    for year in sorted(years):
        parts = {name: _first(codes, stated, year) for name, codes in formula.inputs.items()}
        if all(part is not None for part in parts.values()):
            found[year] = formula.compute(**parts)
    return found


def _first(codes: tuple[str, ...], stated: Mapping[str, Mapping[int, Point]], year: int) -> Decimal | None:
    values = (stated[code][year].value for code in codes if year in stated[code])
    return next((value for value in values if value is not None), None)
