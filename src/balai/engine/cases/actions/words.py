"""Remarks, and the words that go with an act."""

from collections.abc import Sequence
from datetime import datetime

from balai.engine.cases.actions.moving import act, carry_out, locked, spokesman
from balai.engine.cases.models import Attachment, Case, Remark
from balai.engine.cases.terms import Act
from balai.engine.documents.public import Document
from balai.foundation.actor import Actor
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text


def add_remark(
    case: Case,
    *,
    text: str,
    is_public: bool,
    by: Actor,
    at: datetime,
    label: str = "Tanggapan",
    photos: Sequence[Document] = (),
    role: str = "REMARK",
) -> Remark:
    """The row of words for an act that is being done; public words lose what names a person.

    Raises Refused TEXT_… at field `text`.
    """
    cleaned = clean_text(text, field="text", label=label, minimum=3, maximum=4000)
    if is_public:
        cleaned = scrub(cleaned)
    remark = Remark.objects.create(
        case=case, text=cleaned, is_public=is_public, at=at, by_id=by.user_id, by_opd_id=by.opd_id
    )
    if photos:
        shown = is_public and not case.is_confidential
        Attachment.objects.bulk_create(
            Attachment(case=case, document=photo, role=role, is_public=shown, remark=remark)
            for photo in photos
        )
    return remark


@act()
def remark(
    *,
    case_id: int,
    text: str,
    is_public: bool,
    by: Actor,
    at: datetime,
    photos: Sequence[Document] = (),
) -> Remark:
    """A remark that moves nothing: internal among officers, or public in the thread.

    What the reporter of a case under a head adds is said where the work is done. Raises Refused TEXT_…; Forbidden.
    """
    case, member = (locked(case_id), None) if by.is_officer else spokesman(case_id)
    row = add_remark(case, text=text, is_public=is_public, by=by, at=at, label="Catatan", photos=photos)
    details = {"remark": row.pk, "public": is_public} | ({"member": member} if member else {})
    carry_out(case, Act.REMARKED, by=by, at=at, data=details)
    return row
