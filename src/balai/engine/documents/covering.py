"""Boxes over a photo: read, checked and painted. No database.

What is covered is painted over in one colour, not blurred: a blurred plate can be guessed back, a painted one cannot.
"""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from balai.foundation.errors import Refused

Box = tuple[float, float, float, float]
MOST_BOXES = 40
_SMALLEST = 0.004
_PAINT = (58, 58, 58)


def checked_boxes(raw: object) -> list[Box]:
    """Boxes as [left, top, width, height] in shares of the photo, cut at its edges. Raises Refused BOXES_INVALID."""
    if not isinstance(raw, list) or len(raw) > MOST_BOXES:
        raise _invalid()
    return [box for row in raw if (box := _box(row))]


def _box(row: object) -> Box | None:
    """None for one that is too small to cover anything."""
    numbers = isinstance(row, list | tuple) and len(row) == 4
    if not numbers or not all(isinstance(part, int | float) and -1 <= part <= 2 for part in row):
        raise _invalid()
    left, top = max(0.0, row[0]), max(0.0, row[1])
    right, bottom = min(1.0, row[0] + row[2]), min(1.0, row[1] + row[3])
    if right - left < _SMALLEST or bottom - top < _SMALLEST:
        return None
    return round(left, 4), round(top, 4), round(right - left, 4), round(bottom - top, 4)


def _invalid() -> Refused:
    return Refused(
        "BOXES_INVALID",
        "Kotak penutupnya tidak terbaca. Muat ulang halaman, lalu gambar kotaknya sekali lagi (paling banyak {most}).",
        field="boxes",
        most=MOST_BOXES,
    )


def painted(photo: bytes, boxes: Sequence[Box]) -> bytes:
    """The photo with every box painted over, as JPEG."""
    with Image.open(BytesIO(photo), formats=["JPEG"]) as image:
        image.load()
        paper = ImageDraw.Draw(image)
        for left, top, width, height in boxes:
            corner = (int(left * image.width), int(top * image.height))
            far = (round((left + width) * image.width), round((top + height) * image.height))
            paper.rectangle([corner, far], fill=_PAINT)
        out = BytesIO()
        image.save(out, "JPEG", quality=90)
    return out.getvalue()
