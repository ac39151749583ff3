"""Commitments: the words, and who put a name under them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.masterplan.actions.workshops import locked
from balai.domains.masterplan.models import Commitment, Signature
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.permissions_workshops import signs_for
from balai.domains.masterplan.queries.commitments import digest_of, offices
from balai.domains.masterplan.terms_workshops import HEAD, WorkshopAct
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text


@transaction.atomic
def word_commitment(*, workshop_id: int, text: str, by: Actor, at: datetime) -> Commitment:
    """Write what will be signed. Raises Forbidden NOT_YOURS; NotFound; Refused TEXT_…, COMMITMENT_SIGNED once somebody
    has put a name under it."""
    must_plan(by, on=timezone.localdate(at))
    workshop = locked(workshop_id)
    text = clean_text(text, field="text", label="Isi komitmen", minimum=20, maximum=8000)
    row = Commitment.objects.select_for_update(of=("self",)).filter(workshop=workshop).first()
    if row is not None and row.text == text:
        return row
    if row is not None and row.signatures.filter(withdrawn_at=None).exists():
        raise Refused(
            "COMMITMENT_SIGNED", "Sudah ada yang menandatangani; kata-katanya tidak dapat diubah lagi."
        )
    row = row or Commitment(workshop=workshop, version=0)
    row.text, row.version, row.updated_at = text, row.version + 1, at
    row.digest = digest_of(row)
    row.save()
    data = {"commitment": row.pk, "digest": row.digest}
    journal.append(code=WorkshopAct.CHANGED, subject=("workshop", workshop.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def sign_commitment(
    *, commitment_id: int, name: str, title: str, digest: str, by: Actor, at: datetime
) -> Signature:
    """Put a name under a commitment for one's own office. `digest` is of what the signer has read.

    One office signs once. Raises Forbidden NOT_YOURS; NotFound COMMITMENT_UNKNOWN; Conflict COMMITMENT_MOVED when the words
    are others than those read; Refused TEXT_…, SIGNED_ALREADY, OFFICE_NOT_ASKED.
    """
    row = _held(commitment_id)
    office = signs_for(by)
    if office is None:
        raise Forbidden("NOT_YOURS", "Komitmen ditandatangani kepala daerah dan kepala OPD.")
    if row.digest != digest:
        raise Conflict(
            "COMMITMENT_MOVED", "Kata-katanya berubah sejak Anda membacanya. Baca lagi, lalu tandatangani."
        )
    name = clean_text(name, field="name", label="Nama lengkap", minimum=3, maximum=120)
    title = clean_text(title, field="title", label="Jabatan", minimum=3, maximum=120)
    opd = None if office == HEAD else organizations.opd_by_id(int(office))
    code = HEAD if opd is None else opd.code
    if code not in {one.code for one in offices(row)}:
        raise Refused(
            "OFFICE_NOT_ASKED", "OPD Anda tidak menjadi penanggung jawab program dalam rencana ini."
        )
    try:
        with transaction.atomic():
            made = Signature.objects.create(
                commitment=row,
                office=code,
                opd=opd,
                signer_name=name,
                signer_title=title,
                digest=digest,
                signed_at=at,
                signed_by_id=by.user_id,
            )
    except IntegrityError:
        raise Refused("SIGNED_ALREADY", "Kantor ini sudah menandatangani.") from None
    data = {"office": code, "digest": digest}
    journal.append(code=WorkshopAct.SIGNED, subject=("commitment", row.pk), by=by, at=at, data=data)
    return made


@transaction.atomic
def withdraw_signature(*, signature_id: int, reason: str, by: Actor, at: datetime) -> Signature:
    """Take one's own signature back, with a reason; the row stays and the office may sign again. Twice is once.

    Raises Forbidden NOT_YOURS; NotFound SIGNATURE_UNKNOWN; Refused TEXT_….
    """
    row = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if row is None:
        raise NotFound("SIGNATURE_UNKNOWN", "Tanda tangan ini tidak ada.")
    office = signs_for(by)
    if office is None or (row.opd_id or HEAD) != office:
        raise Forbidden("NOT_YOURS", "Tanda tangan hanya ditarik oleh kantor yang menandatangani.")
    reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=300)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdraw_reason = at, reason
        row.save(update_fields=["withdrawn_at", "withdraw_reason"])
        data = {"office": row.office}
        journal.append(
            code=WorkshopAct.WITHDRAWN, subject=("commitment", row.commitment_id), by=by, at=at, data=data
        )
    return row


def _held(commitment_id: int) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("workshop__plan")
    row = rows.filter(pk=commitment_id).first()
    if row is None:
        raise NotFound("COMMITMENT_UNKNOWN", "Komitmen ini tidak ada.")
    return row
