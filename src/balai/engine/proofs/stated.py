"""What the phone says of the photos it sends, read from one field of the form. Whatever is no such statement is silence:
a photo without one counts as one from a gallery, and is looked at by somebody; it is never lost for bad words."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from balai.engine.proofs.terms import Way

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_CHARACTERS = 8_000
_MOST_SKEW = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Shot:
    """What is said of one photo, by the SHA-256 of the bytes that the phone had in hand."""

    way: Way
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said of one hand-in. `skew` is how far the phone's clock is ahead of ours."""

    challenge: str = ""
    skew: timedelta = timedelta()
    shots: Mapping[str, Shot] = field(default_factory=dict)

    def moment(self, shot: Shot) -> datetime | None:
        """When the photo was taken, by our clock."""
        return shot.taken_at - self.skew if shot.taken_at else None


def read_stated(raw: str, *, at: datetime) -> Stated:
    """From `{challenge, sent_at, photos: [{sha256, way, taken_at, latitude, longitude, accuracy}]}` as JSON."""
    if not raw or len(raw) > _MOST_CHARACTERS:
        return Stated()
    try:
        said = json.loads(raw)
        rows = [row for row in said.get("photos", ())[:8] if isinstance(row, dict)]
    except (ValueError, AttributeError, TypeError):
        return Stated()
    sent_at = _moment(said.get("sent_at"))
    skew = sent_at - at if sent_at else timedelta()
    shots = {str(row.get("sha256", "")): _shot(row) for row in rows}
    return Stated(
        challenge=str(said.get("challenge", ""))[:64],
        skew=skew if abs(skew) < _MOST_SKEW else timedelta(),
        shots={key: shot for key, shot in shots.items() if _SHA256.fullmatch(key)},
    )


def _shot(row: Mapping[str, Any]) -> Shot:
    way = row.get("way")
    return Shot(
        way=Way(way) if way in {"LIVE", "CAMERA"} else Way.GALLERY,
        taken_at=_moment(row.get("taken_at")),
        latitude=_number(row.get("latitude"), most=90),
        longitude=_number(row.get("longitude"), most=180),
        accuracy_m=_number(row.get("accuracy"), most=1_000_000, least=0),
    )


def _moment(raw: Any) -> datetime | None:
    with suppress(ValueError, TypeError, OverflowError):
        moment = datetime.fromisoformat(raw)
        return moment.astimezone(UTC) if moment.tzinfo else None
    return None


def _number(raw: Any, *, most: float, least: float | None = None) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    lowest = -most if least is None else least
    return float(raw) if lowest <= raw <= most else None  # not-a-number is neither
