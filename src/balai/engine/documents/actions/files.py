"""Keeping files. A crash at any point leaves at most files without a row, never a row without files."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile

from balai.engine.documents import rules, terms
from balai.engine.documents.actions.fingerprinting import COMPARED, keep_fingerprints
from balai.engine.documents.models import Document, Trace, new_token
from balai.engine.documents.pdfs import check_pdf
from balai.engine.documents.photos import Photo, clean_photo, too_large
from balai.engine.documents.traces import traces_in
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class PreparedPhoto:
    """A clean photo whose files are already written, waiting for its row."""

    token: str
    stored_on: date
    photo: Photo = field(repr=False)
    # Of what was uploaded, byte for byte.
    original_sha256: str = ""
    # What the file told of its own past.
    traces: tuple[str, ...] = ()


def prepare_photo(*, upload: UploadedFile | bytes, at: datetime) -> PreparedPhoto:
    """Decode a photo and write its two files; to be called before a transaction is opened.

    Decoding takes tenths of a second, which a transaction that holds the write lock must not wait for.
    Without `store_photo` afterwards the files are orphans, and swept. Raises Refused PHOTO_TOO_LARGE,
    PHOTO_NOT_AN_IMAGE, PHOTO_TOO_MANY_PIXELS, PHOTO_BROKEN; with status 503 PHOTO_BUSY, STORAGE_AWAY.
    """
    data = _read(upload)
    photo = clean_photo(data, zone=ZoneInfo(settings.TIME_ZONE))
    prepared = PreparedPhoto(
        new_token(),
        at.astimezone(UTC).date(),
        photo,
        original_sha256=hashlib.sha256(data).hexdigest(),
        traces=tuple(traces_in(data)),
    )
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
    original_sha256: str = "",
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
    document = Document.objects.create(
        token=prepared.token,
        stored_on=prepared.stored_on,
        kind=kind,
        content_type=terms.CONTENT_TYPE,
        width=photo.width,
        height=photo.height,
        size=len(photo.large),
        size_small=len(photo.small),
        sha256=photo.sha256,
        original_sha256=original_sha256 or prepared.original_sha256,
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
    if kind in COMPARED:
        keep_fingerprints(document, photo.blots)
    if keep_capture and prepared.traces:
        Trace.objects.create(document=document, codes=list(prepared.traces))
    return document


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A checked file that is already written, waiting for its row.

    `sha256` is of what was uploaded, byte for byte: the same photo sent for two papers is told by it, although a
    photo is stored re-encoded. `pages` is None for a photo.
    """

    token: str
    stored_on: date
    sha256: str
    size: int
    photo: PreparedPhoto | None = field(default=None, repr=False)
    pages: int | None = None

    @property
    def is_photo(self) -> bool:
        return self.photo is not None


def prepare_file(
    *, upload: UploadedFile | bytes, kinds: Collection[str] = ("PHOTO", "PDF"), at: datetime
) -> PreparedFile:
    """Check an uploaded photo or PDF and write it; to be called before a transaction is opened.

    What it is follows from its first bytes, never from its name. Without `store_file` afterwards it is an orphan, and
    swept. Raises Refused FILE_EMPTY, FILE_UNKNOWN, FILE_NOT_WANTED, FILE_TOO_LARGE, FILE_BROKEN, FILE_LOCKED,
    FILE_ACTIVE, FILE_TOO_MANY_PAGES and what `prepare_photo` raises, all with field "file".
    """
    try:
        data = _read(upload)
        kind = "PDF" if rules.is_pdf(data) else "PHOTO" if rules.image_format(data) else ""
        _check_kind(data, kind, kinds)
        if kind == "PDF":
            pages = check_pdf(data)
            return _write_pdf(data, pages=pages, at=at)
        photo = prepare_photo(upload=data, at=at)
    except Refused as refusal:
        refusal.field = "file"
        raise
    return PreparedFile(
        photo.token, photo.stored_on, hashlib.sha256(data).hexdigest(), len(photo.photo.large), photo
    )


def _check_kind(data: bytes, kind: str, kinds: Collection[str]) -> None:
    if not data:
        raise Refused("FILE_EMPTY", "Berkas ini kosong. Pilih berkas lain.")
    if not kind:
        raise Refused(
            "FILE_UNKNOWN", "Berkas ini bukan foto dan bukan PDF. Kirim foto (JPG, PNG, HEIC) atau PDF."
        )
    if kind not in kinds:
        raise Refused(
            "FILE_NOT_WANTED",
            "Yang diminta di sini foto, bukan PDF."
            if kind == "PDF"
            else "Yang diminta di sini PDF, bukan foto.",
        )


def _write_pdf(data: bytes, *, pages: int | None = None, at: datetime) -> PreparedFile:
    token, day = new_token(), at.astimezone(UTC).date()
    name = rules.file_name(token=token, day=day, small=False, extension="pdf")
    storages["documents"].save(name, ContentFile(data))
    return PreparedFile(token, day, hashlib.sha256(data).hexdigest(), len(data), pages=pages)


def prepare_own_pdf(*, data: bytes, at: datetime) -> PreparedFile:
    """Write a PDF that this house has made itself, such as a signed letter; before a transaction is opened."""
    return _write_pdf(data, at=at)


def store_file(*, file: PreparedFile, kind: str, by: Actor, at: datetime) -> Document:
    """Keep a prepared file and return its row, inside the caller's transaction if there is one.

    `kind` is the code whose visibility was registered. The act that the file belongs to writes the journal.
    """
    if file.photo is not None:
        return store_photo(upload=file.photo, kind=kind, by=by, at=at, original_sha256=file.sha256)
    return Document.objects.create(
        token=file.token,
        stored_on=file.stored_on,
        kind=kind,
        content_type=terms.PDF,
        size=file.size,
        pages=file.pages,
        sha256=file.sha256,
        original_sha256=file.sha256,
        created_at=at,
        created_by_id=by.user_id,
    )
