"""The earlier photo that a new one resembles."""

from collections.abc import Collection
from dataclasses import dataclass, field

from balai.engine.documents.public import Document
from balai.engine.proofs.terms import Mark


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` is how much of the picture is the same, `changed` the boxes that are not, as shares of the picture."""

    document: Document
    mark: Mark
    share: float
    changed: list[list[float]] = field(default_factory=list)


def nearest(document: Document, *, besides: Collection[Document]) -> Likeness | None:
    """The earlier photo that shows the same picture, whole or in part; None when there is none."""
    return None
