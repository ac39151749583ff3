"""What reviewers wrote down at a site, with or without a signal, is taken in: exactly once, however often it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from balai.domains.evaluation.actions.survey import record_interview
from balai.domains.evaluation.models import Sheet, SheetPhoto, Site
from balai.domains.evaluation.permissions_field import must_go_to
from balai.domains.evaluation.rules.field_forms import read_answers, read_items
from balai.domains.evaluation.terms_field import CLOCK_SLACK_MINUTES, MOST_PHOTOS, PHOTO_KIND, Act
from balai.engine.documents import public as documents
from balai.engine.documents.public import PreparedPhoto
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.parcels import MOST_BYTES, Parcel, ParcelFile, broken, unpack
from balai.foundation.text import whole_number
from balai.kits import sealing

ANSWER, PHOTO = "a-", "photo-"
MOST_REMARK, MOST_MET = 4000, 300
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a sending: the site it belongs to, and what could not be taken in as it was, in words."""

    site: Site
    message: str = ""


@dataclass(frozen=True, slots=True)
class _Shot:
    item: str
    photo: PreparedPhoto
    taken_at: datetime | None
    place: Place | None


def box_label(by: Actor) -> str:
    """For whom a phone seals: one account, so that a colleague on the same phone sends nothing of another."""
    return f"evaluation:{by.user_id}"


def receive(*, key: UUID, sealed: bytes, by: Actor, at: datetime) -> Filed:
    """Take in what a phone sealed under this key: a sheet, or an interview.

    Raises Refused BOX_BROKEN, BOX_TOO_LARGE; NotFound SITE_UNKNOWN; Forbidden NOT_SENT, OWN_OFFICE.
    """
    if len(sealed) > MOST_BYTES:
        raise Refused("BOX_TOO_LARGE", "Kiriman terlalu besar. Kirim dengan foto yang lebih kecil.")
    return take_in(key=key, parcel=unpack(sealing.open_sealed(box_label(by), sealed)), by=by, at=at)


def take_in(*, key: UUID, parcel: Parcel, by: Actor, at: datetime) -> Filed:
    """The same, of a form that is open already."""
    fields = parcel.fields
    site = _site(whole_number(fields.get("site", "")))
    typed = {name.removeprefix(ANSWER): value for name, value in fields.items() if name.startswith(ANSWER)}
    if fields.get("form") == "INTERVIEW":
        message = record_interview(
            key=key,
            site_id=site.pk,
            number=fields.get("number", ""),
            outcome=fields.get("outcome", ""),
            typed=typed,
            comment=fields.get("comment", ""),
            by=by,
            at=at,
        )
        return Filed(site, message)
    if fields.get("form") != "SHEET":
        raise broken()
    return file_sheet(key=key, site=site, fields=fields, typed=typed, files=parcel.files, by=by, at=at)


def file_sheet(
    *,
    key: UUID,
    site: Site,
    fields: Mapping[str, str],
    typed: Mapping[str, str],
    files: Sequence[ParcelFile],
    by: Actor,
    at: datetime,
) -> Filed:
    """Keep one sheet with its photos. The same `key` a second time changes nothing.

    What cannot be read is kept as it was typed, a photo that is none is left out and said. Raises Forbidden NOT_SENT,
    OWN_OFFICE; Refused PHOTO_BUSY (503) where the house has no time for photos right now.
    """
    must_go_to(by, site)
    if Sheet.objects.filter(key=key).exists():
        return Filed(site)
    shots, troubles = _shots(fields, files, at)
    reading = read_answers(read_items(site.checklist.items), typed, photos={shot.item: 1 for shot in shots})
    if reading.missing:
        troubles.append("Butir wajib yang belum terisi: {n}.".replace("{n}", str(len(reading.missing))))
    place = _place(fields.get("lat", ""), fields.get("lon", "")) or (None, None)
    row = Sheet(
        key=key,
        site=site,
        reviewer_id=by.user_id,
        form=site.checklist,
        filled_at=_moment(fields.get("filled_at", ""), at=at) or at,
        received_at=at,
        latitude=place[0],
        longitude=place[1],
        answers=dict(reading.values),
        odd=dict(reading.odd),
        remark=fields.get("remark", "").strip()[:MOST_REMARK],
        met=fields.get("met", "").strip()[:MOST_MET],
    )
    try:
        _kept(row, shots, by=by, at=at)
    except IntegrityError:
        # The other of two sendings at once was the quicker; its photos are the same.
        if not Sheet.objects.filter(key=key).exists():
            raise
    return Filed(site, " ".join(troubles))


@transaction.atomic
def _kept(row: Sheet, shots: Sequence[_Shot], *, by: Actor, at: datetime) -> None:
    row.save(force_insert=True)
    for shot in shots:
        place = shot.place or (None, None)
        document = documents.store_photo(
            upload=shot.photo,
            kind=PHOTO_KIND,
            by=by,
            at=at,
            taken_at=shot.taken_at,
            latitude=place[0],
            longitude=place[1],
            keep_capture=True,
        )
        SheetPhoto.objects.create(sheet=row, item=shot.item, document=document)
    data = {"sheet": row.pk, "photos": len(shots), "answers": len(row.answers), "odd": len(row.odd)}
    journal.append(code=Act.SHEET_FILED, subject=("field_site", row.site_id), by=by, at=at, data=data)


def _shots(
    fields: Mapping[str, str], files: Sequence[ParcelFile], at: datetime
) -> tuple[list[_Shot], list[str]]:
    """The photos that are photos, and what is wrong with the others. Decoded before a transaction is open."""
    shots, troubles = [], []
    for file in files[:MOST_PHOTOS]:
        try:
            photo = documents.prepare_photo(upload=file.content, at=at)
        except Refused as refusal:
            if refusal.status >= 500:
                raise
            troubles.append(f"{file.name}: {refusal.message}")
            continue
        capture = photo.photo.capture
        seen = (
            (capture.latitude, capture.longitude)
            if capture.latitude is not None and capture.longitude is not None
            else None
        )
        name = file.field
        shots.append(
            _Shot(
                name.removeprefix(PHOTO)[:40],
                photo,
                _moment(fields.get(f"{name}-at", ""), at=at) or capture.taken_at,
                _place(fields.get(f"{name}-lat", ""), fields.get(f"{name}-lon", "")) or seen,
            )
        )
    if len(files) > MOST_PHOTOS:
        troubles.append("Foto melebihi batas; sisanya tidak tersimpan.")
    return shots, troubles


def _place(latitude: str, longitude: str) -> Place | None:
    try:
        place = float(latitude), float(longitude)
    except ValueError:
        return None
    return place if abs(place[0]) <= 90 and abs(place[1]) <= 180 else None


def _moment(text: str, *, at: datetime) -> datetime | None:
    """When the phone says it was; None for what is no moment, or one that has not come yet."""
    try:
        moment = parse_datetime(text)
        if moment is None:
            return None
        moment = (timezone.make_aware(moment) if timezone.is_naive(moment) else moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment <= at + timedelta(minutes=CLOCK_SLACK_MINUTES) else None


def _site(site_id: int | None) -> Site:
    site = Site.objects.select_related("review", "checklist", "survey", "opd").filter(pk=site_id).first()
    if site is None:
        raise NotFound("SITE_UNKNOWN", "Lokasi ini tidak ada dalam rencana.")
    return site
