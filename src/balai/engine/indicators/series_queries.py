"""Named questions about yearly series."""

from collections.abc import Collection

from balai.foundation.errors import NotFound

from .models import Point, Series, Target


def one_series(code: str) -> Series:
    """The series with this code. Raises NotFound SERIES_UNKNOWN."""
    found = Series.objects.select_related("owner").filter(code=code).first()
    if found is None:
        raise NotFound("SERIES_UNKNOWN", "Indikator {series} tidak ada.", series=code)
    return found


def known_series(code: str) -> bool:
    """Whether there is one."""
    return Series.objects.filter(code=code).exists()


def series_of_family(family: str) -> list[Series]:
    """All of a family, by theme and code."""
    return list(Series.objects.filter(family=family).select_related("owner").order_by("theme", "code"))


def points(code: str) -> dict[int, Point]:
    """year -> what is stated of it now, oldest first; years of which nobody said anything are absent."""
    found = Point.objects.filter(series__code=code, replaced_by=None).order_by("year")
    return {point.year: point for point in found}


def points_of(codes: Collection[str]) -> dict[str, dict[int, Point]]:
    """`points` of several series in one query; every code present."""
    found: dict[str, dict[int, Point]] = {code: {} for code in codes}
    rows = (
        Point.objects.filter(series__code__in=found, replaced_by=None)
        .select_related("series")
        .order_by("year")
    )
    for point in rows:
        found[point.series.code][point.year] = point
    return found


def latest(code: str) -> Point | None:
    """The newest year that has a value."""
    rows = Point.objects.filter(series__code=code, replaced_by=None, value__isnull=False)
    return rows.order_by("-year").first()


def statements(code: str, year: int) -> list[Point]:
    """All that was ever stated of a year, newest first."""
    return list(Point.objects.filter(series__code=code, year=year).order_by("-stated_at", "-pk"))


def targets(code: str) -> dict[int, list[Target]]:
    """year -> its targets, by document; documents may disagree."""
    found: dict[int, list[Target]] = {}
    for target in Target.objects.filter(series__code=code).order_by("year", "source"):
        found.setdefault(target.year, []).append(target)
    return found


def targets_of(codes: Collection[str]) -> dict[str, dict[int, list[Target]]]:
    """`targets` of several series in one query; every code present."""
    found: dict[str, dict[int, list[Target]]] = {code: {} for code in codes}
    for target in (
        Target.objects.filter(series__code__in=found).select_related("series").order_by("year", "source")
    ):
        found[target.series.code].setdefault(target.year, []).append(target)
    return found
