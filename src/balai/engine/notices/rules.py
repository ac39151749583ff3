"""When a notice may go out, and when it is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from balai.engine.notices.terms import MOST_ATTEMPTS, Mode

# Eight tries over almost a day: a mail server that is repaired the next morning loses nothing.
_BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours of the night, local time, in which nobody's phone should ring."""

    start: time
    end: time

    @classmethod
    def read(cls, value: Mapping[str, str] | None) -> "QuietHours | None":
        """From the parameter `{"from": "21:00", "until": "06:00"}`; None means no quiet hours."""
        return cls(time.fromisoformat(value["from"]), time.fromisoformat(value["until"])) if value else None

    def cover(self, moment: time) -> bool:
        """Whether a local time is quiet; the span may pass midnight."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


def send_after(*, at: datetime, quiet: QuietHours | None, is_urgent: bool, zone: ZoneInfo) -> datetime:
    """The first moment at which a notice may leave: now, or the end of the quiet hours."""
    local = at.astimezone(zone)
    if is_urgent or quiet is None or not quiet.cover(local.time()):
        return at
    morning = local.replace(hour=quiet.end.hour, minute=quiet.end.minute, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)


def next_try(*, attempts: int, at: datetime) -> datetime | None:
    """When to try again after so many failed attempts; None when it is given up."""
    return None if attempts >= MOST_ATTEMPTS else at + _BACKOFF[min(attempts, len(_BACKOFF)) - 1]


def mode_of(*, template: str, chosen: Mapping[str, str], is_urgent: bool) -> Mode:
    """What a user wants for one topic: their choice for it, else for all (key ``), else at once.

    An urgent notice does not wait for a digest, but OFF stays off.
    """
    mode = Mode(chosen.get(template) or chosen.get("") or Mode.IMMEDIATE)
    return Mode.IMMEDIATE if is_urgent and mode is Mode.DIGEST else mode
