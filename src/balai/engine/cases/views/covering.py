"""Boxes over a photo: drawn on the first file, shown as others see it, with every earlier version to go back to."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from balai.engine.cases.actions.covering import cover, may_cover, photo_of, withhold
from balai.engine.cases.kinds import kind_of
from balai.engine.cases.models import Case
from balai.engine.cases.permissions import may_see
from balai.engine.documents import public as documents
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import whole_number
from balai.kits.ui.words import said_refusal


@requires("cases.work")
@never_cache
def covering(request: HttpRequest, case_id: int, token: str) -> HttpResponse:
    """The page with the drawing; posting keeps a new version, or takes the photo from the public pages."""
    by, case = actor_of(request), Case.objects.select_related("holder").filter(pk=case_id).first()
    if case is None or not may_see(by, case) or not may_cover(by, case):
        raise Http404
    if request.method != "POST":
        return _page(request, case, token)
    try:
        if request.POST.get("withhold"):
            withhold(case=case, token=token, by=by, at=timezone.now())
        else:
            version = whole_number(request.POST.get("version", "")) or 0
            cover(case=case, token=token, boxes=boxes_of(request), version=version, by=by, at=timezone.now())
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except Refused as refusal:
        return _page(request, case, token, error=said_refusal(refusal), status=refusal.status)
    messages.success(request, _("Tersimpan. Begini foto itu sekarang terlihat oleh umum."))
    return redirect("cases:cover", case_id=case.pk, token=token)


def boxes_of(request: HttpRequest) -> object:
    """What the page drew; None for what is no JSON, which the act refuses."""
    try:
        return json.loads(request.POST.get("boxes", "")[:20_000] or "[]")
    except (ValueError, RecursionError):
        return None


def _page(
    request: HttpRequest, case: Case, token: str, *, error: str = "", status: int = 200
) -> HttpResponse:
    try:
        row = photo_of(case, token)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    versions = list(row.document.coverings.order_by("-version"))
    newest = versions[0] if versions else None
    typed = boxes_of(request) if error else None
    context = {
        "case": case,
        "number": kind_of(case).number(case),
        "photo": row.document,
        "is_public": row.is_public,
        "original": documents.original_url(row.document),
        "shown": f"{documents.url(row.document)}?v={newest.version if newest else 0}",
        "newest": newest,
        "versions": [(one, json.dumps(one.boxes)) for one in versions[1:]],
        "boxes": json.dumps(typed if isinstance(typed, list) else newest.boxes if newest else []),
        "is_detected": documents.detector() is not None,
        "error": error,
    }
    return render(request, "cases/covering.html", context, status=status)
