"""Pages for who issues: the book as the data make it now, and the act of issuing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.engine.people.public import actor_of, requires
from balai.engine.publications import queries
from balai.engine.publications.actions import issue_version
from balai.engine.publications.content import Written, blocks_of, digest, write
from balai.engine.publications.forms import IssueForm
from balai.engine.publications.kinds import Publication
from balai.engine.publications.permissions import may_issue
from balai.engine.publications.reading import chapter_page, picture_response
from balai.engine.publications.rendering import preview_pdf
from balai.engine.publications.terms import CONTENT_TYPES, ISSUE, PDF
from balai.engine.publications.views import found
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import refuse


@requires(ISSUE)
def prepare(request: HttpRequest, code: str, edition: str) -> HttpResponse:
    """The chapters as they would be now, what is missing, and the button that issues them."""
    publication = _own(request, code)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = issue_version(
                code=code,
                edition=edition,
                note=form.cleaned_data["note"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Versi %(number)s terbit.") % {"number": made.number})
            return redirect("publications:version", code, edition, made.number)
    book, latest = _book(publication, edition), queries.latest_version(code, edition)
    context = {
        "publication": publication,
        "edition": edition,
        "book": book,
        "latest": latest,
        "is_new": latest is None or latest.sha256 != digest(book.content),
        "form": form,
    }
    return render(request, "publications/prepare.html", context, status=422 if form.errors else 200)


@requires(ISSUE)
@require_safe
def preview(request: HttpRequest, code: str, edition: str, chapter: str) -> HttpResponse:
    """A chapter as it would be now."""
    publication = _own(request, code)
    book = _book(publication, edition)
    page = chapter_page(book.content["chapters"], chapter)
    if page is None:
        raise Http404
    context = {"publication": publication, "edition": edition, "content": book.content, **page}
    return render(request, "publications/chapter.html", context)


@requires(ISSUE)
@require_safe
def preview_picture(request: HttpRequest, code: str, edition: str, chapter: str, at: int) -> HttpResponse:
    """A drawing of a chapter as it would be now."""
    book = _book(_own(request, code), edition)
    row = next((row for row in book.content["chapters"] if row["code"] == chapter), None)
    return picture_response(blocks_of(row) if row else [], at)


@requires(ISSUE)
@require_safe
def preview_file(request: HttpRequest, code: str, edition: str) -> HttpResponse:
    """The whole book as it would be now, as PDF."""
    book = _book(_own(request, code), edition)
    return HttpResponse(preview_pdf(book.content, at=timezone.now()), content_type=CONTENT_TYPES[PDF])


def _own(request: HttpRequest, code: str) -> Publication:
    publication = found(lambda: queries.known(code))
    if not may_issue(actor_of(request), publication):
        raise PermissionDenied(_("Terbitan ini diterbitkan oleh pengelolanya."))
    return publication


def _book(publication: Publication, edition: str) -> Written:
    return found(lambda: write(publication, edition, on=timezone.localdate()))
