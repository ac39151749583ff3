"""Who signs for an office: appointed, delegated while away, ended."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.domains.public_services.models import Signatory
from balai.domains.public_services.permissions import may_appoint
from balai.domains.public_services.queries import head_of
from balai.domains.public_services.terms import SIGNATORY_APPOINTED, SIGNATORY_ENDED
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.engine.people.public import User, actor_of
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import clean_text


@transaction.atomic
def appoint(
    *,
    office_id: int,
    user_id: int,
    position: str,
    is_delegate: bool,
    valid_from: date,
    valid_to: date | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Signatory:
    """Let an account of the office sign from a day on; a delegate until a day, and with a reason.

    A new head ends the one before. Raises Forbidden NOT_YOURS; NotFound OPD_UNKNOWN; Refused SIGNATORY_STRANGER,
    DELEGATION_OPEN, PERIOD_INVALID, TEXT_….
    """
    office = organizations.opd_by_id(office_id)
    _require(by, office, on=timezone.localdate(at))
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or actor_of(user).opd_id != office.pk:
        raise Refused("SIGNATORY_STRANGER", "Penanda tangan harus bekerja di kantor ini.", field="user")
    position = clean_text(position, field="position", label="Jabatan", minimum=3, maximum=80)
    if is_delegate:
        reason = clean_text(reason, field="reason", label="Alasan", minimum=3, maximum=160)
        if valid_to is None:
            raise Refused("DELEGATION_OPEN", "Tulis sampai kapan pelimpahan berlaku.", field="valid_to")
    if valid_to is not None and valid_to < valid_from:
        raise Refused("PERIOD_INVALID", "Tanggal akhir mendahului tanggal mulai.", field="valid_to")
    if not is_delegate:
        _end_heads(office.pk, before=valid_from)
    row = Signatory.objects.create(
        office=office,
        user=user,
        position=position,
        is_delegate=is_delegate,
        reason=reason,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    data = {"office": office.pk, "user": user.pk, "delegate": is_delegate, "from": valid_from.isoformat()}
    journal.append(code=SIGNATORY_APPOINTED, subject=("signatory", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def end_appointment(*, signatory_id: int, on: date, by: Actor, at: datetime) -> Signatory:
    """Somebody signs no longer after that day; what ended before stays ended then.

    Raises NotFound SIGNATORY_UNKNOWN; Forbidden NOT_YOURS.
    """
    row = Signatory.objects.select_for_update(of=("self",)).filter(pk=signatory_id).first()
    if row is None:
        raise NotFound("SIGNATORY_UNKNOWN", "Penanda tangan tidak ditemukan.")
    _require(by, row.office, on=timezone.localdate(at))
    row.valid_to = min(on, row.valid_to) if row.valid_to else on
    row.save(update_fields=["valid_to"])
    data = {"office": row.office_id, "until": row.valid_to.isoformat()}
    journal.append(code=SIGNATORY_ENDED, subject=("signatory", row.pk), by=by, at=at, data=data)
    return row


def _end_heads(office_id: int, *, before: date) -> None:
    running = Signatory.objects.filter(office_id=office_id, is_delegate=False, valid_from__lt=before)
    running.filter(valid_to=None).update(valid_to=before - timedelta(days=1))


def says_who_signs(by: Actor, office: Opd, *, on: date) -> bool:
    """Whether `by` may say who signs for an office: while it has a head, the head alone and the operator; a clerk
    does not make himself the head."""
    if not may_appoint(by, office.pk):
        return False
    head = head_of(office, on=on) if by.opd_id == office.pk else None
    return head is None or head.user_id == by.user_id


def _require(by: Actor, office: Opd, *, on: date) -> None:
    if not says_who_signs(by, office, on=on):
        raise Forbidden(
            "NOT_YOURS", "Hanya kepala kantor itu, atau operator, yang menetapkan penanda tangannya."
        )
