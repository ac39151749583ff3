"""A report comes in as JSON, or as a form with photos."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC
from typing import Annotated, Any

from django.core.files.uploadedfile import UploadedFile as DjangoFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import File, Form, Header, UploadedFile

from balai.domains.citizen_reports.actions.filing import Draft, already_filed, check
from balai.domains.citizen_reports.actions.sending import send_report
from balai.domains.citizen_reports.api.schemas import ReportForm, ReportIn
from balai.domains.citizen_reports.busy import count_sending
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.receipts import first_receipt
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.answers import check_answers
from balai.domains.citizen_reports.terms import Channel, Identity
from balai.engine.gate import public as gate
from balai.engine.organizations import public as organizations
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused

IdempotencyKey = Annotated[
    str,
    Header(
        "",
        alias="Idempotency-Key",
        description="Acak, 16 sampai 200 huruf, misalnya UUID: kiriman yang diulang dengan kunci sama tercatat sekali.",
        example="5f0c3f9e-7c7b-4d0a-9d50-0a4f5f1f6f11",
    ),
]
SHORTEST_KEY, LONGEST_KEY = 16, 200


def file_json(request: HttpRequest, payload: ReportIn, idempotency_key: IdempotencyKey = "") -> Any:
    """201 dengan nomor dan kode lacak; 200 bila kiriman yang sama sudah tercatat."""
    return _file(request, payload, payload.answers, idempotency_key, ())


def file_multipart(
    request: HttpRequest,
    payload: Form[ReportForm],
    photos: File[list[UploadedFile]] = [],  # noqa: B006 - ninja reads the default, nobody changes it
    idempotency_key: IdempotencyKey = "",
) -> Any:
    """Seperti di atas, dengan paling banyak 4 foto dalam isian `photos`; `answers` berupa teks JSON."""
    return _file(request, payload, _answers_of(payload.answers), idempotency_key, photos)


def _file(
    request: HttpRequest,
    payload: ReportIn | ReportForm,
    answers: dict,
    key: str,
    photos: Sequence[DjangoFile],
) -> tuple[int, dict[str, Any]]:
    count_sending(request)
    draft = draft_of(payload, answers, client_key_of(key))
    now = timezone.now()
    # Who only asks again for a receipt whose answer was lost is not asked a puzzle for it.
    visitor = None
    if already_filed(draft.client_key) is None:
        check(draft, (), now)  # what is refused anyway costs nobody a puzzle
        visitor = gate.check_request(request, door="intake", phone=draft.phone, at=now)
    report, is_new = send_report(draft=draft, uploads=photos, by=CITIZEN, at=now)
    if visitor and is_new and draft.identity != Identity.CONFIDENTIAL:
        gate.note(subject=("case", report.pk), visitor=visitor, at=now)
    return 201 if is_new else 200, receipt_of(report)


def receipt_of(report: Report, receipt: str = "") -> dict[str, Any]:
    """What the sender keeps of a filed report, as `schemas.Receipt`; `receipt` is its receipt code where it is known."""
    receipt = receipt or first_receipt(report)
    code, due = report.case.tracking_code, report.case.citizen_due_at
    return {
        "number": number_of(report),
        "tracking_code": code,
        "holder": organizations.opd_by_id(report.case.holder_id).short_name,
        "promised_at": due.astimezone(UTC) if due else None,
        "url": reverse("citizen_reports:tracked", args=[code]),
        "receipt_code": receipt,
        "receipt_url": reverse("letters:checked", args=[receipt]) if receipt else "",
    }


def draft_of(payload: ReportIn | ReportForm, answers: dict, client_key: str | None) -> Draft:
    category = reference().categories.get(payload.category)
    texts = {code: [value] if isinstance(value, str) else value for code, value in answers.items()}
    checked = check_answers(category.questions if category else (), texts)
    if checked.problems:
        raise checked.problems[0]
    if (payload.latitude is None) != (payload.longitude is None):
        raise Refused("PLACE_INVALID", "Kirim latitude dan longitude bersama.", field="latitude")
    accused = payload.identity == Identity.CONFIDENTIAL and payload.accused_opd
    return Draft(
        text=payload.text,
        report_type=payload.type,
        category_code=payload.category,
        area_code=payload.area,
        landmark=payload.landmark,
        latitude=payload.latitude,
        longitude=payload.longitude,
        identity=payload.identity,
        name=payload.name,
        email=payload.email,
        phone=payload.phone,
        accused_opd_id=organizations.opd(payload.accused_opd).pk if accused else None,
        answers=checked.answers,
        channel=Channel.API,
        client_key=client_key,
        is_home=payload.at_home,
        same_as=payload.same_as,
    )


def client_key_of(given: str) -> str | None:
    """A short key could be guessed, and whoever guesses it would be handed somebody's tracking code."""
    if not given:
        return None
    if not SHORTEST_KEY <= len(given) <= LONGEST_KEY:
        raise Refused(
            "CLIENT_KEY_INVALID",
            "Idempotency-Key harus 16 sampai 200 huruf, misalnya UUID.",
            field="Idempotency-Key",
        )
    return f"API:{hashlib.sha256(given.encode()).hexdigest()}"


def _answers_of(text: str) -> dict[str, str | list[str]]:
    """`answers` of a form: a JSON object of texts and lists of texts."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and all(_is_answer(value) for value in found.values()):
        return found
    raise Refused("ANSWER_INVALID", 'Tulis answers sebagai JSON, misalnya {"DEPTH": "30"}.', field="answers")


def _is_answer(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(part, str) for part in value)
    )
