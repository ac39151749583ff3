"""Photos that lie at a known peer come into the house: bounded, decoded and stripped like every photo."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import PeerPhoto
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.kits.http.outgoing import Answer, Unreachable, ask

MOST_BYTES = 8 * 1024 * 1024
PATIENCE_SECONDS = 15.0
# Faults that trying again will not mend.
_FOR_GOOD = frozenset({"ADDRESS_INVALID", "ADDRESS_PRIVATE", "TOO_LONG", "NOT_A_PHOTO", "GONE"})


class PhotosAway(Exception):
    """Some photos could not be fetched now."""


def fetch_photos(*, case_id: int, by: Actor, at: datetime, get: Callable[..., Answer] = ask) -> int:
    """Fetch what is missing; returns how many came. Raises PhotosAway when something may come later."""
    count, later = 0, False
    for row in PeerPhoto.objects.filter(case=case_id, document=None).exclude(last_error__in=_FOR_GOOD):
        try:
            count += _keep(row, _fetched(row.url, get), by=by, at=at)
        except Unreachable as error:
            PeerPhoto.objects.filter(pk=row.pk).update(last_error=error.code)
            later = later or error.code not in _FOR_GOOD
    if later:
        raise PhotosAway
    return count


def _fetched(url: str, get: Callable[..., Answer]) -> bytes:
    answer = get(
        url,
        headers={"Accept": "image/*"},
        patience=PATIENCE_SECONDS,
        most_bytes=MOST_BYTES,
        private_hosts=settings.PEER_PRIVATE_HOSTS,
    )
    if answer.status in {404, 410}:
        raise Unreachable("GONE")
    if answer.status != 200:
        raise Unreachable(f"HTTP_{answer.status}")
    return answer.body


def _keep(row: PeerPhoto, data: bytes, *, by: Actor, at: datetime) -> int:
    try:
        prepared = documents.prepare_photo(upload=data, at=at)
    except Refused:
        raise Unreachable("NOT_A_PHOTO") from None
    with transaction.atomic():
        held = PeerPhoto.objects.select_for_update().get(pk=row.pk)
        if held.document_id is not None:
            return 0
        report = Report.objects.get(pk=row.case_id)
        held.document = documents.store_photo(upload=prepared, kind="REPORT", by=by, at=at)
        held.last_error = ""
        held.save(update_fields=["document", "last_error"])
        cases.Attachment.objects.create(
            case_id=row.case_id, document=held.document, role="REPORT", is_public=report.is_public
        )
        journal.append(
            code="PEER_PHOTO_FETCHED",
            subject=("case", row.case_id),
            by=by,
            at=at,
            data={"document": held.document_id},
        )
    return 1
