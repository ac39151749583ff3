"""An update from another site about a report of ours: taken once, heard as words, and deciding nothing here.

Only one thing from outside moves a case: when the site that filed a report says that its reporter finds it unsolved (REOPEN), that
is the reporter's own contest. Nobody outside confirms, closes or takes over the state of a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from balai.domains.citizen_reports.models import ApiKey, Report
from balai.domains.citizen_reports.models_peers import PeerUpdate
from balai.domains.citizen_reports.terms_peers import outside_label
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.journal import public as journal
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import Conflict
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text

SILENT = frozenset({"", "OPEN", "UNCHANGED"})
_CONTESTABLE = frozenset({cases.State.ANSWERED, cases.State.SOLVED, cases.State.LAPSED})


@dataclass(frozen=True, slots=True)
class Update:
    """What came: their id, their state in capital letters ("" when none), words, and when they were said."""

    update_id: str
    status: str
    text: str
    at: datetime
    uploads: Sequence[UploadedFile] = ()


def take_update(*, report: Report, key: ApiKey, update: Update, by: Actor, at: datetime) -> PeerUpdate:
    """Keep an update; the same id of the same key again gives the one that is there. Raises Refused TEXT_…, PHOTO_…;
    Conflict UPDATE_ID_REUSED."""
    prepared = [documents.prepare_photo(upload=upload, at=at) for upload in update.uploads]
    silent = update.status in SILENT
    words = clean_text(
        scrub(update.text), field="description", label="description", minimum=3 if silent else 0, maximum=4000
    )
    try:
        with transaction.atomic():
            return _keep(report, key, update, words, prepared, by=by, at=at)
    except IntegrityError:
        # Twice at the same moment: the other one came first.
        known = PeerUpdate.objects.filter(api_key=key, update_id=update.update_id).first()
        if known is None:
            raise
        return _same(known, report)


def _keep(
    report: Report,
    key: ApiKey,
    update: Update,
    words: str,
    prepared: Sequence[documents.PreparedPhoto],
    *,
    by: Actor,
    at: datetime,
) -> PeerUpdate:
    """The row first: whoever brings the same id meanwhile waits for it."""
    known = PeerUpdate.objects.filter(api_key=key, update_id=update.update_id).first()
    if known is not None:
        return _same(known, report)
    row = PeerUpdate.objects.create(
        api_key=key,
        update_id=update.update_id,
        case=report.case,
        status=update.status,
        at=update.at,
        received_at=at,
    )
    photos = [documents.store_photo(upload=one, kind="REMARK", by=by, at=at) for one in prepared]
    row.entry_id = _heard(report, key, update, words, photos, by=by, at=at)
    row.save(update_fields=["entry_id"])
    return row


def _same(known: PeerUpdate, report: Report) -> PeerUpdate:
    if known.case_id != report.pk:
        raise Conflict("UPDATE_ID_REUSED", "update_id ini sudah dipakai untuk laporan lain.")
    return known


def _heard(
    report: Report,
    key: ApiKey,
    update: Update,
    words: str,
    photos: Sequence[documents.Document],
    *,
    by: Actor,
    at: datetime,
) -> int | None:
    """The entry that an update becomes; None when it only says a state that means nothing here."""
    if (
        update.status == "REOPEN"
        and report.api_key_id == key.pk
        and _speaks(report.case).state in _CONTESTABLE
    ):
        case = cases.contest(
            case_id=report.pk, text=words or "Pelapor menyatakan belum selesai.", by=CITIZEN, at=at
        )
        return _last_entry(case.pk)
    if len(words) < 3 and not photos:
        if update.status in SILENT:
            return None
        words = f"Di situs asalnya: {outside_label(update.status.lower()).lower()}."
    remark = cases.remark(
        case_id=report.pk, text=words or "Foto.", is_public=True, by=by, at=at, photos=photos
    )
    # What is said about a report under a head is said where the work is done.
    return _last_entry(remark.case_id)


def _speaks(case: cases.Case) -> cases.Case:
    """The case whose state holds: that of the head, where it stands under one."""
    return case.head or case


def _last_entry(case_id: int) -> int:
    """The entry that was just written: its case is locked, so it is the last one."""
    return journal.history(subject=("case", case_id))[-1].id
