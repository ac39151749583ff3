"""The reviewer's phone: what is to be done today, the forms with and without a signal, and the door for what was kept."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from balai.domains.evaluation.actions.field_sheets import Filed, box_label, receive, take_in
from balai.domains.evaluation.models import Site
from balai.domains.evaluation.permissions_field import FIELD
from balai.domains.evaluation.queries import field as queries
from balai.domains.evaluation.rules.field_forms import Item, read_items
from balai.domains.evaluation.terms_field import BOX, MODE_LABELS, OUTCOME_LABELS, ROOT, Mode, Outcome
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.foundation.parcels import Parcel, ParcelFile, plain_text
from balai.kits.ui.offline import greeting_response, refusal_receipt, sending_of, worker_response
from balai.kits.ui.words import said, said_refusal

# The parts of the interface that the pages without a signal need.
PARTS = ("photo", "draft", "capture", "outbox")
UNPROCESSABLE = 422


@requires(FIELD)
@require_GET
def day(request: HttpRequest) -> HttpResponse:
    """What I have to do today in the field."""
    today = timezone.localdate()
    context = {"plan": _plan(actor_of(request).user_id, today), "today": today}
    return render(request, "evaluation/field/day.html", context)


def _plan(user_id: int | None, today: date) -> dict[str, list[Site]]:
    return queries.day_plan(user_id or 0, today=today)


@requires(FIELD)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, site_id: int) -> HttpResponse:
    """The checklist of a site; without JavaScript it is sent from here."""
    site = _own(request, site_id)
    if request.method == "POST":
        return _posted(request, site)
    return render(request, "evaluation/field/sheet.html", {**_sheet_context(site), "key": uuid4()})


@requires(FIELD)
@require_http_methods(["GET", "POST"])
def interview(request: HttpRequest, site_id: int) -> HttpResponse:
    """The questionnaire as a reviewer asks it at the site."""
    site = _own(request, site_id)
    if site.survey is None:
        raise Http404
    if request.method == "POST":
        return _posted(request, site)
    return render(request, "evaluation/field/interview.html", {**_interview_context(site), "key": uuid4()})


def _posted(request: HttpRequest, site: Site) -> HttpResponse:
    """A form that came without the outbox: the same action, the same key."""
    fields = {name: plain_text(value) for name, value in request.POST.items()} | {"site": str(site.pk)}
    files = [
        ParcelFile(name, upload.name or "", upload.read())
        for name in request.FILES
        for upload in request.FILES.getlist(name)
    ]
    try:
        key = UUID(fields.get("key", ""))
    except ValueError:
        raise Http404 from None
    try:
        filed = take_in(key=key, parcel=Parcel(fields, files), by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, " ".join([_("Tersimpan."), filed.message]).strip())
    return redirect("evaluation:field_day")


@requires(FIELD)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the field: keeps the blank forms of the sites that this officer is sent to."""
    sites, pages = _current(request), [reverse("evaluation:field_offline")]
    for site in sites:
        pages.append(reverse("evaluation:field_offline_sheet", args=[site.pk]))
        if site.survey_id:
            pages.append(reverse("evaluation:field_offline_interview", args=[site.pk]))
    marks = [
        (site.pk, site.version, site.checklist_id, site.survey_id, str(site.visit_date)) for site in sites
    ]
    return worker_response(name=BOX, root=ROOT, pages=pages, parts=PARTS, marks=marks)


@requires(FIELD)
@require_GET
def greeting(request: HttpRequest) -> JsonResponse:
    """For whom the phone seals."""
    return greeting_response(request, label=box_label(actor_of(request)))


@requires(FIELD)
@require_POST
def sendings(request: HttpRequest) -> JsonResponse:
    """Take one sending in. Only an answer of ours lets the phone forget what it kept."""
    try:
        key, sealed = sending_of(request)
        filed = receive(key=key, sealed=sealed, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        return refusal_receipt(refusal)
    return JsonResponse(_receipt(filed))


def _receipt(filed: Filed) -> dict[str, str]:
    url = reverse("evaluation:field_site", args=[filed.site.pk])
    return {"state": "FILED", "code": filed.site.name, "url": url, "message": filed.message}


@requires(FIELD)
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The day without a signal: the sites of this officer, and what waits on this phone."""
    return _blank("offline", {"sites": _current(request)})


@requires(FIELD)
@require_GET
def offline_sheet(request: HttpRequest, site_id: int) -> HttpResponse:
    """The blank checklist of one site."""
    return _blank("offline_sheet", _sheet_context(_own(request, site_id)))


@requires(FIELD)
@require_GET
def offline_interview(request: HttpRequest, site_id: int) -> HttpResponse:
    """The blank questionnaire of one site."""
    site = _own(request, site_id)
    if site.survey is None:
        raise Http404
    return _blank("offline_interview", _interview_context(site))


def _current(request: HttpRequest) -> list[Site]:
    """The sites of the reviews of this year and later, where this officer is sent."""
    year = timezone.localdate().year
    return list(queries.sent_to(actor_of(request).user_id or 0).filter(visit_date__year__gte=year))


def _own(request: HttpRequest, site_id: int) -> Site:
    site = queries.sent_to(actor_of(request).user_id or 0).filter(pk=site_id).first()
    if site is None:
        raise Http404
    return site


def _sheet_context(site: Site) -> dict[str, Any]:
    return {"site": site, "items": drawn_items(read_items(site.checklist.items)), "form_kind": "SHEET"}


def _interview_context(site: Site) -> dict[str, Any]:
    items = read_items(site.survey.items) if site.survey else []
    outcomes = [
        (code.value, said(OUTCOME_LABELS[code]))
        for code in (Outcome.ANSWERED, Outcome.REFUSED, Outcome.NO_CONTACT)
    ]
    context = {"site": site, "items": drawn_items(items), "form_kind": "INTERVIEW", "outcomes": outcomes}
    return {**context, "met": said(MODE_LABELS[Mode.INTERCEPT])}


def drawn_items(
    items: list[Item], *, typed: Mapping[str, str] | None = None, missing: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Items as the template draws them, numbered, with what was typed before and whether something is missing."""
    before = typed or {}
    return [
        {
            "number": number,
            "item": item,
            "name": f"a-{item.code}",
            "value": before.get(item.code, ""),
            "scores": [(str(score), word) for score, word in item.scores],
            "is_bad": item.code in missing,
        }
        for number, item in enumerate(items, 1)
    ]


def _blank(name: str, context: dict[str, Any]) -> HttpResponse:
    """A page that knows nobody: drawn without the request, so that no name, menu or token can stand on it."""
    page = render_to_string(f"evaluation/field/{name}.html", {"region": organizations.region(), **context})
    return HttpResponse(page)
