"""Covering parts of a photo. The first file stays as it is; everybody else is handed the newest covered one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.engine.documents import detecting
from balai.engine.documents.actions.files import PreparedPhoto, prepare_photo, store_photo
from balai.engine.documents.cover_models import Covering
from balai.engine.documents.covering import Box, painted
from balai.engine.documents.models import Document
from balai.engine.documents.permissions import coverable_kinds
from balai.engine.documents.terms import COVER_KIND
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Conflict, Refused

_LOOK_BACK = timedelta(days=2)
MOST_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class PreparedCover:
    """Boxes and, where there are any, the covered file already written."""

    boxes: Sequence[Box]
    photo: PreparedPhoto | None


def prepare_cover(*, document: Document, boxes: Sequence[Box], at: datetime) -> PreparedCover:
    """Paint and write the covered file; before a transaction is opened. Raises Refused PHOTO_LOST, STORAGE_AWAY."""
    photo = prepare_photo(upload=painted(content_of(document), boxes), at=at) if boxes else None
    return PreparedCover(boxes, photo)


def cover_photo(
    *,
    document: Document,
    cover: PreparedCover,
    version: int,
    by: Actor,
    at: datetime,
    is_proposed: bool = False,
) -> Covering:
    """Keep a new version after `version`, the newest that the drawer saw. The act that it belongs to writes the journal.

    Raises Conflict PHOTO_MOVED when somebody else drew meanwhile.
    """
    shown = store_photo(upload=cover.photo, kind=COVER_KIND, by=by, at=at) if cover.photo else None
    try:
        with transaction.atomic():
            return Covering.objects.create(
                document=document, version=version + 1, boxes=[list(box) for box in cover.boxes], shown=shown,
                is_proposed=is_proposed, at=at, by_id=by.user_id,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            "PHOTO_MOVED",
            "Foto ini baru saja ditutup orang lain. Periksa hasilnya, lalu gambar lagi bila perlu.",
        ) from None


def content_of(document: Document) -> bytes:
    """The first file, whole. Raises Refused PHOTO_LOST."""
    try:
        with storages["documents"].open(document.name()) as file:
            return file.read()
    except FileNotFoundError:
        raise Refused("PHOTO_LOST", "Berkas foto ini tidak ada lagi di penyimpanan.") from None


def look_at_photos(*, at: datetime) -> int:
    """Cover what the detector proposes on new photos that nobody has looked at; how many photos were looked at."""
    if detecting.detector() is None:
        return 0
    new = Document.objects.filter(
        kind__in=coverable_kinds(), width__isnull=False, created_at__gte=at - _LOOK_BACK, coverings=None
    )
    looked = 0
    for document in new.order_by("pk")[:MOST_AT_ONCE]:
        try:
            boxes = detecting.propose(content_of(document))
            cover = prepare_cover(document=document, boxes=boxes, at=at)
            with transaction.atomic():
                cover_photo(document=document, cover=cover, version=0, by=SYSTEM, at=at, is_proposed=True)
        except Refused:
            continue  # lost, or covered by a person at this moment
        looked += 1
    return looked


def is_held(document: Document, *, at: datetime) -> bool:
    """Whether others wait for the photo: a detector is there, and has not looked at it yet. Never longer than the region says."""
    if document.kind not in coverable_kinds() or detecting.detector() is None:
        return False
    minutes = parameters.value("documents.photo_hold_minutes", on=timezone.localdate(at), default=0)
    return at - document.created_at < timedelta(minutes=minutes) and not document.coverings.exists()


def covers_in_use(ids: Collection[int]) -> set[int]:
    """Of the covered files, those that are the newest version: older ones can be painted again from their boxes."""
    found = Covering.objects.filter(shown__in=ids)
    return {
        row.shown_id
        for row in found
        if not Covering.objects.filter(document=row.document_id, version__gt=row.version).exists()
    }
