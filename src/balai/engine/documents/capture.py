"""What a camera wrote into a photo about when, where and how it was held."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image


@dataclass(frozen=True, slots=True)
class Capture:
    """Moment and place of the shot as the camera tells them; degrees of WGS 84. None where it does not."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def read_capture(image: Image.Image, *, zone: ZoneInfo) -> tuple[Capture, int]:
    """The capture and the orientation (1 to 8). Nonsense counts as silence: it never refuses a photo."""
    exif = _quietly(image.getexif) or {}
    orientation = exif.get(ExifTags.Base.Orientation, 1)
    if not exif:
        return Capture(), 1
    shot = _quietly(lambda: exif.get_ifd(ExifTags.IFD.Exif)) or {}
    place = _quietly(lambda: exif.get_ifd(ExifTags.IFD.GPSInfo)) or {}
    latitude, longitude = _quietly(lambda: _point(place)) or (None, None)
    capture = Capture(_quietly(lambda: _moment(shot, zone)), latitude, longitude)
    return capture, orientation if orientation in range(1, 9) else 1


def _quietly(read: Callable[[], Any]) -> Any:
    """The result, or None where the metadata is malformed in any of the many ways it can be."""
    with suppress(Exception):
        return read()
    return None


def _moment(shot: dict[int, Any], zone: ZoneInfo) -> datetime:
    written = str(shot[ExifTags.Base.DateTimeOriginal]).strip("\0 ")
    offset = str(shot.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    if offset:
        with suppress(ValueError):
            return datetime.strptime(written + offset, "%Y:%m:%d %H:%M:%S%z")
    return datetime.strptime(written, "%Y:%m:%d %H:%M:%S").replace(tzinfo=zone)


def _point(place: dict[int, Any]) -> tuple[float, float] | None:
    latitude = _degrees(place[ExifTags.GPS.GPSLatitude], place.get(ExifTags.GPS.GPSLatitudeRef), "S")
    longitude = _degrees(place[ExifTags.GPS.GPSLongitude], place.get(ExifTags.GPS.GPSLongitudeRef), "W")
    # Cameras without a fix write zeros.
    known = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
    return (latitude, longitude) if known else None


def _degrees(parts: Any, side: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = round(degrees + minutes / 60 + seconds / 3600, 7)
    return -value if str(side).strip("\0 ").upper() == negative else value
