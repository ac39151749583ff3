"""Pages of publications that everybody reads: the shelf, a version, its chapters, its files, its differences."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.engine.people.public import actor_of
from balai.engine.publications import queries
from balai.engine.publications.content import blocks_of, write
from balai.engine.publications.models import Version
from balai.engine.publications.permissions import may_issue
from balai.engine.publications.reading import changes_shown, chapter_page, compared, picture_response
from balai.engine.publications.rendering import file_name, kept_file, make_file
from balai.engine.publications.terms import CONTENT_TYPES, MADE_SECONDS, MOST_MADE
from balai.foundation.errors import NotFound, TooOften
from balai.foundation.text import whole_number
from balai.kits.http.access import public
from balai.kits.http.throttle import throttle
from balai.kits.ui.words import said_refusal


@public
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every publication with its editions and their newest version."""
    by = actor_of(request)
    rows = [(one, editions, may_issue(by, one)) for one, editions in queries.shelves()]
    # What has never been issued is only of use to who can issue it.
    shown = [
        (one, [row for row in editions if row.latest or may], may)
        for one, editions, may in rows
        if may or any(row.latest for row in editions)
    ]
    return render(request, "publications/shelf.html", {"shown": shown})


@public
@require_safe
def edition(request: HttpRequest, code: str, edition: str) -> HttpResponse:
    """All versions of one edition, the newest first."""
    publication = found(lambda: queries.known(code))
    versions = queries.versions(code, edition)
    label = dict(publication.editions()).get(edition)
    may = may_issue(actor_of(request), publication) and label is not None
    if (label is None and not versions) or (not versions and not may):
        raise Http404
    context = {
        "publication": publication,
        "edition": edition,
        "label": label or edition,
        "versions": versions,
        "may_issue": may,
    }
    return render(request, "publications/edition.html", context)


@public
@require_safe
def version(request: HttpRequest, code: str, edition: str, number: int) -> HttpResponse:
    """One version: what it contains, its files, its fingerprint."""
    one = _version(code, edition, number)
    publication = queries.publication(code)
    newest = queries.latest_version(code, edition)
    context = {
        "version": one,
        "newest": newest.number if newest else number,
        "before": number - 1,
        "may_issue": publication is not None and may_issue(actor_of(request), publication),
    }
    return render(request, "publications/version.html", context)


@public
@require_safe
def chapter(request: HttpRequest, code: str, edition: str, number: int, chapter: str) -> HttpResponse:
    """One chapter to read on a screen."""
    one = _version(code, edition, number)
    context = chapter_page(one.chapters, chapter)
    if context is None:
        raise Http404
    return render(request, "publications/chapter.html", {"version": one, **context})


@public
@require_safe
def picture(
    request: HttpRequest, code: str, edition: str, number: int, chapter: str, at: int
) -> HttpResponse:
    """A drawing of a chapter as a file of its own."""
    one = _version(code, edition, number)
    row = next((row for row in one.chapters if row["code"] == chapter), None)
    return picture_response(blocks_of(row) if row else [], at)


@public
@require_safe
def file(request: HttpRequest, code: str, edition: str, number: int, form: str) -> HttpResponse:
    """The version as PDF or DOCX; made once, then handed out."""
    one = _version(code, edition, number)
    data = kept_file(one, form)
    if data is None:
        try:
            throttle(request, scope="publication-made", limit=MOST_MADE, seconds=MADE_SECONDS)
        except TooOften as refusal:
            return HttpResponse(
                said_refusal(refusal),
                status=429,
                content_type="text/plain; charset=utf-8",
                headers={"Retry-After": "120"},
            )
        data = make_file(one, form, at=timezone.now())
    return HttpResponse(
        data,
        content_type=CONTENT_TYPES[form],
        headers={
            "Content-Disposition": content_disposition_header(form != "pdf", file_name(one, form))
            or "inline",
            "Cache-Control": "public, max-age=3600",
            "X-Content-Type-Options": "nosniff",
        },
    )


@public
@require_safe
def differences(request: HttpRequest, code: str, edition: str) -> HttpResponse:
    """What is different between two versions; `ke=kini` compares with the data of this moment, for who issues."""
    publication = found(lambda: queries.known(code))
    versions = queries.versions(code, edition)
    if not versions:
        raise Http404
    may = may_issue(actor_of(request), publication)
    to, since = request.GET.get("ke", ""), whole_number(request.GET.get("dari", ""))
    is_now = to == "kini" and may
    newer = versions[0].number if is_now else whole_number(to) or versions[0].number
    older = since or (newer if is_now else max(newer - 1, 1))
    old = _version(code, edition, older)
    new = _content_now(publication, edition) if is_now else _version(code, edition, newer).content
    changes = compared(old.content, new)
    context: dict[str, Any] = {
        "publication": publication,
        "edition": edition,
        "old": old,
        "to": _("data saat ini") if is_now else _("versi %(number)s") % {"number": newer},
        "older": older,
        "newer": "kini" if is_now else str(newer),
        "numbers": [one.number for one in versions],
        "may_issue": may,
        **changes_shown(changes),
    }
    return render(request, "publications/differences.html", context)


def _content_now(publication: Any, edition: str) -> dict[str, Any]:
    return found(lambda: write(publication, edition, on=timezone.localdate())).content


def _version(code: str, edition: str, number: int) -> Version:
    return found(lambda: queries.version(code, edition, number))


def found(ask: Any) -> Any:
    """What `ask` finds, or the page that says there is none."""
    try:
        return ask()
    except NotFound:
        raise Http404 from None
