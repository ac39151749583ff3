"""How coarsely a home is shown now, so that newer rules make it coarser and never finer."""

from balai.domains.citizen_reports.rules.homes import RESOLUTION, shown_point
from balai.foundation.geo import Point, cell, cell_centre

_FINEST = 15
_SAME = 1e-6


def coarser_point(exact: Point, shown: Point) -> Point | None:
    """The point to show instead of `shown`; None where that is coarse enough, or was not made by this rule."""
    for resolution in range(RESOLUTION + 1, _FINEST + 1):
        centre = cell_centre(cell(exact.latitude, exact.longitude, resolution))
        if (
            abs(centre.latitude - shown.latitude) <= _SAME
            and abs(centre.longitude - shown.longitude) <= _SAME
        ):
            return shown_point(exact.latitude, exact.longitude)
    return None
