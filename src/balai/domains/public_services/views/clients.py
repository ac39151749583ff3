"""The form of one client: saves itself, says what is missing, takes what the village already knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.domains.public_services import queries
from balai.domains.public_services.actions.drafts import (
    attach_paper,
    discard_draft,
    keep_answers,
    remove_paper,
)
from balai.domains.public_services.actions.filing import FormFaults, file_draft
from balai.domains.public_services.forms.client_forms import (
    drawn_papers,
    drawn_sections,
    mark_of,
    typed_answers,
)
from balai.domains.public_services.models import Draft
from balai.domains.public_services.rules.boxes import PAPER_PREFIX
from balai.domains.public_services.views.candidates import filling, found_people
from balai.domains.public_services.views.offline import DESK
from balai.domains.public_services.wording import said_fault, said_reason, told
from balai.engine.documents import public as documents
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Conflict, Refused
from balai.foundation.text import whole_number

UNPROCESSABLE = 422
# Codes of questions that the residents register filled in, by the key of the draft; no answers.
_FILLED = "public_services.filled"


@dataclass(slots=True)
class Shown:
    """What a page of the form says beside what is kept: answers that could not be, what was refused, whom we found."""

    typed: Mapping[str, str] = field(default_factory=dict)
    refusal: Refused | None = None
    faults: Sequence[Fault] = ()
    people: Sequence[Any] = ()
    person: str = ""
    sought: str = ""


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def client(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form; every button saves first. What was refused comes back with everything that was typed."""
    draft = _own(request, key)
    if request.method != "POST":
        return _page(request, draft, Shown())
    sent = _typed(request, draft)
    act, _colon, argument = request.POST.get("act", "simpan").partition(":")
    try:
        if act != "buang":
            draft = _keep(request, draft, sent)
        return _ACTS.get(act, _save)(request, draft, argument)
    except Refused as refusal:
        faults = refusal.faults if isinstance(refusal, FormFaults) else ()
        draft = Draft.objects.filter(pk=draft.pk).first() or draft
        return _page(request, draft, Shown(sent, refusal, faults), status=_status(refusal))


