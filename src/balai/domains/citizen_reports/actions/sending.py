"""A report that arrives with its photos in one request of another program: all of it, or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from balai.domains.citizen_reports.actions.filing import Draft, already_filed, file_report
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.terms import MOST_PHOTOS
from balai.engine.documents import public as documents
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.text import clean_text


def send_report(
    *, draft: Draft, uploads: Sequence[UploadedFile] = (), by: Actor, at: datetime
) -> tuple[Report, bool]:
    """File a report with photos; the second value says whether it is new.

    The same `client_key` with the same text gives the report that is there already. Raises as
    `file_report`, and Refused PHOTO_…, Conflict CLIENT_KEY_REUSED when the key came with another text.
    """
    known = already_filed(draft.client_key)
    if known:
        return _same(known, draft), False
    if len(uploads) > MOST_PHOTOS:
        raise Refused("PHOTOS_TOO_MANY", "Paling banyak {most} foto.", field="photos", most=MOST_PHOTOS)
    # Decoding is slow: it happens before anything is locked.
    prepared = [documents.prepare_photo(upload=upload, at=at) for upload in uploads]
    with transaction.atomic():
        photos = [documents.store_photo(upload=photo, kind="REPORT", by=by, at=at) for photo in prepared]
        report = file_report(draft=draft, photos=photos, by=by, at=at)
    # Two requests with one key at the same moment: the other one may have come first.
    return _same(report, draft), report.created_at == at


def _same(report: Report, draft: Draft) -> Report:
    """The report, unless its key was used for something else: a key that was guessed opens nothing."""
    if report.text != clean_text(draft.text, field="text", label="Isi laporan", minimum=0):
        raise Conflict(
            "CLIENT_KEY_REUSED",
            "Kunci pengiriman ini sudah dipakai untuk laporan lain. Buat kunci baru untuk laporan baru.",
        )
    return report
