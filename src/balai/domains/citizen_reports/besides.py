"""What stands beside a report on its pages, put there by parts of the room that its middle does not know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from balai.domains.citizen_reports.models import Report
from balai.foundation.actor import Actor


class Place(StrEnum):
    """The page for everybody, the reporter's own, the officer's desk, and there under the words of the report."""

    PUBLIC = "PUBLIC"
    OWN = "OWN"
    DESK = "DESK"
    WORDS = "WORDS"


@dataclass(frozen=True, slots=True)
class Beside:
    """A piece of a page: `context(report, by)` gives what `template` draws, None for nothing."""

    place: Place
    template: str
    context: Callable[[Report, Actor], Mapping[str, Any] | None]


_pieces: list[Beside] = []


def stand_beside(piece: Beside) -> None:
    """Register a piece, in `apps.ready()`."""
    if piece not in _pieces:
        _pieces.append(piece)


def pieces(place: str, report: Report, by: Actor) -> list[tuple[str, Mapping[str, Any]]]:
    """Templates with their contexts, in the order in which they were registered."""
    found = ((piece.template, piece.context(report, by)) for piece in _pieces if piece.place == place)
    return [(template, context) for template, context in found if context is not None]
