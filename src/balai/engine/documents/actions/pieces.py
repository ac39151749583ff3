"""Files in pieces: a line that breaks every few seconds still brings a photo over, a piece at a time.

A piece counts when it begins where the ones before it end; anything else changes nothing. The answer always says how much
is here, so that repeated, reordered and lost pieces need no rule of their own on the phone.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from balai.engine.documents import terms
from balai.engine.documents.upload_models import Piece, Upload
from balai.foundation.errors import Conflict, Refused

MOST_PIECE = 256 * 1024
# One sealed report with its photos, or one photo that the phone could not shrink.
MOST_UPLOAD = terms.MOST_BYTES + 1024 * 1024
# What all unfinished files together may take of the house.
MOST_WAITING = 2 * 1024**3
_KEPT_FOR = timedelta(days=7)


class Full(Refused):
    """No room for unfinished files; a later try will do."""

    status = 503


def take_piece(*, key: UUID, size: int, offset: int, content: bytes, at: datetime) -> int:
    """Keep one piece of the file `key`, which will have `size` bytes; returns how many of them are here.

    Raises Refused PIECE_INVALID, PHOTO_TOO_LARGE; Conflict UPLOAD_OTHER; with status 503 UPLOADS_FULL.
    """
    if not content or len(content) > MOST_PIECE or not 0 <= offset <= size - len(content):
        raise Refused("PIECE_INVALID", "Potongan kiriman ini tidak dapat dibaca. Kirim ulang dari awal.")
    if size > MOST_UPLOAD:
        raise Refused("PHOTO_TOO_LARGE", "Kiriman ini terlalu besar. Kirim dengan foto yang lebih kecil.")
    with transaction.atomic():
        upload = _upload(key, size, at=at)
        if upload.size != size:
            raise Conflict("UPLOAD_OTHER", "Kunci kiriman ini sudah dipakai untuk berkas lain.")
        if upload.received != offset:
            return upload.received
        Piece.objects.create(upload=upload, offset=offset, content=content)
        upload.received += len(content)
        upload.touched_at = at
        upload.save(update_fields=["received", "touched_at"])
    return upload.received


def _upload(key: UUID, size: int, *, at: datetime) -> Upload:
    found = Upload.objects.select_for_update().filter(pk=key).first()
    if found:
        return found
    waiting = Upload.objects.aggregate(total=Sum("received"))["total"] or 0
    if waiting + size > MOST_WAITING:
        raise Full("UPLOADS_FULL", "Balai sedang penuh. Kiriman Anda tetap tersimpan dan dicoba lagi nanti.")
    # Two first pieces at once: the second waits here, and finds the row of the first.
    Upload.objects.get_or_create(pk=key, defaults={"size": size, "touched_at": at})
    return Upload.objects.select_for_update().get(pk=key)


def received(key: UUID) -> int:
    """How many bytes of this file are here; 0 of one that nobody has begun."""
    return Upload.objects.filter(pk=key).values_list("received", flat=True).first() or 0


def whole_uploads(keys: Collection[UUID]) -> Mapping[UUID, bytes]:
    """The contents of those of the files that are complete."""
    # One statement: an act that takes a file between two of them would leave it whole and without contents.
    rows = Piece.objects.filter(upload__in=keys).order_by("upload", "offset")
    parts, sizes = defaultdict[UUID, list[bytes]](list), dict[UUID, int]()
    for key, size, content in rows.values_list("upload", "upload__size", "content"):
        parts[key].append(bytes(content))
        sizes[key] = size
    whole = {key: b"".join(contents) for key, contents in parts.items()}
    return {key: content for key, content in whole.items() if len(content) == sizes[key]}


def drop_uploads(keys: Collection[UUID]) -> None:
    """Forget files that an act has taken, within its transaction."""
    Upload.objects.filter(pk__in=keys).delete()


def sweep_uploads(*, at: datetime) -> int:
    """Drop files of which nothing has come for a week; how many."""
    old = Upload.objects.filter(touched_at__lt=at - _KEPT_FOR)
    return old.delete()[1].get("documents.Upload", 0)
