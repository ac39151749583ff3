"""Covering parts of a photo of a case, or showing it to nobody outside."""

from datetime import datetime

from balai.engine.cases.actions.moving import act
from balai.engine.cases.models import Attachment, Case
from balai.engine.cases.permissions import may_see
from balai.engine.documents import public as documents
from balai.engine.documents.public import Covering, PreparedCover
from balai.engine.journal import public as journal
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound

PHOTO_COVERED, PHOTO_WITHHELD = "PHOTO_COVERED", "PHOTO_WITHHELD"
_COVERING = frozenset({Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR})


def may_cover(by: Actor, case: Case) -> bool:
    """Who handles the case; and the reporter, whose door has checked the tracking code."""
    return by.kind == "CITIZEN" or (by.role in _COVERING and may_see(by, case))


def photo_of(case: Case, token: str) -> Attachment:
    """The photo of the case with this address. Raises NotFound PHOTO_UNKNOWN."""
    found = Attachment.objects.select_related("document").filter(
        case=case, document__token=token, document__width__isnull=False
    )
    if not found:
        raise NotFound("PHOTO_UNKNOWN", "Foto ini bukan bagian dari laporan itu.")
    return found[0]


def cover(*, case: Case, token: str, boxes: object, version: int, by: Actor, at: datetime) -> Covering:
    """Others see the photo with these boxes painted over; journaled as PHOTO_COVERED.

    `version` is the newest that the drawer saw, 0 for none. Raises Forbidden NOT_YOURS; NotFound PHOTO_UNKNOWN; Refused
    BOXES_INVALID, PHOTO_LOST; Conflict PHOTO_MOVED.
    """
    _must_cover(by, case)
    document = photo_of(case, token).document
    # Painting is slow: it happens before anything is locked.
    prepared = documents.prepare_cover(document=document, boxes=documents.checked_boxes(boxes), at=at)
    return _kept(case, document, prepared, version, by, at)


@act()
def _kept(
    case: Case, document: documents.Document, prepared: PreparedCover, version: int, by: Actor, at: datetime
) -> Covering:
    made = documents.cover_photo(document=document, cover=prepared, version=version, by=by, at=at)
    data = {"document": document.pk, "version": made.version, "boxes": len(made.boxes)}
    journal.append(code=PHOTO_COVERED, subject=("case", case.pk), by=by, at=at, data=data)
    return made


@act()
def withhold(*, case: Case, token: str, by: Actor, at: datetime) -> None:
    """The photo is no longer shown to others; who handles the case still sees it. Raises as `cover`."""
    _must_cover(by, case)
    row = photo_of(case, token)
    if row.is_public:
        Attachment.objects.filter(pk=row.pk).update(is_public=False)
        journal.append(
            code=PHOTO_WITHHELD, subject=("case", case.pk), by=by, at=at, data={"document": row.document_id}
        )


def _must_cover(by: Actor, case: Case) -> None:
    if not may_cover(by, case):
        raise Forbidden("NOT_YOURS", "Menutup bagian foto hanya boleh dilakukan yang menangani kasus ini.")
