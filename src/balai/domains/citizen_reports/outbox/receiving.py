"""A report that waited on a phone is taken in: whole, and once, however often and in whatever order it is sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from balai.domains.citizen_reports.actions.filing import Draft, already_filed, check, file_report
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.terms import MOST_PHOTOS, SEAL_LABEL
from balai.engine.documents import public as documents
from balai.engine.documents.public import Document
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused
from balai.foundation.parcels import Parcel, unpack
from balai.kits import sealing


@dataclass(frozen=True, slots=True)
class Photos:
    """What came with a report: the contents of new files, and those that an earlier try of the form left here."""

    new: Sequence[bytes] = field(default=(), repr=False)
    kept: Sequence[Document] = ()


def open_box(content: bytes) -> Parcel:
    """What a phone sealed. Raises Refused BOX_BROKEN."""
    return unpack(sealing.open_sealed(SEAL_LABEL, content))


def file_sent(*, draft: Draft, photos: Photos, spent: Collection[UUID], at: datetime) -> Report:
    """File what waited on a phone, with nobody's account: the phone may be another one's by now.

    `spent` are the uploads that are needed no more once it is filed. The same `client_key` again gives the report that is
    there. Raises as `file_report`, and PHOTO_….
    """
    if known := already_filed(draft.client_key):
        documents.drop_uploads(spent)  # sent again after its receipt was lost
        return known
    check(draft, (), at)  # before photos are decoded, which is slow
    if len(photos.new) + len(photos.kept) > MOST_PHOTOS:
        raise Refused("PHOTOS_TOO_MANY", "Paling banyak {most} foto.", field="photos", most=MOST_PHOTOS)
    prepared = [documents.prepare_photo(upload=content, at=at) for content in photos.new]
    with transaction.atomic():
        kept = [documents.store_photo(upload=one, kind="REPORT", by=CITIZEN, at=at) for one in prepared]
        report = file_report(draft=draft, photos=[*photos.kept, *kept], by=CITIZEN, at=at)
        if report.created_at == at:
            documents.drop_uploads(spent)
        else:
            # The other of two sendings at once was the quicker; these photos are its photos once more.
            transaction.set_rollback(True)
    return report
