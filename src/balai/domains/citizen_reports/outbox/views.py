"""The blank pages that a phone keeps, and the door for what waited there. The door knows nobody and gives no session away."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from balai.domains.citizen_reports.actions.filing import already_filed, check
from balai.domains.citizen_reports.busy import count_sending
from balai.domains.citizen_reports.forms import IntakeForm
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.outbox import receiving
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.terms import MOST_PHOTOS, SEAL_LABEL, Identity
from balai.domains.citizen_reports.views.intake import client_key_of, draft_of, kept_of
from balai.engine.documents import public as documents
from balai.engine.gate import public as gate
from balai.engine.organizations import public as organizations
from balai.engine.people.public import requires
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits import sealing
from balai.kits.http.throttle import throttle
from balai.kits.ui.offline import refusal_receipt
from balai.kits.ui.words import said_refusal

UNPROCESSABLE, TOO_MANY = 422, 429
# Made by the phone, or by the page that it was written on.
_REPORT_KEY = re.compile(r"[\w-]{16,64}")


@requires("public")
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What stands in the place of any page when there is no signal."""
    return _blank("citizen_reports/outbox/offline.html", {})


@requires("public")
@require_GET
def blank_form(request: HttpRequest) -> HttpResponse:
    """The form without a signal; it has no key yet, the phone makes one for each report."""
    form = IntakeForm(today=timezone.localdate())
    advices = [row for row in reference().categories.values() if row.advice]
    context = {"form": form, "most_photos": MOST_PHOTOS, "advices": advices, "is_blank": True}
    return _blank("citizen_reports/intake.html", {**context, "seal": sealing.public_key(SEAL_LABEL)})


@requires("public")
@require_GET
def box(request: HttpRequest) -> HttpResponse:
    """What waits on this phone; drawn by the phone itself."""
    return _blank("citizen_reports/outbox/box.html", {"seal": sealing.public_key(SEAL_LABEL)})


def _blank(template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that knows nobody: drawn without the request, so that no name, menu or token can stand on it."""
    return HttpResponse(render_to_string(template, {"region": organizations.region(), **context}))


@csrf_exempt  # it does nothing in anybody's name
@requires("public")
@require_http_methods(["PUT"])
def piece(request: HttpRequest, key: UUID) -> JsonResponse:
    """One piece of a file; the answer says how much of it is here now."""
    try:
        throttle(request, scope="pieces", limit=3000, seconds=600)
        received = documents.take_piece(
            key=key,
            size=whole_number(request.GET.get("size", "")) or 0,
            offset=whole_number(request.GET.get("offset", "")) or 0,
            content=request.body,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _refused(refusal)
    return JsonResponse({"received": received})


@csrf_exempt
@requires("public")
@require_POST
def sendings(request: HttpRequest) -> JsonResponse:
    """Take one report in. Only an answer of ours lets the phone forget what it kept."""
    with translation.override("en" if request.POST.get("lang") == "en" else "id"):
        try:
            count_sending(request)
            return _taken_in(request)
        except Refused as refusal:
            return _refused(refusal)


def _taken_in(request: HttpRequest) -> JsonResponse:
    key = request.POST.get("key", "")
    if not _REPORT_KEY.fullmatch(key):
        raise _incomplete()
    box_key = request.POST.get("box", "")
    spent = [_key(raw) for raw in ([box_key] if box_key else request.POST.getlist("uploads"))]
    spent = spent[: MOST_PHOTOS + 1]
    # The files first: if the same sending is taken in at this moment it takes them too, and is seen just below.
    whole = documents.whole_uploads(spent)
    known = already_filed(client_key_of(key))
    if known:
        documents.drop_uploads(spent)  # sent again after its receipt was lost
        return JsonResponse(_receipt(known))
    if waiting := [upload for upload in spent if upload not in whole]:
        received = {str(upload): documents.received(upload) for upload in waiting}
        return JsonResponse({"state": "INCOMPLETE", "received": received})
    fields: Mapping[str, Any] = request.POST
    photos = receiving.Photos(
        new=[whole[upload] for upload in spent], kept=kept_of(request.POST.get("kept_photos", ""))
    )
    if box_key:
        parcel = receiving.open_box(whole[spent[0]])
        fields = parcel.fields
        photos = receiving.Photos(new=[file.content for file in parcel.files])
    now = timezone.now()
    given = QueryDict(mutable=True)
    given.update({**{name: str(fields[name]) for name in fields}, "client_key": key})
    form = IntakeForm(given, today=timezone.localdate(now))
    if not form.is_valid():
        return _mistakes(form)
    draft = draft_of(form.cleaned_data)
    check(draft, (), now)  # what is refused anyway costs nobody a puzzle
    visitor = gate.check_request(request, door="intake", phone=draft.phone, at=now)
    report = receiving.file_sent(draft=draft, photos=photos, spent=spent, at=now)
    if draft.identity != Identity.CONFIDENTIAL:
        gate.note(subject=("case", report.pk), visitor=visitor, at=now)
    return JsonResponse(_receipt(report))


def _key(raw: str) -> UUID:
    try:
        return UUID(raw)
    except ValueError:
        raise _incomplete() from None


def _incomplete() -> Refused:
    return Refused("SENDING_INCOMPLETE", "Kiriman ini tidak lengkap.")


def _mistakes(form: IntakeForm) -> JsonResponse:
    """What a page would say at its fields, in one sentence each."""
    told = [
        f"{form[name].label}: {' '.join(errors)}"
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return JsonResponse({"state": "REFUSED", "message": " ".join(told)}, status=UNPROCESSABLE)


def _refused(refusal: Refused) -> JsonResponse:
    """A refusal that the person can do something about; from a busy house an answer that the phone tries again after."""
    if refusal.status == TOO_MANY:
        return JsonResponse({}, status=TOO_MANY)
    if isinstance(refusal, gate.PuzzleNeeded):
        told = {"code": refusal.code, "message": said_refusal(refusal), "field": None, **refusal.details}
        return JsonResponse(told, status=refusal.status)
    return refusal_receipt(refusal)


def _receipt(report: Report) -> dict[str, str]:
    """What the phone keeps instead of the report: nothing that names a person."""
    code = report.case.tracking_code
    return {"state": "FILED", "code": code, "url": reverse("citizen_reports:receipt", args=[code])}
