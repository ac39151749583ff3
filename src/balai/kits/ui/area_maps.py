"""A small map of areas, drawn on the server: darker where the figure is higher, or a circle as large as the count.

Shapes are GeoJSON features with `code`, `name` and `label` (a point within). The numbers stand beside it as a table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.kits.ui.chart_files import MAIN, SHADES, SOFT, sheet
from balai.kits.ui.charts import Number, _number, numbers_behind
from balai.kits.ui.heat import tone

WIDTH = 600
# The largest circle.
_RADIUS = 42
_EDGE = 6
# How wide a letter and how high figure and name are drawn, and where they may go instead.
_LETTER, _LINES_HIGH = 11, 38
_STEPS = (0, 20, -20, 38, -38)


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """What the map shows: area code -> figure. `shaded` for rates; counts are circles, because a large area is no large count."""

    values: Mapping[str, Number]
    shaded: bool


@dataclass(frozen=True, slots=True)
class _Area:
    name: str
    value: Number | None
    path: str
    x: int
    y: int
    tone: int
    radius: float


def area_map(shapes: Mapping[str, Any], figures: AreaFigures, *, title: str, unit: str) -> SafeString:
    """The figure for a page; nothing where there are no shapes or no figures."""
    areas, height = _placed(shapes, figures)
    if not areas:
        return SafeString("")
    rows = [(area.name, [area.value]) for area in sorted(areas, key=lambda area: area.name)]
    return format_html(
        '<figure class="chart area-map"><figcaption>{} ({})</figcaption>'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>{}</figure>',
        title, unit, WIDTH, height,
        _("%(title)s, sebagai peta. Angkanya ada di tabel di bawahnya.") % {"title": title},
        format_html_join("", '<path class="area-tone-{}" d="{}"/>', ((area.tone, area.path) for area in areas)),
        _circles(areas, figures, 'class="area-dot"'), _words(areas), numbers_behind(title, [unit], rows),
    )  # fmt: skip


def area_map_file(
    shapes: Mapping[str, Any], figures: AreaFigures, *, title: str, unit: str, source: str
) -> str:
    """The same as an SVG file; "" where there is nothing to draw."""
    areas, height = _placed(shapes, figures)
    if not areas:
        return ""
    drawn = format_html_join(
        "",
        '<path fill="{}" stroke="{}" d="{}"/>',
        ((SHADES[area.tone] if figures.shaded else "#f3eee3", SOFT, area.path) for area in areas),
    )
    dots = _circles(areas, figures, f'fill="{MAIN}" fill-opacity="0.3"')
    body = format_html(
        '<g transform="translate(60 0)" font-size="18" text-anchor="middle">{}{}{}</g>',
        drawn,
        dots,
        _words(areas),
    )
    return sheet(title=title, unit=unit, source=source, body=body, height=height)


def _circles(areas: Sequence[_Area], figures: AreaFigures, paint: str) -> SafeString:
    if figures.shaded:
        return SafeString("")
    return format_html_join(
        "",
        '<circle {} cx="{}" cy="{}" r="{}"/>',
        ((SafeString(paint), area.x, area.y, area.radius) for area in areas if area.value),
    )


def _words(areas: Sequence[_Area]) -> SafeString:
    """The figure in bold where the area is, its name below it; a little higher or lower where two would overlap."""
    taken: list[tuple[float, float, float]] = []
    for area in sorted(areas, key=lambda area: area.x):
        half = _LETTER * len(area.name) / 2
        x = min(max(area.x, round(half)), WIDTH - round(half))
        step = next((step for step in _STEPS if not _meets(taken, x, area.y + step, half)), 0)
        taken.append((x, area.y + step, half))
    places = zip(sorted(areas, key=lambda area: area.x), taken, strict=True)
    return format_html_join(
        "",
        '<text x="{0}" y="{1}" font-weight="700">{2}</text><text x="{0}" y="{3}">{4}</text>',
        ((x, y - 2, _number(area.value), y + 17, area.name) for area, (x, y, _half) in places),
    )


def _meets(taken: Sequence[tuple[float, float, float]], x: float, y: float, half: float) -> bool:
    return any(
        abs(x - other) < half + width + 4 and abs(y - line) < _LINES_HIGH for other, line, width in taken
    )


def _placed(shapes: Mapping[str, Any], figures: AreaFigures) -> tuple[list[_Area], int]:
    features = shapes["features"]
    if not features or not any(figures.values.values()):
        return [], 0
    points = [point for feature in features for ring in _rings(feature) for point in ring]
    west, north = min(x for x, _y in points), max(y for _x, y in points)
    east, south = max(x for x, _y in points), min(y for _x, y in points)
    squeeze = cos(radians((north + south) / 2))
    scale = (WIDTH - 2 * _EDGE) / ((east - west) * squeeze)

    def at(point: Sequence[float]) -> tuple[float, float]:
        return _EDGE + (point[0] - west) * squeeze * scale, _EDGE + (north - point[1]) * scale

    most = max(figures.values.values())
    areas = []
    for feature in features:
        facts = feature["properties"]
        value = figures.values.get(facts["code"])
        x, y = at(facts["label"])
        areas.append(
            _Area(
                name=facts["name"],
                value=value,
                path="".join(_ring_path(map(at, ring)) for ring in _rings(feature)),
                x=round(x),
                y=round(y),
                tone=tone(value or 0, most) if figures.shaded else 0,
                radius=round(_RADIUS * sqrt((value or 0) / most), 1),
            )
        )
    return areas, round((north - south) * scale + 2 * _EDGE)


def _rings(feature: Mapping[str, Any]) -> Iterable[Sequence[Sequence[float]]]:
    geometry = feature["geometry"]
    return (
        geometry["coordinates"]
        if geometry["type"] == "Polygon"
        else [part[0] for part in geometry["coordinates"]]
    )


def _ring_path(places: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in places) + "Z"
