"""Faces and plates, proposed by OpenCV where the operator installed it (`pip install balai[vision]`).

The cascades come with the library and find upright faces from the front and single-line plates; many others they miss.
So this is a proposal that is put on at once, because a box too many harms nobody, and a person looks afterwards.
"""

import importlib
from functools import lru_cache
from typing import Any

from balai.engine.documents.covering import MOST_BOXES, Box

_LONGEST = 960
_FACES = ("haarcascade_frontalface_default.xml", 1.1, 5, (24, 24))
_PLATES = ("haarcascade_russian_plate_number.xml", 1.08, 4, (40, 12))
# A face is covered with its hair and chin, a plate with its frame.
_MARGIN = 0.12


@lru_cache(maxsize=1)
def detector() -> Any:
    """OpenCV, or None where it is not installed."""
    try:
        cv2 = importlib.import_module("cv2")
        cv2.setNumThreads(1)
        return cv2 if cv2.data.haarcascades else None
    except (ImportError, AttributeError):
        return None


@lru_cache(maxsize=4)
def _cascade(name: str) -> Any:
    cv2 = detector()
    return cv2.CascadeClassifier(cv2.data.haarcascades + name)


def propose(photo: bytes) -> list[Box]:
    """Boxes over what looks like a face or a plate; empty without OpenCV or for a photo that it cannot read."""
    cv2 = detector()
    if cv2 is None:
        return []
    numpy = importlib.import_module("numpy")
    grey = cv2.imdecode(numpy.frombuffer(photo, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        return []
    scale = min(1.0, _LONGEST / max(grey.shape))
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = grey.shape
    found = []
    for name, step, neighbours, smallest in (_FACES, _PLATES):
        for x, y, w, h in _cascade(name).detectMultiScale(grey, step, neighbours, minSize=smallest):
            shares = (float(x / width), float(y / height), float(w / width), float(h / height))
            found.append(_with_margin(*shares))
    return found[:MOST_BOXES]


def _with_margin(left: float, top: float, width: float, height: float) -> Box:
    wider, higher = width * _MARGIN, height * _MARGIN
    x, y = max(0.0, left - wider), max(0.0, top - higher)
    return (
        round(x, 4),
        round(y, 4),
        round(min(1 - x, width + 2 * wider), 4),
        round(min(1 - y, height + 2 * higher), 4),
    )
