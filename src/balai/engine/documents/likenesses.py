"""Earlier photos that share blots with a picture. The database is asked for numbers; it never looks through all photos."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from django.core.files.storage import storages
from django.db.models import Count
from PIL import Image

from balai.engine.documents.actions.fingerprinting import COMPARED
from balai.engine.documents.fingerprint_models import Fingerprint, Trace
from balai.engine.documents.fingerprints import Blots, asked_by, blots_of, unpacked
from balai.engine.documents.models import Document

# So many blots must be shared, and lie as in a crop of one picture; so many photos are looked at more closely.
_LEAST, _MOST_FETCHED = 3, 40
_CLOSE = 512
_SIZES_APART, _PLACES_APART = 0.2, 0.03


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may show the same picture. A place (x, y) of the new picture, in shares of its longest side, lies
    at `scale` * (x, y) + (`right`, `down`) of this one; `mirrored` ones are turned over first."""

    document_id: int
    votes: int
    mirrored: bool
    scale: float
    right: float
    down: float


def candidates(picture: Image.Image, *, besides: Collection[int] = (), most: int = 3) -> list[Candidate]:
    """The documents that share most blots in the same arrangement, best first; `besides` are ids that do not count."""
    return candidates_by(
        blots_of(picture), width=picture.width / max(picture.size), besides=besides, most=most
    )


def candidates_by(
    blots: Blots, *, width: float, besides: Collection[int] = (), most: int = 3
) -> list[Candidate]:
    """The same for blots that are known already; `width` is that of the picture as a share of its longest side."""
    found: dict[int, Candidate] = {}
    for mirrored in (False, True):
        asked: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
        for key, *place in asked_by(blots, mirrored=mirrored, width=width):
            asked[key].append(tuple(place))  # type: ignore[arg-type]
        for candidate in _arranged(asked, mirrored, besides):
            known = found.get(candidate.document_id)
            if known is None or known.votes < candidate.votes:
                found[candidate.document_id] = candidate
    return sorted(found.values(), key=lambda one: (-one.votes, one.document_id))[:most]


def _arranged(
    asked: dict[int, list[tuple[float, float, float]]], mirrored: bool, besides: Collection[int]
) -> Iterable[Candidate]:
    rows = Fingerprint.objects.filter(key__in=asked)
    counted = rows.values("document_id").annotate(hits=Count("pk")).filter(hits__gte=_LEAST)
    ids = [row["document_id"] for row in counted.order_by("-hits")[:_MOST_FETCHED]]
    ids = [pk for pk in ids if pk not in besides]
    pairs: dict[int, list[tuple[float, ...]]] = defaultdict(list)
    for key, spot, pk in rows.filter(document_id__in=ids).values_list("key", "spot", "document_id"):
        pairs[pk] += [(*place, spot) for place in asked[key]]
    for pk, found in pairs.items():
        best = _vote(np.array(found))
        if best is not None and best[0] >= _LEAST:
            yield Candidate(pk, best[0], mirrored, *best[1])


def _vote(pairs: np.ndarray) -> tuple[int, tuple[float, float, float]] | None:
    """The arrangement that most pairs of blots agree on: (how many blots, (scale, right, down)).

    Each pair of blots tells how much the one picture was enlarged and moved to lie on the other.
    """
    there = unpacked(pairs[:, 3])
    scale = there[:, 2] / pairs[:, 2]
    shift = there[:, :2] - scale[:, None] * pairs[:, :2]
    best: tuple[int, tuple[float, float, float]] | None = None
    for one in range(len(pairs)):
        agree = np.abs(np.log(scale / scale[one])) < _SIZES_APART
        expected = scale[one] * pairs[:, :2] + shift[one]
        agree &= (np.abs(there[:, :2] - expected) < _PLACES_APART).all(axis=1)
        votes = len(np.unique(pairs[agree, 3]))
        if best is None or votes > best[0]:
            best = votes, _fitted(pairs[agree, :2], there[agree, :2], scale[one], shift[one])
    return best


def _fitted(
    here: np.ndarray, there: np.ndarray, scale: float, shift: np.ndarray
) -> tuple[float, float, float]:
    """The enlargement and movement that bring the agreeing blots closest together."""
    spread = here - here.mean(axis=0)
    around = float((spread**2).sum())
    if len(here) >= _LEAST and around > 1e-4:
        scale = float((spread * (there - there.mean(axis=0))).sum() / around)
        shift = there.mean(axis=0) - scale * here.mean(axis=0)
    return float(scale), float(shift[0]), float(shift[1])


def same_files(document: Document, *, besides: Collection[int] = ()) -> list[int]:
    """Earlier photos that are the same file, as it was sent or as it is kept and handed out; the oldest first."""
    files = {document.sha256, document.original_sha256} - {""}
    rows = Document.objects.filter(sha256__in=files, kind__in=COMPARED).exclude(pk__in=besides)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:_MOST_FETCHED])


def picture_of(document: Document) -> Image.Image | None:
    """The stored picture; None where its file is lost."""
    try:
        with storages["documents"].open(document.name()) as file:
            picture = Image.open(file)
            picture.draft("L", (_CLOSE, _CLOSE))  # a look needs no more
            picture.load()
            return picture
    except (OSError, ValueError):
        return None


def traces_of(document: Document) -> list[str]:
    """What the file of a proof told of its own past, as codes; nothing for other photos."""
    row = Trace.objects.filter(document=document).first()
    return row.codes if row else []
