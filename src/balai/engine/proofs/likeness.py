"""The earlier photo that a new one resembles: found by the index of blots, then laid on it and compared."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from balai.engine.documents import public as documents
from balai.engine.documents.public import Document
from balai.engine.proofs.comparing import Comparison, Fit, compare
from balai.engine.proofs.terms import Mark

# From this share of its picture on, a photo is a copy; from the lower one on, a copy in which something was replaced.
COPY_FROM, EDITED_FROM = 0.9, 0.5
_LOOKED_AT = 4

Hidden = Callable[[Collection[int]], Collection[int]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` is how much of the picture is the same, `changed` the boxes that are not, as shares of the picture."""

    document_id: int
    mark: Mark
    share: float
    changed: list[list[float]] = field(default_factory=list)


def look_at(photos: Sequence[Document], *, hidden: Hidden = lambda ids: ()) -> dict[int, Likeness]:
    """What each photo resembles among all earlier ones, by document. Takes some tenths of a second: call it before a
    transaction is opened. `hidden(ids)` are documents that must not be spoken of."""
    together = {photo.pk for photo in photos}
    found = {photo.pk: _nearest(photo, together, hidden) for photo in photos}
    return {pk: likeness for pk, likeness in found.items() if likeness is not None}


def _nearest(photo: Document, besides: Collection[int], hidden: Hidden) -> Likeness | None:
    same = documents.same_files(photo, besides=besides)
    same = [pk for pk in same if pk not in set(hidden(same))]
    if same:
        return Likeness(same[0], Mark.COPY, 1.0)
    picture = documents.picture_of(photo)
    if picture is None:
        return None
    near = documents.candidates(picture, besides=besides, most=3 * _LOOKED_AT)
    unseen = set(hidden([one.document_id for one in near]))
    near = [one for one in near if one.document_id not in unseen][:_LOOKED_AT]
    rows = Document.objects.in_bulk([one.document_id for one in near])
    best: tuple[Comparison, int, bool] | None = None
    for one in near:
        old = documents.picture_of(rows[one.document_id]) if one.document_id in rows else None
        fit = Fit(one.scale, one.right, one.down, one.mirrored)
        seen = compare(picture, old, fit) if old is not None else None
        if seen is not None and (best is None or seen.share > best[0].share):
            best = seen, one.document_id, one.mirrored
    mark = mark_of(best[0], mirrored=best[2]) if best else None
    return Likeness(best[1], mark, round(best[0].share, 3), best[0].changed) if best and mark else None


def mark_of(seen: Comparison, *, mirrored: bool) -> Mark | None:
    """What a comparison means; None where the pictures only look a little alike."""
    if seen.share >= COPY_FROM:
        return Mark.MIRRORED if mirrored else Mark.COPY
    return Mark.EDITED_COPY if seen.share >= EDITED_FROM else None
