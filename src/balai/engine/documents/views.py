"""Handing out files. The address is unguessable, and the kind's rule is asked all the same."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from balai.engine.documents.models import Document
from balai.engine.documents.permissions import is_public, may_see
from balai.engine.documents.serving import file_response
from balai.engine.documents.terms import PDF

# A week and not a year: a photo that is hidden afterwards must also leave the caches some day.
PUBLIC = "public, max-age=604800, immutable"
PRIVATE = "private, no-store"


@require_safe
def photo(request: HttpRequest, token: str, small: str) -> HttpResponseBase:
    """The photo or, with `small`, its thumbnail; 404 for what is not there or not for this user."""
    return _handed_out(request, Document.objects.filter(token=token, width__isnull=False).first(), small)


photo.permission = "public"  # visibility is decided for each document


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
    response = _unchanged(request, document, small) or file_response(document, small=bool(small))
    response["ETag"] = _etag(document, small)
    response["Cache-Control"] = PUBLIC if public else PRIVATE
    return response


def _etag(document: Document, small: str) -> str:
    return f'"{document.sha256[:32]}{small}"'


def _unchanged(request: HttpRequest, document: Document, small: str) -> HttpResponseBase | None:
    return get_conditional_response(request, etag=_etag(document, small))
