"""Somebody asks about his own data; he proves that it is he by what he already had, or at the desk."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.permissions import must
from balai.domains.data_protection.queries.requests import who_is
from balai.domains.data_protection.terms import (
    MOST_TEXT,
    REQUEST_CLOCK,
    REQUEST_KIND,
    RIGHT_SHORT,
    WORK,
    Act,
    Identity,
    Right,
    Step,
)
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case, Opening, State
from balai.engine.data_subjects.public import international
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.ids import normalize_tracking_code
from balai.foundation.text import clean_text

NIK_DIGITS = 16
MOST_CODES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed. `contact` is an address or a phone; `codes` are tracking codes of reports; `nik` is asked at the desk only."""

    right: str
    text: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    codes: Sequence[str] = field(default=(), repr=False)
    nik: str = field(default="", repr=False)


def file_request(
    *, asked: Asked, key: UUID, by: Actor, at: datetime, is_example: bool = False
) -> DataRequest:
    """Open the case of a request; the same `key` again gives the first one. What was typed need not be known to us: the answer is the
    same. At the desk (`by` an officer) the identity is proven by the card that was seen.

    Raises Refused RIGHT_UNKNOWN, CONTACT_MISSING, NIK_MALFORMED, TEXT_…; Forbidden NOT_YOURS.
    """
    at_desk = by.is_officer
    if at_desk:
        must(by, WORK)
    text, email, phone, nik = _checked(asked, at_desk=at_desk)
    with transaction.atomic():
        known = DataRequest.objects.select_related("case").filter(client_key=key).first()
        if known is not None:
            return known
        case = cases.open_case(opening=_opening(asked.right), by=by, at=at)
        mine = _cases_of(asked.codes)
        identity = {"nik": nik, "case_ids": mine} if at_desk else {"case_ids": mine}
        proven = Identity.DESK if at_desk else Identity.CODES if mine else Identity.NONE
        row = DataRequest.objects.create(
            case=case,
            right=asked.right,
            text=text,
            email=email,
            phone=phone,
            identity=json.dumps(identity),
            identity_kind=proven,
            proven_at=at if proven != Identity.NONE else None,
            proven_by_id=by.user_id if at_desk else None,
            client_key=key,
            at_desk=at_desk,
            is_example=is_example,
        )
        data = {"right": asked.right, "identity": proven.value}
        journal.append(code=Act.ASKED, subject=("case", case.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def prove_address(*, request_id: int, by: Actor, at: datetime) -> DataRequest:
    """The one who asked followed the link that went to his address: what is held under that address is his. Twice is once."""
    row = _open_request(request_id)
    about = who_is(row)
    if about.email == row.email.lower() and about.phone == row.phone:
        return row
    identity = {**json.loads(row.identity), "email": row.email, "phone": row.phone}
    return _proven(row, identity, Identity.ADDRESS, by=by, at=at)


@transaction.atomic
def prove_at_desk(*, request_id: int, nik: str, by: Actor, at: datetime) -> DataRequest:
    """An officer saw the card of whoever asked. Raises Refused NIK_MALFORMED; Forbidden NOT_YOURS; Conflict REQUEST_CLOSED."""
    must(by, WORK)
    row = _open_request(request_id)
    identity = {**json.loads(row.identity), "nik": _nik(nik)}
    # Who stands at the desk with his card is also believed about the address that he gave.
    identity |= {"email": row.email, "phone": row.phone}
    return _proven(row, identity, Identity.DESK, by=by, at=at)


def _proven(
    row: DataRequest, identity: dict[str, Any], kind: Identity, *, by: Actor, at: datetime
) -> DataRequest:
    row.identity, row.identity_kind, row.proven_at = json.dumps(identity), kind.value, at
    row.proven_by_id = by.user_id
    row.save(update_fields=["identity", "identity_kind", "proven_at", "proven_by"])
    data = {"identity": kind.value}
    journal.append(code=Act.PROVEN, subject=("case", row.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def contest(*, request_id: int, text: str, by: Actor, at: datetime) -> None:
    """Whoever asked does not agree with the answer: the case is open again, and its clock was never stopped.

    Raises Refused TEXT_…; Conflict CASE_MOVED; Forbidden NOT_YOURS.
    """
    cases.contest(case_id=request_id, text=text, by=by, at=at)
    cases.step(case=cases.locked(request_id), to_step=Step.WORK, state=State.IN_PROGRESS, by=by, at=at)


@transaction.atomic
def withdraw(*, request_id: int, by: Actor, at: datetime) -> None:
    """Whoever asked takes it back. Raises Conflict CASE_MOVED."""
    case = cases.locked(request_id)
    cases.step(case=case, to_step=Step.WITHDRAWN, state=State.WITHDRAWN, by=by, at=at)


def _open_request(request_id: int) -> DataRequest:
    case = cases.locked(request_id)
    if case.state not in {state.value for state in cases.OPEN_STATES}:
        raise Conflict("REQUEST_CLOSED", "Permintaan ini sudah dijawab.")
    return DataRequest.objects.select_for_update().get(pk=request_id)


def _opening(right: str) -> Opening:
    return Opening(
        kind=REQUEST_KIND,
        title=f"Permintaan: {RIGHT_SHORT[Right(right)].lower()}",
        holder_id=organizations.coordinator().pk,
        clock_set=REQUEST_CLOCK,
        category_code=right,
        is_confidential=True,
        step=Step.NEW,
    )


def _checked(asked: Asked, *, at_desk: bool) -> tuple[str, str, str, str]:
    """Text, address, phone and NIK as they are kept. Raises Refused."""
    if asked.right not in Right.__members__:
        raise Refused("RIGHT_UNKNOWN", "Pilih apa yang Anda minta.", field="right")
    text = asked.text.strip()
    if text or asked.right not in {Right.ACCESS, Right.PORTABILITY}:
        text = clean_text(asked.text, field="text", label="Penjelasan", minimum=5, maximum=MOST_TEXT)
    contact = asked.contact.strip()
    if not contact and not at_desk:
        raise Refused(
            "CONTACT_MISSING", "Isi surel atau nomor ponsel yang pernah Anda berikan.", field="contact"
        )
    if contact and "@" not in contact and not 9 <= len(international(contact)) <= 15:
        raise Refused(
            "CONTACT_MALFORMED", "Tulis alamat surel atau nomor ponsel yang lengkap.", field="contact"
        )
    is_mail = "@" in contact
    email, phone = (contact.lower(), "") if is_mail else ("", international(contact))
    return text, email, phone, _nik(asked.nik) if at_desk else ""


def _nik(text: str) -> str:
    number = "".join(filter(str.isdigit, text))
    if len(number) != NIK_DIGITS:
        raise Refused("NIK_MALFORMED", "NIK terdiri atas 16 angka.", field="nik")
    return number


def _cases_of(codes: Sequence[str]) -> list[int]:
    """The cases whose codes he holds: only of kinds whose code is the reporter's secret. One query, whatever was typed."""
    known = ["-"]
    for code in codes[:MOST_CODES]:
        try:
            known.append(normalize_tracking_code(code))
        except Refused:
            continue
    found = Case.objects.filter(tracking_code__in=known)
    return sorted(case.pk for case in found if not cases.kind_of(case).is_private)
