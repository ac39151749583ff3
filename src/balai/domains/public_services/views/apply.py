"""A person applies from home: where, one step per section, papers, a last look, and a receipt. Works without scripts.

The address of a draft holds its secret key; nothing is kept in the browser.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.domains.public_services.actions.drafts import discard_draft, keep_answers, open_draft
from balai.domains.public_services.forms.applying import StartForm, place_choices
from balai.domains.public_services.forms.form_drawing import PackForm, typed
from balai.domains.public_services.links import owner_url
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries import Form, draft_of, form_of, missing
from balai.domains.public_services.queries.service_page import service_page
from balai.domains.public_services.rules.merging import FormSection
from balai.domains.public_services.wording import language, said_reason, told
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import NotFound, Refused
from balai.kits.http.throttle import throttle

UNPROCESSABLE = 422
PAPERS, REVIEW = "berkas", "periksa"


@dataclass(frozen=True, slots=True)
class Page:
    """A step of the form: its word in the address and its name."""

    slug: str
    title: str


def with_draft(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view gets the form of the draft at this secret address; whoever comes too late is sent to the receipt of
    what was filed, or told that nothing is there."""

    @wraps(view)
    def opened(request: HttpRequest, key: UUID, **rest: object) -> HttpResponseBase:
        by = actor_of(request)
        try:
            form = form_of(draft_of(by, key), at=timezone.now())
        except NotFound as refusal:
            filed = (
                Application.objects.select_related("case").filter(client_key=key, filed_by=by.user_id).first()
            )
            if filed:
                return redirect(owner_url(filed.case.tracking_code))
            context = {"reason": said_reason(refusal)}
            return render(request, "public_services/gone.html", context, status=404)
        return view(request, form, **rest)

    return opened


@requires("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pack: str) -> HttpResponse:
    """Begin: which village serves, and what is done with the data."""
    view = packs.service(pack)
    if view is None or not view.is_open or view.pack.channel != "SELF_SERVICE":
        raise Http404
    form = StartForm(request.POST if request.method == "POST" else None)
    status = UNPROCESSABLE if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            throttle(request, scope="service-start", limit=60, seconds=600)
            draft = open_draft(
                service=pack, area_id=form.cleaned_data["area"], by=actor_of(request), at=timezone.now()
            )
            return redirect("public_services:draft", key=draft.key)
        except Refused as refusal:
            form.add_error(None, said_reason(refusal))
            status = refusal.status if refusal.status != 400 else UNPROCESSABLE
    page = service_page(view, on=timezone.localdate(), language=language())
    context = {"form": form, "pack": view.pack, "page": page}
    return render(request, "public_services/apply.html", context, status=status)


@requires("public")
@never_cache
@with_draft
def draft(request: HttpRequest, form: Form) -> HttpResponse:
    """Back to a draft: the first step on which something is missing."""
    faulty = {fault.field for fault in missing(form.draft, timezone.now())}
    for part in form.sections:
        if any(row.field.code in faulty for row in part.fields):
            return redirect("public_services:draft_section", key=form.draft.key, section=part.code)
    wanting = any(paper.code in faulty for paper, _origin in form.papers)
    return redirect(
        "public_services:draft_papers" if wanting else "public_services:draft_review", key=form.draft.key
    )


@requires("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def section(request: HttpRequest, form: Form, section: str) -> HttpResponse:
    """One step. What was typed is kept in any case, also on the way back."""
    now = timezone.now()
    part = _part(form, section)
    if request.method != "POST":
        return _step(request, form, part)
    try:
        throttle(request, scope="service-draft", limit=600, seconds=600)
        answers = typed([row.field for row in part.fields], request.POST)
        keep_answers(draft_id=form.draft.pk, answers=answers, by=actor_of(request), at=now)
    except Refused as refusal:
        return _step(request, form, part, refusal=said_reason(refusal), status=refusal.status)
    if "simpan" in request.POST:
        return render(request, "public_services/_kept.html", {"at": now})
    if "kembali" in request.POST:
        return redirect(address(form, _beside(form, section, -1)))
    return _onwards(request, form_of(draft_of(actor_of(request), form.draft.key), at=now), section, now)


def _onwards(request: HttpRequest, form: Form, section: str, now: datetime) -> HttpResponse:
    """To the next step, unless something on this one is wrong, or an answer made new questions."""
    part = _part(form, section)
    codes = {row.field.code for row in part.fields}
    faults = [fault for fault in missing(form.draft, now) if fault.field in codes]
    if not faults:
        return redirect(address(form, _beside(form, section, 1)))
    shown = set(request.POST.get("tampil", "").split())
    fresh = {row.field.code for row in part.fields if row.is_asked} - shown
    if fresh and {fault.field for fault in faults} <= fresh:
        return _step(request, form, part, has_more=True)
    return _step(request, form, part, faults=faults, status=UNPROCESSABLE)


def _step(
    request: HttpRequest,
    form: Form,
    part: FormSection,
    *,
    faults: Sequence[Fault] = (),
    has_more: bool = False,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    # A question that only a linked service asks may be left out, and says so.
    fields = [replace(row.field, required=row.is_required) for row in part.fields]
    asked = [row.field.code for row in part.fields if row.is_asked]
    drawn = PackForm(
        fields, answers=form.answers, faults=faults, places=place_choices(), today=timezone.localdate()
    )
    if refusal:
        drawn.add_error(None, refusal)
    context = {
        **frame(form, part.code),
        "part": part,
        "form": drawn,
        "questions": drawn.questions(asked),
        "asked": " ".join(asked),
        "has_more": has_more,
        "is_first": form.sections[0].code == part.code,
    }
    return render(request, "public_services/draft_section.html", context, status=status)


@requires("public")
@require_POST
@with_draft
def discard(request: HttpRequest, form: Form) -> HttpResponse:
    """Forget the draft and its files, now."""
    discard_draft(draft_id=form.draft.pk, by=actor_of(request), at=timezone.now())
    return redirect("public_services:service", pack=form.draft.service)


def frame(form: Form, slug: str) -> dict[str, object]:
    """What every step shows: the service, the steps, where we are."""
    steps = pages(form)
    current = next(number for number, page in enumerate(steps, 1) if page.slug == slug)
    return {
        "pack": form.pack,
        "draft": form.draft,
        "key": form.draft.key,
        "step_titles": [page.title for page in steps],
        "current": current,
        "total": len(steps),
        "title": steps[current - 1].title,
        "back_url": address(form, steps[current - 2].slug) if current > 1 else "",
    }


def pages(form: Form) -> list[Page]:
    """The steps of this form in order: its sections, the papers if any are asked, the last look."""
    papers = [Page(PAPERS, _("Berkas"))] if form.papers else []
    sections = [Page(part.code, told(part.title)) for part in form.sections]
    return [*sections, *papers, Page(REVIEW, _("Periksa"))]


def address(form: Form, slug: str) -> str:
    """The address of a step."""
    key = form.draft.key
    if slug in (PAPERS, REVIEW):
        return reverse(f"public_services:draft_{'papers' if slug == PAPERS else 'review'}", args=[key])
    return reverse("public_services:draft_section", args=[key, slug])


def _part(form: Form, section: str) -> FormSection:
    found = next((part for part in form.sections if part.code == section), None)
    if found is None:
        raise Http404
    return found


def _beside(form: Form, slug: str, step: int) -> str:
    """The step before (-1) or after (+1) this one; the first has itself before it."""
    slugs = [page.slug for page in pages(form)]
    return slugs[max(0, slugs.index(slug) + step)]
