"""What can be objected to: bans, and the measures that rooms register in `apps.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from balai.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that was done to somebody. `by_id` is the officer; `title` and `reason` are shown to both sides."""

    kind: str
    number: int
    title: str
    reason: str
    at: datetime
    by_id: int | None = None
    until: datetime | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Appealable:
    """A kind of measures: `find(code)` by the code that the person has, `read(number)`, and `undo` when an appeal is granted."""

    kind: str
    find: Callable[[str], Measure | None]
    read: Callable[[int], Measure | None]
    undo: Callable[..., object]


_kinds: dict[str, Appealable] = {}


def appealable(kind: Appealable) -> None:
    """Register a kind of measures; `undo(number=…, by=…, at=…)` is called inside the decision's transaction."""
    _kinds[kind.kind] = kind


def measure_by_code(code: str) -> Measure | None:
    """The measure that a (normalized) code belongs to."""
    return next((found for kind in _kinds.values() if (found := kind.find(code))), None)


def measure_of(kind: str, number: int) -> Measure | None:
    """A measure by its kind and number."""
    return _kinds[kind].read(number) if kind in _kinds else None


def undo(measure: Measure, *, by: Actor, at: datetime) -> None:
    """Take the measure back."""
    _kinds[measure.kind].undo(number=measure.number, by=by, at=at)
