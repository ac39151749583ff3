"""Decisions about proofs as pure functions: what a photo's circumstances tell, and whether a second person must look."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from balai.engine.proofs.terms import (
    COARSE_METRES,
    EARLY_SECONDS,
    PLACES_APART_METRES,
    SKEW_SECONDS,
    SUSPICIOUS_FROM,
    UNPROVEN,
    WEIGHTS,
    Mark,
    Way,
    Why,
)
from balai.foundation.geo import Point, haversine_km


@dataclass(frozen=True, slots=True)
class Asked:
    """A challenge as it was found when the photo came. `is_ours`: for this thing and this officer; `is_fresh`: settled
    by this hand-in, the first one that brought it."""

    is_ours: bool
    is_fresh: bool
    issued_at: datetime
    valid_until: datetime
    arrives_until: datetime


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that is known of one photo besides its picture. `skew` is how far the phone's clock was ahead; `asked` is None
    for a challenge that nobody knows; `has_bytes`: the hash that the phone made is that of what arrived."""

    way: Way
    at: datetime
    taken_at: datetime | None
    asked: Asked | None = None
    has_bytes: bool = True
    skew: timedelta = timedelta()
    accuracy_m: float | None = None
    place: Point | None = None
    camera_place: Point | None = None
    doubts: Collection[str] = ()
    traces: Collection[str] = ()
    likeness: Mark | None = None


def marks_of(photo: Circumstances) -> list[Mark]:
    """What speaks against the photo, in the order of the table."""
    found = {*_of_challenge(photo), *_of_place(photo), *_of_time(photo)}
    found |= {Mark(code) for code in (*photo.doubts, *photo.traces)}
    if photo.likeness:
        found.add(photo.likeness)
    return [mark for mark in Mark if mark in found]


def _of_challenge(photo: Circumstances) -> Iterable[Mark]:
    if photo.way is Way.GALLERY:
        return [Mark.GALLERY]
    if not photo.has_bytes:
        return [Mark.BYTES_DIFFER]
    asked = photo.asked
    if asked is None:
        return [Mark.CHALLENGE_UNKNOWN]
    if not asked.is_ours:
        return [Mark.CHALLENGE_OTHERS]
    if not asked.is_fresh:
        return [Mark.CHALLENGE_USED]
    taken_at = photo.taken_at or photo.at
    if taken_at < asked.issued_at - timedelta(seconds=EARLY_SECONDS):
        return [Mark.BEFORE_CHALLENGE]
    return [Mark.CHALLENGE_LATE] if taken_at > asked.valid_until or photo.at > asked.arrives_until else []


def _of_place(photo: Circumstances) -> Iterable[Mark]:
    if photo.accuracy_m is not None and photo.accuracy_m > COARSE_METRES:
        yield Mark.COARSE_PLACE
    if photo.place and photo.camera_place:
        apart = haversine_km(photo.place, photo.camera_place) * 1000
        if apart > PLACES_APART_METRES + (photo.accuracy_m or 0):
            yield Mark.PLACES_DIFFER


def _of_time(photo: Circumstances) -> Iterable[Mark]:
    if abs(photo.skew) > timedelta(seconds=SKEW_SECONDS):
        yield Mark.CLOCK_WRONG


def weight_of(marks: Iterable[Mark]) -> int:
    """How much they weigh together."""
    return sum(WEIGHTS[mark] for mark in marks)


def why_of(photos: Iterable[Collection[Mark]], *, suspicious_from: int = SUSPICIOUS_FROM) -> Why:
    """Why a second person must look at a hand-in of these photos; NONE where chance may decide.

    The heaviest photo counts: good photos beside a forged one do not make it better.
    """
    kept = [set(marks) for marks in photos]
    if any(weight_of(marks) >= suspicious_from for marks in kept):
        return Why.SUSPICIOUS
    return Why.UNPROVEN if any(marks & UNPROVEN for marks in kept) else Why.NONE
