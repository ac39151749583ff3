"""Keeping photos. A crash at any point leaves at most files without a row, never a row without files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile

from balai.engine.documents import rules, terms
from balai.engine.documents.models import Document, new_token
from balai.engine.documents.photos import Photo, clean_photo, too_large
from balai.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A clean photo whose files are already written, waiting for its row."""

    token: str
    stored_on: date
    photo: Photo = field(repr=False)


def prepare_photo(*, upload: UploadedFile | bytes, at: datetime) -> PreparedPhoto:
    """Decode a photo and write its two files; to be called before a transaction is opened.

    Decoding takes tenths of a second, which a transaction that holds the write lock must not wait for.
    Without `store_photo` afterwards the files are orphans, and swept. Raises Refused PHOTO_TOO_LARGE,
    PHOTO_NOT_AN_IMAGE, PHOTO_TOO_MANY_PIXELS, PHOTO_BROKEN; with status 503 PHOTO_BUSY, STORAGE_AWAY.
    """
    photo = clean_photo(_read(upload), zone=ZoneInfo(settings.TIME_ZONE))
    prepared = PreparedPhoto(token=new_token(), stored_on=at.astimezone(UTC).date(), photo=photo)
    storage = storages["documents"]
    for content, small in ((photo.large, False), (photo.small, True)):
        name = rules.file_name(token=prepared.token, day=prepared.stored_on, small=small)
        storage.save(name, ContentFile(content))
    return prepared


def _read(upload: UploadedFile | bytes) -> bytes:
    if isinstance(upload, bytes):
        return upload
    if upload.size is not None and upload.size > terms.MOST_BYTES:
        raise too_large()
    upload.seek(0)
    return upload.read(terms.MOST_BYTES + 1)


def store_photo(
    *,
    upload: UploadedFile | bytes | PreparedPhoto,
    kind: str,
    by: Actor,
    at: datetime,
    taken_at: datetime | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    keep_capture: bool = False,
) -> Document:
    """Keep one photo and return its row, inside the caller's transaction if there is one.

    `kind` is the code whose visibility was registered. `taken_at`, `latitude` and `longitude` are the
    sender's own statement. `keep_capture` also keeps what the camera wrote of time and place: only for
    proofs of officers, never for photos of citizens. Pass the result of `prepare_photo` where a
    transaction is open. Refusals as there. The act that the photo belongs to writes the journal.
    """
    prepared = upload if isinstance(upload, PreparedPhoto) else prepare_photo(upload=upload, at=at)
    photo = prepared.photo
    capture = photo.capture
    return Document.objects.create(
        token=prepared.token,
        stored_on=prepared.stored_on,
        kind=kind,
        content_type=terms.CONTENT_TYPE,
        width=photo.width,
        height=photo.height,
        size=len(photo.large),
        size_small=len(photo.small),
        sha256=photo.sha256,
        difference_hash=rules.signed_64(photo.difference_hash),
        created_at=at,
        created_by_id=by.user_id,
        taken_at=taken_at,
        latitude=latitude,
        longitude=longitude,
        exif_taken_at=capture.taken_at if keep_capture else None,
        exif_latitude=capture.latitude if keep_capture else None,
        exif_longitude=capture.longitude if keep_capture else None,
    )


def sweep_orphans(*, at: datetime, back: int = 7) -> int:
    """Delete files of the last `back` days that have no row and are at least a day old; how many."""
    storage = storages["documents"]
    days = rules.sweepable_days(today=at.astimezone(UTC).date(), back=back)
    swept = 0
    for day in days:
        for name in _without_row(list(storage.names(f"{day:%Y-%m-%d}"))):
            storage.delete(name)
            swept += 1
    return swept


def _without_row(names: list[str]) -> Iterator[str]:
    for start in range(0, len(names), 500):
        batch = names[start : start + 500]
        tokens = {name: _token(name) for name in batch}
        known = set(Document.objects.filter(token__in=set(tokens.values())).values_list("token", flat=True))
        # An interrupted write of a photo that was kept after all ends in `.part` and has no token.
        yield from (name for name in batch if tokens[name] not in known)


def _token(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".jpg").removesuffix("-k")
