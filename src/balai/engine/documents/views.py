"""Handing out files. The address is unguessable, and the kind's rule is asked all the same."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from balai.engine.documents.actions.covers import is_held
from balai.engine.documents.models import Document
from balai.engine.documents.permissions import is_public, may_see, may_see_original
from balai.engine.documents.queries import newest_cover, original_key
from balai.engine.documents.serving import file_response
from balai.engine.documents.terms import PDF

# Minutes and not days: what is covered or hidden afterwards must soon leave the caches; an unchanged photo is a short 304.
PUBLIC = "public, max-age=600"
PRIVATE = "private, no-store"
# What others see until the detector has looked; a picture, because it stands where one is expected.
_WAITING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="320" height="240"><rect width="320" height="240"'
    ' fill="#e8e4dc"/><text x="160" y="126" font-family="sans-serif" font-size="17" fill="#4a463f" text-anchor="middle">%s</text></svg>'
)


@require_safe
def photo(request: HttpRequest, token: str, small: str) -> HttpResponseBase:
    """The photo or, with `small`, its thumbnail; 404 for what is not there or not for this user."""
    return _handed_out(request, Document.objects.filter(token=token, width__isnull=False).first(), small)


photo.permission = "public"  # visibility is decided for each document


@require_safe
def original(request: HttpRequest, token: str, key: str) -> HttpResponseBase:
    """The photo as it came, for those who handle what it belongs to; 404 for everybody else."""
    document = Document.objects.filter(token=token, width__isnull=False).first()
    if document is None or not constant_time_compare(key, original_key(token)):
        raise Http404
    if not may_see_original(document, request.user):
        raise Http404
    response = file_response(document)
    response["Cache-Control"] = PRIVATE
    return response


original.permission = "public"  # visibility is decided for each document


@require_safe
def pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    """The PDF, shown in the browser's own reader; 404 for what is not there or not for this user."""
    return _handed_out(request, Document.objects.filter(token=token, content_type=PDF).first(), "")


pdf.permission = "public"  # visibility is decided for each document


def _handed_out(request: HttpRequest, document: Document | None, small: str) -> HttpResponseBase:
    if document is None:
        raise Http404
    # Asked first, so that a public photo never reads the session and is the same for every cache.
    public = is_public(document)
    if not public and not may_see(document, request.user):
        raise Http404
    if document.is_photo:
        cover = newest_cover(document)
        if cover is None and is_held(document, at=timezone.now()):
            return _waiting()
        document = (cover and cover.shown) or document
    response = _unchanged(request, document, small) or file_response(document, small=bool(small))
    response["ETag"] = _etag(document, small)
    response["Cache-Control"] = PUBLIC if public else PRIVATE
    return response


def _waiting() -> HttpResponse:
    words = gettext("Foto sedang diperiksa")
    return HttpResponse(_WAITING % words, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def _etag(document: Document, small: str) -> str:
    return f'"{document.sha256[:32]}{small}"'


def _unchanged(request: HttpRequest, document: Document, small: str) -> HttpResponseBase | None:
    return get_conditional_response(request, etag=_etag(document, small))
