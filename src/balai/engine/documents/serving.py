"""A stored file as an answer to a browser; rooms that guard files by their own rules hand them out by this too."""

import logging

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from .models import Document
from .storage import StorageAway

log = logging.getLogger(__name__)


def file_response(document: Document, *, small: bool = False, called: str = "") -> HttpResponseBase:
    """The stored file as an answer; `called` is the name under which it is saved. 404 when the file is lost.

    What a stranger has sent never runs: its type is told and not guessed, and a PDF stands in a sandbox.
    """
    name = document.name(small=small)
    try:
        content = storages["documents"].open(name)
    except FileNotFoundError:
        log.error("document %s has no file", document.pk)
        raise Http404 from None
    except StorageAway:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    response = FileResponse(
        content,
        as_attachment=bool(called),
        content_type=document.content_type,
        filename=called or name.rpartition("/")[2],
    )
    response["Content-Length"] = str(document.size_small if small else document.size)
    response["X-Content-Type-Options"] = "nosniff"
    if not document.is_photo:
        # The header of the whole house would otherwise be put in its place.
        response._csp_exempt = True
        response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response
