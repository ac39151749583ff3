"""The papers of a draft: looked at while they are chosen, kept one by one, shown only to whoever has the draft."""

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.domains.public_services.actions.drafts import attach_paper, remove_paper
from balai.domains.public_services.forms.applying import PAPER_PREFIX, PapersForm
from balai.domains.public_services.queries import Form, missing
from balai.domains.public_services.views.apply import PAPERS, REVIEW, address, frame, with_draft
from balai.domains.public_services.wording import said_reason, told
from balai.engine.documents import public as documents
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.http.throttle import throttle

UNPROCESSABLE = 422
FILE_KINDS = {"PHOTO": ("PHOTO",), "PHOTO_OR_PDF": ("PHOTO", "PDF")}


@requires("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def draft_papers(request: HttpRequest, form: Form) -> HttpResponse:
    """Choose files, see them, take one away, go on."""
    now = timezone.now()
    if request.method != "POST":
        return _page(request, form)
    faults = _keep(request, form, now)
    if not faults and "lanjut" in request.POST:
        absent = {fault.field for fault in missing(form.draft, now)}
        faults = {
            paper.code: _("Berkas ini belum dilampirkan.")
            for paper, _by in form.papers
            if paper.code in absent
        }
    if faults:
        return _page(request, form, faults=faults, status=UNPROCESSABLE)
    return redirect(address(form, REVIEW if "lanjut" in request.POST else PAPERS))


def _keep(request: HttpRequest, form: Form, now: datetime) -> dict[str, str]:
    """Store what was chosen and remove what was crossed out; refusals by the code of the paper."""
    by, faults = actor_of(request), dict[str, str]()
    try:
        throttle(request, scope="service-papers", limit=120, seconds=600)
        paper_id = whole_number(request.POST.get("hapus", ""))
        if paper_id:
            remove_paper(draft_id=form.draft.pk, paper_id=paper_id, by=by, at=now)
    except Refused as refusal:
        return {"": said_reason(refusal)}
    for paper, _origin in form.papers:
        upload = request.FILES.get(PAPER_PREFIX + paper.code)
        if upload is None:
            continue
        try:
            kinds = FILE_KINDS.get(paper.kind, ("PHOTO",))
            file = documents.prepare_file(upload=upload, kinds=kinds, at=now)
            attach_paper(draft_id=form.draft.pk, paper=paper.code, file=file, by=by, at=now)
        except Refused as refusal:
            faults[paper.code] = said_reason(refusal)
    return faults


def _page(
    request: HttpRequest, form: Form, *, faults: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    there = {row.code: row for row in form.draft.papers.select_related("document")}
    drawn = PapersForm([paper for paper, _by in form.papers if paper.code not in there], faults=faults)
    rows = [
        {
            "code": paper.code,
            "label": told(paper.label),
            "kept": there.get(paper.code),
            "bound": drawn[PAPER_PREFIX + paper.code] if paper.code not in there else None,
            "is_photo": paper.code in there and is_photo(there[paper.code].document),
        }
        for paper, _by in form.papers
    ]
    context = {**frame(form, PAPERS), "form": drawn, "rows": rows}
    return render(request, "public_services/draft_papers.html", context, status=status)


@requires("public")
@never_cache
@require_safe
@with_draft
def draft_file(request: HttpRequest, form: Form, paper_id: int) -> HttpResponseBase:
    """A file of the draft, for whoever has its key."""
    paper = form.draft.papers.select_related("document").filter(pk=paper_id).first()
    if paper is None:
        raise Http404
    small = "kecil" in request.GET and is_photo(paper.document)
    return documents.file_response(paper.document, small=small)


def is_photo(document: documents.Document) -> bool:
    """Whether it is a picture, with a small one beside it."""
    return document.content_type.startswith("image/")
