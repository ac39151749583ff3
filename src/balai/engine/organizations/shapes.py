"""A base map without map tiles: the region drawn from its own desa centroids. Schematic, not a legal border."""

from collections import defaultdict
from typing import Any

from shapely import (
    MultiPoint,
    Point,
    Polygon,
    get_point,
    maximum_inscribed_circle,
    unary_union,
    voronoi_polygons,
)
from shapely.geometry.base import BaseGeometry

from balai.engine.parameters.public import Kept

from .models import Area
from .queries import kecamatan_of
from .queries import kept as directory

# Degrees; about 1.6 km round the outermost centroids and 150 m of simplification.
MARGIN = 0.015
TOLERANCE = 0.0015
DECIMALS = 4


def schematic_shapes() -> dict[str, Any]:
    """GeoJSON FeatureCollection: one schematic polygon per kecamatan, and the point for its label.

    Properties: `code`, `name`, `label: [longitude, latitude]`. At most 30 KB. Empty before a region is loaded.
    """
    return _kept.get()


def _load() -> dict[str, Any]:
    villages = directory.get().villages
    if len(villages) < 3:
        return {"type": "FeatureCollection", "features": []}
    points = [Point(row.longitude, row.latitude) for row in villages]
    outline = MultiPoint(points).buffer(2.5 * MARGIN).buffer(-1.5 * MARGIN)
    groups: dict[str, list[Polygon]] = defaultdict(list)
    cells = voronoi_polygons(MultiPoint(points), extend_to=outline, ordered=True)
    for row, cell in zip(villages, cells.geoms, strict=True):
        kecamatan = kecamatan_of(row.code)
        if kecamatan:
            groups[kecamatan.code].append(cell)
    areas = directory.get().areas
    features = [_feature(areas[code], unary_union(parts) & outline) for code, parts in sorted(groups.items())]
    return {"type": "FeatureCollection", "features": features}


def _feature(area: Area, whole: BaseGeometry) -> dict[str, Any]:
    drawn = whole.simplify(TOLERANCE)
    parts = getattr(drawn, "geoms", [drawn])
    # Where the area is widest: there is room for its name.
    label = get_point(maximum_inscribed_circle(drawn, tolerance=TOLERANCE), 0)
    rings = [[_ring(part.exterior.coords)] for part in parts if isinstance(part, Polygon)]
    geometry = (
        {"type": "Polygon", "coordinates": rings[0]}
        if len(rings) == 1
        else {"type": "MultiPolygon", "coordinates": rings}
    )
    properties = {"code": area.code, "name": area.name, "label": _pair(label.x, label.y)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _ring(coords: Any) -> list[list[float]]:
    return [_pair(x, y) for x, y in coords]


def _pair(x: float, y: float) -> list[float]:
    return [round(x, DECIMALS), round(y, DECIMALS)]


_kept: Kept[dict[str, Any]] = Kept("organizations", _load)
