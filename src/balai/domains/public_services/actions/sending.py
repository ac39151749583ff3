"""What a phone kept while it had no signal is taken in: exactly once, however often it is sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from balai.domains.public_services.actions.drafts import attach_paper, keep_answers, open_draft
from balai.domains.public_services.actions.filing import file_draft
from balai.domains.public_services.models import Application, Draft
from balai.domains.public_services.rules.boxes import Box, read_box
from balai.engine.documents import public as documents
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.parcels import MOST_BYTES
from balai.kits import sealing

FILED, DRAFT = "FILED", "DRAFT"


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sending: an application, or a draft that waits to be completed and why."""

    state: str
    application: Application | None = None
    draft: Draft | None = None
    message: str = ""


def box_label(by: Actor) -> str:
    """For whom a phone seals: one account, so that a colleague on the same phone sends nothing of another."""
    return f"public_services:{by.user_id}"


def receive(*, key: UUID, sealed: bytes, by: Actor, at: datetime) -> Sent:
    """Take in what was sealed under this key. `key` is also the key of the draft that it becomes.

    Incomplete or refused forms stay as drafts, with the reason: nothing that was typed is lost. Not one transaction
    but several, each of which may be the last: the next sending with the same key goes on from there. Raises
    Refused BOX_BROKEN; NotFound SERVICE_UNKNOWN, Forbidden FILER_NOT_ALLOWED, Refused SERVICE_CLOSED where nothing can be kept.
    """
    filed = _filed(key, by)
    if filed is not None:
        return Sent(FILED, application=filed)
    if len(sealed) > MOST_BYTES:
        raise Refused("BOX_TOO_LARGE", "Kiriman terlalu besar. Kirim dengan foto yang lebih kecil.")
    box = read_box(sealing.open_sealed(box_label(by), sealed))
    draft = _draft(key, box, by=by, at=at)
    troubles = [_attach(draft, file.paper, file.name, file.content, by=by, at=at) for file in box.files]
    trouble = next(filter(None, troubles), "")
    if trouble or not box.is_finished:
        return Sent(DRAFT, draft=draft, message=trouble)
    try:
        return Sent(FILED, application=file_draft(draft_id=draft.pk, client_key=key, by=by, at=at))
    except Refused as refusal:
        # The other of two sendings at once may have been the quicker.
        filed = _filed(key, by)
        if filed is not None:
            return Sent(FILED, application=filed)
        return Sent(DRAFT, draft=draft, message=refusal.message)


def _filed(key: UUID, by: Actor) -> Application | None:
    own = Application.objects.filter(client_key=key, filed_by_id=by.user_id)
    return own.select_related("case").first()


def _draft(key: UUID, box: Box, *, by: Actor, at: datetime) -> Draft:
    """The draft of this key with the answers of the box; two sendings at once make one."""
    known = Draft.objects.filter(key=key, owner_id=by.user_id)
    draft = known.first()
    if draft is None:
        try:
            with transaction.atomic():
                draft = open_draft(service=box.service, area_id=None, by=by, at=at, answers=box.answers)
                Draft.objects.filter(pk=draft.pk).update(key=key)
                draft.key = key
                return draft
        except IntegrityError:
            draft = known.first()
            if draft is None:  # the key is somebody else's: no phone of ours made it
                raise Refused("BOX_BROKEN", "Kiriman ini sudah dipakai. Isi kembali formulirnya.") from None
    return keep_answers(draft_id=draft.pk, answers=box.answers, by=by, at=at)


def _attach(draft: Draft, paper: str, name: str, content: bytes, *, by: Actor, at: datetime) -> str:
    """Put one file to the draft; what is wrong with it, "" when nothing is or it was there already."""
    try:
        file = documents.prepare_file(upload=SimpleUploadedFile(name, content), at=at)
        attach_paper(draft_id=draft.pk, paper=paper, file=file, by=by, at=at)
    except Refused as refusal:
        return "" if refusal.code == "PAPER_TWICE" else refusal.message
    return ""
