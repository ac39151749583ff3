"""The officer's phone at the place itself: cases taken along, acts that wait for a signal, and what became of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from balai.engine.cases import actions_for
from balai.engine.cases.actions.field import (
    FIELD_ACTS,
    box_label,
    contents_of,
    receive,
    send_again,
    sending_of,
)
from balai.engine.cases.field_models import FieldSending
from balai.engine.cases.field_queries import field_facts, taken_along, taken_case
from balai.engine.cases.kinds import kind_of, wants_proof
from balai.engine.cases.models import Case
from balai.engine.cases.permissions import may_do, may_see
from balai.engine.cases.terms import Act
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.kits.ui import offline as kept
from balai.kits.ui.words import said_refusal

WORK = "cases.work"
BOX, ROOT = "kasus", "/petugas/lapangan/"
PARTS = ("photo", "capture", "courier", "outbox")
# What an officer may mend in a sending that was refused.
_MENDED = ("text", "latitude", "longitude", "taken_at", "version")
UNPROCESSABLE = 422


@requires(WORK)
@require_GET
def day(request: HttpRequest) -> HttpResponse:
    """The cases that this phone takes along, and what waits on it."""
    return render(request, "cases/field/day.html", {"rows": _rows(taken_along(actor_of(request)))})


@requires(WORK)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the field: keeps the cases that this officer takes along, each with its blank forms."""
    taken = taken_along(actor_of(request))
    pages = [reverse("cases:field_offline"), *(reverse("cases:field_case", args=[case.pk]) for case in taken)]
    marks = (actor_of(request).user_id, [(case.pk, case.version) for case in taken])
    return kept.worker_response(name=BOX, root=ROOT, pages=pages, parts=PARTS, marks=marks)


@requires(WORK)
@require_GET
def greeting(request: HttpRequest) -> JsonResponse:
    """For whom the phone seals."""
    return kept.greeting_response(request, label=box_label(actor_of(request)))


@requires(WORK)
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The list without a signal."""
    return _blank("offline", {"rows": _rows(taken_along(actor_of(request)))})


@requires(WORK)
@require_GET
def offline_case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case with the forms of the field; what stands here of it, everybody may read."""
    by = actor_of(request)
    case = taken_case(by, case_id)
    if case is None:
        raise Http404
    context = {"acts": _acts(by, case), "wants_proof": wants_proof(case)}
    return _blank("case", {**_rows([case])[0], **context})


def _acts(by: Actor, case: Case) -> list[actions_for.DeskAct]:
    """What can be done there. "Done" is offered before "taken" has arrived: the phone sends them in their order."""
    acts = [actions_for.ACTS[slug] for slug in FIELD_ACTS]
    return [
        act for act in acts if act.is_open(by, case) or (act.act is Act.SOLVED and may_do(by, act.act, case))
    ]


@requires(WORK)
@require_POST
def sendings(request: HttpRequest) -> JsonResponse:
    """Take one act in. Only an answer of ours lets the phone forget what it kept."""
    try:
        key, sealed = kept.sending_of(request)
        row = receive(key=key, sealed=sealed, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        return kept.refusal_receipt(refusal)
    number = kind_of(row.case).number(row.case)
    if row.state == "FILED":
        return JsonResponse({"state": "FILED", "code": number, "url": _case_url(request, row)})
    told = {"state": "REFUSED", "message": row.message, "code": _("Lihat isian Anda")}
    return JsonResponse({**told, "url": reverse("cases:field_sending", args=[row.pk])}, status=UNPROCESSABLE)


@requires(WORK)
@require_http_methods(["GET", "POST"])
def sending(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was refused, as it was typed, beside the case as it stands now; it can be sent again."""
    by = actor_of(request)
    row = sending_of(key, by=by)
    refusal = ""
    if request.method == "POST" and row.state == "REFUSED":
        changes = {name: request.POST[name] for name in _MENDED if name in request.POST}
        try:
            row = send_again(key=key, changes=changes, by=by, at=timezone.now())
            messages.success(request, actions_for.ACTS[row.what].done)
        except Refused as refused:
            refusal, row = said_refusal(refused), sending_of(key, by=by)
    if row.state == "FILED":
        return redirect(_case_url(request, row))
    parcel = contents_of(row, by=by) if row.box else None
    context = {
        "row": row,
        "act": actions_for.ACTS[row.what],
        "typed": {**(parcel.fields if parcel else {}), **(request.POST.dict() if refusal else {})},
        "photo_count": len(parcel.files) if parcel else 0,
        "refusal": refusal or row.message,
        "sees": may_see(by, row.case),
        **_rows([row.case])[0],
    }
    return render(request, "cases/field/sending.html", context, status=UNPROCESSABLE if refusal else 200)


def _case_url(request: HttpRequest, row: FieldSending) -> str:
    sees = may_see(actor_of(request), Case.objects.get(pk=row.case_id))
    return reverse("cases:case", args=[row.case_id]) if sees else reverse("cases:field_day")


def _rows(taken: list[Case]) -> list[dict[str, Any]]:
    facts = field_facts(taken)
    return [
        {"case": case, "number": kind_of(case).number(case), "facts": facts.get(case.pk, {})}
        for case in taken
    ]


def _blank(name: str, context: dict[str, Any]) -> HttpResponse:
    """A page that names nobody: drawn without the request, so that no name, menu or token can stand on it."""
    context = {"region": organizations.region(), "now": timezone.now(), **context}
    return HttpResponse(render_to_string(f"cases/field/{name}.html", context))