@requires(DESK)
@require_POST
def autosave(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what was typed so far and answer with what is still missing; 409 when another window wrote since."""
    draft = _own(request, key)
    try:
        draft = keep_answers(
            draft_id=draft.pk,
            answers=_typed(request, draft),
            by=actor_of(request),
            at=timezone.now(),
            version=whole_number(request.POST.get("version", "")),
        )
    except Refused as refusal:
        return HttpResponse(said_reason(refusal), status=refusal.status, content_type="text/plain")
    answer = render(request, "public_services/officer/_missing.html", _lacking(draft))
    answer["X-Version"] = str(draft.version)
    return answer


def _own(request: HttpRequest, key: UUID) -> Draft:
    try:
        return queries.draft_of(actor_of(request), key)
    except Refused as refusal:
        raise Http404 from refusal


def _typed(request: HttpRequest, draft: Draft) -> dict[str, str]:
    sections = queries.form_of(draft, at=timezone.now()).sections
    sent = {name: value.replace("\0", "") for name, value in request.POST.items()}
    return typed_answers(sections, sent, mark=mark_of(draft.key))


def _keep(request: HttpRequest, draft: Draft, sent: Mapping[str, str]) -> Draft:
    """Answers first, then each file that came along; the first refusal ends it, what went before stays kept."""
    by, now = actor_of(request), timezone.now()
    version = whole_number(request.POST.get("version", ""))
    draft = keep_answers(draft_id=draft.pk, answers=sent, by=by, at=now, version=version)
    start = f"{draft_mark(draft)}{PAPER_PREFIX}"
    for name, upload in request.FILES.items():
        if name.startswith(start):
            try:
                file = documents.prepare_file(upload=upload, at=now)
                attach_paper(draft_id=draft.pk, paper=name.removeprefix(start)[:40], file=file, by=by, at=now)
            except Refused as refusal:
                refusal.field = name.removeprefix(start)
                raise
    return draft


def draft_mark(draft: Draft) -> str:
    """What the names of this client's fields begin with."""
    return f"{mark_of(draft.key)}-"


def _save(request: HttpRequest, draft: Draft, argument: str) -> HttpResponse:
    return redirect("public_services:client", key=draft.key)


def _file(request: HttpRequest, draft: Draft, argument: str) -> HttpResponse:
    """File it; then the next client, or a look at the application."""
    application = file_draft(draft_id=draft.pk, client_key=draft.key, by=actor_of(request), at=timezone.now())
    _forget_filled(request, draft)
    code = application.case.tracking_code
    messages.success(request, _("Permohonan terkirim. Kode untuk keluarga: %(code)s") % {"code": code})
    if argument == "berikut":
        return redirect("public_services:desk")
    return redirect("public_services:work", case_id=application.pk)


def _next(request: HttpRequest, draft: Draft, argument: str) -> HttpResponse:
    messages.info(request, _("Isian tersimpan. Lanjutkan kapan saja dari loket."))
    return redirect("public_services:desk")


def _discard(request: HttpRequest, draft: Draft, argument: str) -> HttpResponse:
    discard_draft(draft_id=draft.pk, by=actor_of(request), at=timezone.now())
    _forget_filled(request, draft)
    messages.info(request, _("Isian dihapus."))
    return redirect("public_services:desk")


def _drop(request: HttpRequest, draft: Draft, argument: str) -> HttpResponse:
    paper = whole_number(argument)
    if paper is not None:
        remove_paper(draft_id=draft.pk, paper_id=paper, by=actor_of(request), at=timezone.now())
    return redirect(reverse("public_services:client", args=[draft.key]) + "#berkas")


def _find(request: HttpRequest, draft: Draft, argument: str) -> HttpResponse:
    """People of the village that fit, masked; whoever is chosen fills the fields."""
    sought = request.POST.get(f"{draft_mark(draft)}find-{argument}", "").strip()[:80]
    people = found_people(draft, person=argument, sought=sought, by=actor_of(request))
    return _page(request, draft, Shown(people=people, person=argument, sought=sought))


def _fill(request: HttpRequest, draft: Draft, argument: str) -> HttpResponse:
    answers = filling(draft, argument, by=actor_of(request))
    draft = keep_answers(draft_id=draft.pk, answers=answers, by=actor_of(request), at=timezone.now())
    filled = request.session.get(_FILLED, {})
    request.session[_FILLED] = {**filled, draft.key.hex: [*filled.get(draft.key.hex, []), *answers]}
    place = request.POST.get("place", "")[:40]
    return redirect(f"{reverse('public_services:client', args=[draft.key])}#bagian-{place}")


_ACTS = {
    "ajukan": _file,
    "simpan": _save,
    "nanti": _next,
    "buang": _discard,
    "hapus": _drop,
    "cari": _find,
    "isi": _fill,
}


def _forget_filled(request: HttpRequest, draft: Draft) -> None:
    filled = request.session.get(_FILLED, {})
    request.session[_FILLED] = {key: codes for key, codes in filled.items() if key != draft.key.hex}


def _status(refusal: Refused) -> int:
    return refusal.status if isinstance(refusal, Conflict) else UNPROCESSABLE


def _lacking(draft: Draft) -> dict[str, Any]:
    """What is missing, and what looks odd and stops nobody."""
    now = timezone.now()
    answers = queries.answers_of(draft)
    doubts = {
        fault.message: fault
        for pack in queries.packs_of(draft.service)
        for fault in packs.warnings(pack, answers)
    }
    return {
        "missing": [_row(fault) for fault in queries.missing(draft, now)],
        "doubts": [_row(fault) for fault in doubts.values()],
    }


def _row(fault: Fault) -> dict[str, str]:
    return {"field": fault.field, "text": said_fault(fault)}


def _page(request: HttpRequest, draft: Draft, shown: Shown, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    form = queries.form_of(draft, at=now)
    answers = {**form.answers, **shown.typed}
    village = organizations.area(draft.area_id) if draft.area_id else None
    kept: dict[str, list[dict[str, Any]]] = {}
    for row in draft.papers.select_related("document").order_by("pk"):
        kept.setdefault(row.code, []).append(_kept(row))
    family = [(pack, queries.resolved(pack, now)) for pack in (form.pack, *form.linked)]
    context = {
        "now": now,
        "draft": draft,
        "pack": form.pack,
        "linked": form.linked,
        "mark": mark_of(draft.key),
        "sections": drawn_sections(
            form.sections,
            answers=answers,
            faults=shown.faults,
            mark=mark_of(draft.key),
            today=timezone.localdate(now),
            main=form.pack.id,
            places=[(area.code, area.title) for area in organizations.desa_of(village.parent_id)]
            if village and village.parent_id
            else [],
        ),
        "papers": [
            {"drawn": drawn, "paper": drawn.paper, "kept": kept.get(drawn.paper.code, [])}
            for drawn in drawn_papers(family, asked={paper.code for paper, _pack in form.papers})
        ],
        "filled": set(request.session.get(_FILLED, {}).get(draft.key.hex, [])),
        "refusal": shown.refusal,
        "reason": said_reason(shown.refusal) if shown.refusal else "",
        "faults": [_row(fault) for fault in shown.faults],
        "shown": shown,
        "title": draft.client_name or told(form.pack.name),
        **_lacking(draft),
    }
    return render(request, "public_services/officer/client.html", context, status=status)


def _kept(row: Any) -> dict[str, Any]:
    document = row.document
    return {
        "id": row.pk,
        "url": documents.url(document),
        "thumbnail": documents.thumbnail_url(document) if document.content_type.startswith("image/") else "",
        "at": row.at,
    }
