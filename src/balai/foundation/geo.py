"""Points on the ground: distance, direction, boxes, and the cells of the map. Degrees are WGS 84."""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from h3.api import basic_int as h3

from balai.foundation.errors import Refused

EARTH_RADIUS_KM = 6371.0088
MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees. Raises Refused POSITION_INVALID outside the globe or for not-a-number."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise Refused("POSITION_INVALID", "Koordinat lokasi tidak masuk akal.", field="location")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees that does not cross the date line. Raises Refused BOX_INVALID."""

    south: float
    west: float
    north: float
    east: float

    def __post_init__(self) -> None:
        if not (-90 <= self.south <= self.north <= 90 and -180 <= self.west <= self.east <= 180):
            raise Refused("BOX_INVALID", "Batas peta tidak masuk akal.", field="bbox")

    def __contains__(self, point: Point) -> bool:
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east


def haversine_km(a: Point, b: Point) -> float:
    """Distance over the ground in kilometres, on a sphere (error below 0.6 %)."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def bearing(a: Point, b: Point) -> float:
    """Direction from `a` to `b` in degrees: 0 north, 90 east."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    turn = radians(b.longitude - a.longitude)
    east = sin(turn) * cos(lat_b)
    north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(turn)
    return degrees(atan2(east, north)) % 360


def cell(latitude: float, longitude: float, resolution: int = 8) -> int:
    """The H3 cell that a point lies in, as an integer below 2^63. Resolution 8 is about 0.7 km²."""
    return h3.latlng_to_cell(latitude, longitude, resolution)


def cell_centre(number: int) -> Point:
    """The middle of a cell."""
    return Point(*h3.cell_to_latlng(number))


def cells_in_box(box: Box, resolution: int = 8) -> list[int]:
    """Every cell that touches the box. Raises Refused BOX_TOO_LARGE above 20,000 cells."""
    height = haversine_km(Point(box.south, box.west), Point(box.north, box.west))
    width = haversine_km(Point(box.south, box.west), Point(box.south, box.east))
    if height * width / h3.average_hexagon_area(resolution, "km^2") > MOST_CELLS:
        raise Refused("BOX_TOO_LARGE", "Batas peta terlalu luas. Perbesar petanya dahulu.", field="bbox")
    corners = [(box.south, box.west), (box.south, box.east), (box.north, box.east), (box.north, box.west)]
    if box.south == box.north or box.west == box.east:
        return [cell(box.south, box.west, resolution)]
    return list(h3.h3shape_to_cells_experimental(h3.LatLngPoly(corners), resolution, contain="overlap"))
