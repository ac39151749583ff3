"""The photos of a form of the desk. A proof brings what the phone says of it: its hash, its time, its place."""

from datetime import UTC, datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from balai.engine.documents import public as documents
from balai.engine.documents.public import Document, PreparedPhoto
from balai.engine.proofs.public import Stated, read_stated
from balai.foundation.actor import Actor

MOST = 4


def photos(request: HttpRequest, by: Actor, at: datetime) -> list[Document]:
    """The photos that go with words."""
    return [documents.store_photo(upload=upload, kind="REMARK", by=by, at=at) for upload in _uploads(request)]


def proofs(request: HttpRequest, by: Actor, at: datetime) -> tuple[list[Document], Stated]:
    """The photos that prove, and what the phone says of them in the field `captures`."""
    stated = read_stated(request.POST.get("captures", ""), at=at)
    return [_proof(upload, request, stated, by, at) for upload in _uploads(request)], stated


def _uploads(request: HttpRequest) -> list[UploadedFile | PreparedPhoto]:
    return request.FILES.getlist("photos")[:MOST]


def _proof(
    upload: UploadedFile | PreparedPhoto, request: HttpRequest, stated: Stated, by: Actor, at: datetime
) -> Document:
    """Time and place: as the page noted them with the shot, or as somebody typed them, or as the camera wrote them."""
    # What comes from the field is decoded already, before its transaction.
    is_ready = isinstance(upload, PreparedPhoto)
    prepared = upload if is_ready else documents.prepare_photo(upload=upload, at=at)
    camera, shot = prepared.photo.capture, stated.shots.get(prepared.original_sha256)
    noted = stated.moment(shot) if shot else None
    latitude, longitude = _place(request)
    if shot and shot.latitude is not None and shot.longitude is not None:
        latitude, longitude = shot.latitude, shot.longitude
    if latitude is None or longitude is None:
        latitude, longitude = camera.latitude, camera.longitude
    return documents.store_photo(
        upload=prepared,
        kind="PROOF",
        by=by,
        at=at,
        taken_at=noted or _moment(request, "taken_at") or camera.taken_at,
        latitude=latitude,
        longitude=longitude,
        keep_capture=True,
    )


def _moment(request: HttpRequest, name: str) -> datetime | None:
    """An aware moment; None for what is no date, or one that no zone can hold."""
    try:
        moment = parse_datetime(request.POST.get(name, ""))
        if moment is None:
            return None
        return (timezone.make_aware(moment) if timezone.is_naive(moment) else moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _place(request: HttpRequest) -> tuple[float | None, float | None]:
    return _degrees(request, "latitude"), _degrees(request, "longitude")


def _degrees(request: HttpRequest, name: str) -> float | None:
    try:
        degrees = float(request.POST.get(name, "").replace(",", "."))
    except ValueError:
        return None
    most = 90 if name == "latitude" else 180
    return degrees if abs(degrees) <= most else None  # also nothing for not-a-number
