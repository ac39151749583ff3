"""Acts of the field: decided without a signal, done when they arrive, once, and in the order in which they were decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.datastructures import MultiValueDict

from balai.engine.cases import actions_for
from balai.engine.cases.field_models import FieldSending
from balai.engine.cases.models import Case
from balai.engine.cases.permissions import may_see
from balai.engine.documents import public as documents
from balai.engine.documents.public import PreparedPhoto
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.parcels import MOST_BYTES, Parcel, broken, unpack
from balai.foundation.text import whole_number
from balai.kits import sealing
from balai.kits.ui.words import said_refusal

# What can be done at the place itself; everything else is for the desk.
FIELD_ACTS = ("terima", "catat", "jawab", "selesai")
MOST_PHOTOS = 4
_KEPT_FOR = timedelta(days=60)
# What the phone notes of a photo, by the names that the desk's form has.
_STATED = {"photos-at": "taken_at", "photos-lat": "latitude", "photos-lon": "longitude"}


@dataclass(frozen=True, slots=True)
class LaterForm:
    """A form of the desk that was filled in on a phone: what an act of the desk reads of a request, no more."""

    POST: Mapping[str, str]
    FILES: MultiValueDict = field(repr=False)


def box_label(by: Actor) -> str:
    """For whom a phone seals: one account, so that a colleague on the same phone sends nothing of another."""
    return f"cases:{by.user_id}"


def receive(*, key: UUID, sealed: bytes, by: Actor, at: datetime) -> FieldSending:
    """Do what a phone sealed under this key; the same key again changes nothing.

    An act that is refused leaves a sending that says why, with all that was typed; `send_again` goes on from there.
    Raises Refused BOX_BROKEN, BOX_TOO_LARGE; NotFound CASE_UNKNOWN; with status 503 what is only for now.
    """
    if known := FieldSending.objects.filter(pk=key, by_id=by.user_id).first():
        return known
    if len(sealed) > MOST_BYTES:
        raise Refused("BOX_TOO_LARGE", "Kiriman terlalu besar. Kirim dengan foto yang lebih kecil.")
    parcel = unpack(sealing.open_sealed(box_label(by), sealed))
    row = _row(key, parcel, by=by, at=at)
    try:
        try:
            _do(row, parcel, by=by, at=at)
        except Refused as refusal:
            if refusal.status >= 500:
                raise
            # The transaction is gone, and the row with it.
            row = _row(key, parcel, by=by, at=at)
            row.state, row.message, row.box = "REFUSED", said_refusal(refusal)[:400], sealed
            with transaction.atomic():
                row.save(force_insert=True)
    except IntegrityError:
        # The other of two sendings at once was the quicker.
        return FieldSending.objects.get(pk=key, by_id=by.user_id)
    return row


def send_again(*, key: UUID, changes: Mapping[str, str], by: Actor, at: datetime) -> FieldSending:
    """Do a refused act after all, with what its officer has mended; photos are those that came.

    Raises as the act itself, and NotFound SENDING_UNKNOWN. Doing it twice does it once.
    """
    row = sending_of(key, by=by)
    if row.state == "FILED":
        return row
    parcel = contents_of(row, by=by)
    _do(row, Parcel({**parcel.fields, **changes}, parcel.files), by=by, at=at)
    return row


def sending_of(key: UUID, *, by: Actor) -> FieldSending:
    """A sending of this officer. Raises NotFound SENDING_UNKNOWN."""
    row = FieldSending.objects.select_related("case").filter(pk=key, by_id=by.user_id).first()
    if row is None:
        raise NotFound("SENDING_UNKNOWN", "Kiriman ini tidak ditemukan, atau milik petugas lain.")
    return row


def contents_of(row: FieldSending, *, by: Actor) -> Parcel:
    """What was typed in a refused sending."""
    return unpack(sealing.open_sealed(box_label(by), bytes(row.box)))


def sweep_field_boxes(*, at: datetime) -> int:
    """Drop what was typed in sendings that were refused two months ago and never sent again; how many."""
    old = FieldSending.objects.filter(state="REFUSED", received_at__lt=at - _KEPT_FOR)
    return old.exclude(box=b"").update(box=b"")


def _row(key: UUID, parcel: Parcel, *, by: Actor, at: datetime) -> FieldSending:
    fields = parcel.fields
    what, case_id = fields.get("what", ""), whole_number(fields.get("case", ""))
    if what not in FIELD_ACTS or case_id is None:
        raise broken()
    if not Case.objects.filter(pk=case_id).exists():
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    seen = whole_number(fields.get("version", ""))
    return FieldSending(
        key=key, case_id=case_id, by_id=by.user_id, what=what, seen_version=seen, received_at=at
    )


def _do(row: FieldSending, parcel: Parcel, *, by: Actor, at: datetime) -> None:
    """The act and the mark that it is done, in one transaction."""
    photos = _photos(parcel, at)
    with transaction.atomic():
        _claim(row)
        case = Case.objects.select_related("holder").get(pk=row.case_id)
        if not may_see(by, case):
            raise Forbidden("NOT_YOURS", "Kasus ini sekarang dipegang instansi lain.")
        version = whole_number(parcel.fields.get("version", ""))
        typed = dict(parcel.fields)
        typed["version"] = "" if version is None else str(_version_of_own(row, version))
        for stated, name in _STATED.items():
            typed[name] = typed.get(name) or typed.get(stated, "")
        form = LaterForm(typed, MultiValueDict({"photos": photos}))
        actions_for.ACTS[row.what].run(request=form, case=case, by=by, at=at)
        row.version_after = Case.objects.values_list("version", flat=True).get(pk=row.case_id)
        row.seen_version = version
        row.save(update_fields=["version_after", "seen_version"])


def _claim(row: FieldSending) -> None:
    """Only one of several at once goes on: the others meet the key, or a row that is no longer refused."""
    fresh = row._state.adding
    row.state, row.message, row.box = "FILED", "", b""
    if fresh:
        row.save(force_insert=True)
    elif not FieldSending.objects.filter(pk=row.pk, state="REFUSED").update(
        state="FILED", message="", box=b""
    ):
        raise Conflict("SENDING_DONE", "Kiriman ini baru saja diproses. Muat ulang halamannya.")


def _version_of_own(row: FieldSending, seen: int) -> int:
    """The version that the officer would see now if nobody else had acted: own acts on what was seen count as seen."""
    own = FieldSending.objects.filter(
        case_id=row.case_id, by_id=row.by_id, state="FILED", seen_version=seen, version_after__isnull=False
    ).order_by("-version_after")
    return own.values_list("version_after", flat=True).first() or seen


def _photos(parcel: Parcel, at: datetime) -> Sequence[PreparedPhoto]:
    """Decoded before the transaction is open."""
    return [documents.prepare_photo(upload=file.content, at=at) for file in parcel.files[:MOST_PHOTOS]]
