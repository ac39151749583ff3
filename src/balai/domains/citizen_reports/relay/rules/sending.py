"""When a sending is tried again, and how our own ids look to others."""

from collections.abc import Sequence
from datetime import datetime, timedelta

# Over three days of tries: a server that is down for a weekend loses nothing.
_BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 480, 720, 720, 720, 720))
MOST_ATTEMPTS = len(_BACKOFF)
LEASE = timedelta(minutes=10)


def next_try(*, attempts: int, at: datetime, wait: float | None = None) -> datetime | None:
    """When to try again after so many failures; None when it is given up. `wait` is what the other side asked for."""
    if attempts >= MOST_ATTEMPTS:
        return None
    pause = _BACKOFF[max(attempts, 1) - 1]
    return at + max(pause, timedelta(seconds=min(wait or 0, 86_400)))


def update_id(number: str, entry_id: int) -> str:
    """The id of an act of ours, the same wherever it is told."""
    return f"{number}-{entry_id}"


def circles(path: Sequence[str], *, to: Sequence[str]) -> bool:
    """Whether a report that came through `path` would come back to one of its bodies (`to`: every name of the next one)."""
    seen = {name.strip().lower() for name in path if name.strip()}
    return any(name.strip().lower() in seen for name in to if name.strip())
