"""Invented photos for tests, made on the spot."""

import struct
import zlib
from io import BytesIO

from PIL import ExifTags, Image

ORIENTATION = ExifTags.Base.Orientation


def scene(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A picture with a smooth slope and a red mark in its upper left corner."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((220, 20, 20), (0, 0, max(1, width // 4), max(1, height // 4)))
    return picture.convert(mode)


def encoded(picture: Image.Image, kind: str = "JPEG", **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 800, height: int = 600, kind: str = "JPEG", **options) -> bytes:
    return encoded(scene(width, height), kind, **options)


def exif(*, orientation: int = 1, taken: str = "", offset: str = "", place: dict | None = None) -> bytes:
    """EXIF of a phone that tells more than its owner knows."""
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[ExifTags.Base.Make] = "Ponsel Rekaan"
    data[ExifTags.Base.Artist] = "Nama Rekaan"
    if taken:
        shot = data.get_ifd(ExifTags.IFD.Exif)
        shot[ExifTags.Base.DateTimeOriginal] = taken
        if offset:
            shot[ExifTags.Base.OffsetTimeOriginal] = offset
    if place:
        data.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    return data.tobytes()


IN_BATANG = {1: "S", 2: (6.0, 54.0, 30.0), 3: "E", 4: (109.0, 43.0, 48.0)}


def header_of_png(width: int, height: int) -> bytes:
    """A valid small PNG whose header claims another size: a decompression bomb without its charge."""

    data = bytearray(photo(8, 8, "PNG"))
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)
