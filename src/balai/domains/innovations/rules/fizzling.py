"""Launched and forgotten ("anget-anget"): use falls below a quarter of its start. Pure.

The test of the proposal: median weekly use of weeks 13 to 26 over that of weeks 1 to 4 below 0.25. Here it goes on after week
26 with the last fourteen weeks, in beats that fit the rhythm, and a season that came back as it was last year is no alarm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from balai.domains.innovations.terms import Rhythm

# Weeks in a beat, beats that make the start, beats that make the present.
_BEATS = {
    Rhythm.DAILY: (1, 4, 14),
    Rhythm.WEEKLY: (1, 4, 14),
    Rhythm.MONTHLY: (13, 1, 1),
    Rhythm.SEASONAL: (52, 1, 1),
}
# Up to this week after the launch nothing is compared: enthusiasm settles.
SETTLING_WEEKS = 12
YEAR = 52
LEAST = 0.25
# A median alone rings when more than half of the weeks fail and the others are as ever.
MEAN = 0.4


@dataclass(frozen=True, slots=True)
class Fading:
    """Use at the start and now, per beat of so many weeks, and their ratio (medians); `mean` is the ratio with the mean of now."""

    start: float
    now: float
    ratio: float
    beat_weeks: int
    mean: float


def fading(weekly: Sequence[int | None], rhythm: Rhythm) -> Fading | None:
    """How use went, from the weeks since the launch (whole ones, oldest first; None: not measured); None while it is too
    early, where there was no start to compare with, or where too much of either end was not measured."""
    beat, first, last = _BEATS[rhythm]
    beats = [_beat(weekly[place : place + beat]) for place in range(0, len(weekly) - beat + 1, beat)]
    enough = max(SETTLING_WEEKS // beat + last, first + last)
    if len(beats) < enough:
        return None
    start, now = _median(beats[:first]), _median(beats[-last:])
    if start is None or now is None or start <= 0:
        return None
    known = [one for one in beats[-last:] if one is not None]
    return Fading(start, now, now / start, beat, sum(known) / len(known) / start)


def _beat(weeks: Sequence[int | None]) -> float | None:
    """Use of a beat at the pace of its measured weeks; None where fewer than half of them were measured."""
    known = [week for week in weeks if week is not None]
    return sum(known) * len(weeks) / len(known) if 2 * len(known) >= len(weeks) and known else None


def _median(beats: Sequence[float | None]) -> float | None:
    """Of those that were measured; None where these are fewer than half."""
    known = [beat for beat in beats if beat is not None]
    return float(median(known)) if 2 * len(known) >= len(beats) and known else None


def has_fizzled(weekly: Sequence[int | None], rhythm: Rhythm, *, least: float = LEAST) -> bool:
    """Whether the alarm is due: use fell, its good weeks are gone, too (where they are not, some weeks failed), and it is not that
    time of the year."""
    found = fading(weekly, rhythm)
    is_down = found is not None and found.ratio < least and found.mean < MEAN
    return is_down and not _same_season(weekly)


def _same_season(weekly: Sequence[int | None]) -> bool:
    """Whether the last quarter is at least half of the same quarter a year before: it is that time of the year."""
    if len(weekly) < YEAR + 13:
        return False
    pairs = zip(weekly[-13:], weekly[-YEAR - 13 : -YEAR], strict=True)
    known = [(now, then) for now, then in pairs if now is not None and then is not None]
    now, then = sum(one for one, _ in known), sum(other for _, other in known)
    return then > 0 and now >= then / 2


def is_seasonal_paper(
    uploads: Sequence[date], deadlines: Sequence[date], *, days: int = 14, most: float = 0.6
) -> bool:
    """Whether more than `most` of the proofs came within `days` before a deadline; needs five proofs to say so."""
    if len(uploads) < 5:
        return False
    near = sum(
        any(deadline - timedelta(days=days) <= day <= deadline for deadline in deadlines) for day in uploads
    )
    return near / len(uploads) > most
