"""The regency's published counts of programmes, beside what the plan itself counts."""

from dataclasses import dataclass
from decimal import Decimal

from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.queries.programmes import counts, plans
from balai.domains.masterplan.rules.figures import Count
from balai.engine.indicators.public import points_of
from balai.foundation.dimensions import DIMENSION_LABELS, Dimension

TARGET, REACHED, PERCENT = "PROGRAMME.{}.TARGET", "PROGRAMME.{}.REACHED", "PROGRAMME.{}.PERCENT"
TOTAL = "TOTAL"
BUDGET, CSR = "PROGRAMME.BUDGET.APBD", "PROGRAMME.BUDGET.CSR"


@dataclass(frozen=True, slots=True)
class Line:
    """A dimension, or the total under "", in one year: as published, and as counted from the programmes (None: none)."""

    dimension: str
    label: str
    published: Count | None
    percent: Decimal | None
    counted: Count | None
    sources: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool | None:
        """Whether both say the same; None where one of them is missing."""
        return None if self.published is None or self.counted is None else self.published == self.counted


def codes() -> list[str]:
    """Every series that the table reads."""
    names = [*(one.value for one in Dimension), TOTAL]
    return [pattern.format(name) for pattern in (TARGET, REACHED, PERCENT) for name in names]


def published_years() -> list[int]:
    """Years with a published total, newest first."""
    points = points_of([TARGET.format(TOTAL)])[TARGET.format(TOTAL)]
    return sorted((year for year, point in points.items() if point.value is not None), reverse=True)


def table(plan: Plan | None, year: int) -> list[Line]:
    """The six dimensions and the total of a year; empty when neither series nor programmes know of it."""
    points = points_of(codes())
    own = counts(plan, year) if plan else {}
    lines = [
        _line(one.value, DIMENSION_LABELS[one], points, year, own.get(one) or Count(0, 0))
        for one in Dimension
    ]
    total = sum(own.values(), Count(0, 0))
    lines.append(_line(TOTAL, "", points, year, total))
    return lines if any(line.published or line.counted for line in lines) else []


def _line(name: str, label: str, points: dict, year: int, counted: Count) -> Line:
    target, reached, percent = (
        points[pattern.format(name)].get(year) for pattern in (TARGET, REACHED, PERCENT)
    )
    has_both = target is not None and reached is not None and target.value is not None
    published = (
        Count(int(target.value), int(reached.value)) if has_both and reached.value is not None else None
    )
    said = percent.value if percent is not None and percent.value is not None else None
    return Line(
        "" if name == TOTAL else name,
        label,
        published,
        said if said is not None else (published.percent if published else None),
        counted if counted.target else None,
        tuple(point.source for point in (target, percent) if point is not None and point.source),
    )


def money(year: int) -> list[tuple[str, int, str]]:
    """(source of funds, rupiah, who says so) as published for a year."""
    points = points_of([BUDGET, CSR])
    labels = ((BUDGET, "APBD"), (CSR, "CSR"))
    found = [(label, points[code].get(year)) for code, label in labels]
    return [
        (label, int(one.value), one.source)
        for label, one in found
        if one is not None and one.value is not None
    ]


def plan_for(year: int) -> Plan | None:
    """The plan in whose five years a year lies; what binds comes first."""
    return next((one for one in plans() if year in one.years and not one.is_example), None)
