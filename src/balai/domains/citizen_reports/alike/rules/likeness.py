"""How likely two reports speak of the same: place, subject, words, days and photos, weighed together.

The weights were found on the tuning half of `benches/alike_pairs.py`; what they are worth is measured on the other half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import exp

from rapidfuzz import fuzz

from balai.domains.citizen_reports.alike.rules.words import Said
from balai.foundation.geo import Point, haversine_km

# From here on a reporter is asked whether it is the same; the officer sees a little more.
ALIKE, PERHAPS = 0.6, 0.35
# Two words are one when so many of a hundred parts agree: letters swapped or left out.
SAME_LETTERS = 84
# Bits of 64 by which two photos of one thing differ at most.
PHOTO_BITS = 10
BIAS = 1.25
WEIGHTS: Mapping[str, float] = {
    "near": 1.4,  # falls off over sixty metres
    "far": -5.0,  # per hundred metres
    "pointless": -3.6,
    "category": 2.6,
    "group": 0.9,
    "topic": 0.9,
    "misfit": -3.1,  # another subject, and no word of it shared
    "place_only": 1.1,  # words of the place, where there is no point
    "days": -1.15,  # per ten days
    "photo": 3.0,  # set by hand: the pairs have no photos
}


@dataclass(frozen=True, slots=True)
class Traits:
    """What likeness is judged by; None where it is not known."""

    said: Said
    category: str
    group: str
    at: datetime
    point: Point | None = None
    area: str = ""
    photos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from 0 to 1, and what spoke for it."""

    score: float
    metres: int | None
    days: float
    shared: tuple[str, ...]
    same_category: bool
    same_photo: bool


def likeness(one: Traits, other: Traits) -> Likeness:
    """How likely both speak of the same."""
    metres = haversine_km(one.point, other.point) * 1000 if one.point and other.point else None
    days = abs((one.at - other.at).total_seconds()) / 86_400
    topic, place = _overlap(one.said.topic, other.said.topic), _overlap(one.said.place, other.said.place)
    same_photo = any(bits_apart(a, b) <= PHOTO_BITS for a in one.photos for b in other.photos)
    signs = {
        "near": exp(-metres / 60) if metres is not None else 0.0,
        "far": min(metres, 600) / 100 if metres is not None else 0.0,
        "pointless": float(metres is None),
        "category": float(one.category == other.category),
        "group": float(one.group == other.group),
        "topic": topic[0],
        "misfit": float(one.group != other.group and not topic[1]),
        "place_only": place[0] if metres is None else 0.0,
        "days": min(days, 60) / 10,
        "photo": float(same_photo),
    }
    total = BIAS + sum(WEIGHTS[name] * value for name, value in signs.items())
    return Likeness(
        score=1 / (1 + exp(-total)),
        metres=None if metres is None else round(metres),
        days=days,
        shared=tuple(sorted(topic[1] | place[1])),
        same_category=one.category == other.category,
        same_photo=same_photo,
    )


def bits_apart(one: int, other: int) -> int:
    """In how many of 64 bits two fingerprints of photos differ."""
    return ((one ^ other) & 0xFFFF_FFFF_FFFF_FFFF).bit_count()


def _overlap(one: frozenset[str], other: frozenset[str]) -> tuple[float, frozenset[str]]:
    """The share of the shorter side that the other has too, and which words those are."""
    few, many = sorted((one, other), key=len)
    shared = frozenset(word for word in few if word in many or _nearly(word, many))
    return (len(shared) / len(few) if few else 0.0), shared


def _nearly(word: str, words: frozenset[str]) -> bool:
    return len(word) > 4 and any(
        len(other) > 4 and fuzz.ratio(word, other) >= SAME_LETTERS for other in words
    )
