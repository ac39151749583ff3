"""Where is this? From a position to the desa, by installed boundaries or else by the nearest centroid."""

import json
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from shapely import STRtree, make_valid, transform
from shapely.geometry import Point as Shape
from shapely.geometry import shape

from balai.engine.parameters.public import Kept
from balai.engine.parameters.public import value as parameter
from balai.foundation.errors import NotFound
from balai.foundation.geo import Point, bearing, haversine_km
from balai.kits.ui.words import own_word

from .models import Area, Region
from .queries import kept as directory
from .terms import CENTROID_RADIUS

# Used only when a region's data says nothing; measured for each region, see its parameters.
DEFAULT_RADIUS_KM = 3.0
# Boundaries of desa have thin gaps: a point in a gap belongs to the polygon that is nearest, up to here.
GAP_KM = 0.05
KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Located:
    """A position found. `distance_km` is to the nearest desa centroid (or to its polygon, 0 inside it);
    `advice` says whom to turn to outside the region and is empty when `inside`."""

    area: Area
    distance_km: float
    inside: bool
    advice: str = ""

    @property
    def nearest_neighbour_advice(self) -> str:
        return self.advice


@dataclass(frozen=True, slots=True)
class _Map:
    """Trees in kilometres on a plane round the region's middle: cheap and exact enough for one region."""

    scale: float
    villages: tuple[Area, ...]
    centroids: STRtree
    owners: tuple[Area, ...]
    polygons: STRtree | None


def locate(*, latitude: float, longitude: float) -> Located:
    """The desa of a position, and whether it lies in the region at all.

    Degrees, WGS 84. Raises Refused POSITION_INVALID off the globe, NotFound REGION_MISSING without data.
    """
    point = Point(latitude, longitude)
    places, region = kept.get(), directory.get().region
    if not places.villages or region is None:
        raise NotFound("REGION_MISSING", "Data wilayah belum dimuat. Jalankan: balai load-region FOLDER")
    flat = _flat(latitude, longitude, places.scale)
    if places.polygons is not None:
        number = int(places.polygons.nearest(flat))
        area, limit = places.owners[number], GAP_KM
        distance = float(places.polygons.geometries[number].distance(flat))
    else:
        area, limit = places.villages[int(places.centroids.nearest(flat))], _radius()
        distance = haversine_km(point, Point(area.latitude, area.longitude))
    inside = distance <= limit
    return Located(area, distance, inside, "" if inside else advice(region, point))


def advice(region: Region, point: Point) -> str:
    """Whom to turn to for a place outside: the neighbour in that direction, and the national desk."""
    direction = bearing(Point(region.latitude, region.longitude), point)
    near = [
        own_word(row, "advice")
        for row in region.neighbours
        if (direction - row["from_degrees"]) % 360 < (row["to_degrees"] - row["from_degrees"]) % 360
    ]
    outside = _("Lokasi ini di luar %(region)s.") % {"region": region.name}
    return " ".join([outside, *near[:1], own_word(region, "outside_advice")]).strip()


def boundaries_path() -> Path:
    """Where boundaries that an operator installed are kept."""
    return Path(settings.DATA_DIR) / "boundaries.geojson"


def _radius() -> float:
    # Measured, not decreed: the running value holds for reports of every date.
    return float(parameter(CENTROID_RADIUS, on=date.max, default=DEFAULT_RADIUS_KM))


def _flat(latitude: float, longitude: float, scale: float) -> Shape:
    return Shape(longitude * KM_PER_DEGREE * scale, latitude * KM_PER_DEGREE)


def _load() -> _Map:
    found = directory.get()
    middle = found.region.latitude if found.region else 0.0
    scale = cos(radians(middle))
    centroids = STRtree([_flat(row.latitude, row.longitude, scale) for row in found.villages])
    owners: list[Area] = []
    polygons = []
    path = boundaries_path()
    if path.exists():
        for feature in json.loads(path.read_text())["features"]:
            area = found.areas.get(feature["properties"]["code"])
            if area:
                owners.append(area)
                polygon = make_valid(shape(feature["geometry"]))
                polygons.append(transform(polygon, lambda xy: xy * (KM_PER_DEGREE * scale, KM_PER_DEGREE)))
    tree = STRtree(polygons) if polygons else None
    return _Map(scale, found.villages, centroids, tuple(owners), tree)


kept: Kept[_Map] = Kept("organizations", _load)
