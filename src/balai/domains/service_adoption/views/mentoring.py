"""The mentor's own page, behind a secret link: the checklist, and a place for remarks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from balai.domains.service_adoption import queries
from balai.domains.service_adoption.actions import comment
from balai.domains.service_adoption.terms import ITEM_LABELS
from balai.domains.service_adoption.views.asking import draw, page, service_of
from balai.foundation.errors import NotFound, Refused
from balai.kits.http.access import public
from balai.kits.ui.words import said


@public
@page
def mentor(request: HttpRequest, token: str) -> HttpResponse:
    """How far the adoption is; no personal data of anybody's, and nothing to change but one's own remarks."""
    now, refusal = timezone.now(), None
    found = queries.mentor_of(token[:100], at=now)
    view = service_of(found.pack)
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("item", "text")}
        try:
            comment(pack_id=found.pack, **given, mentor=found, at=now)
            return redirect("service_adoption:mentor", token=token)
        except NotFound:
            raise
        except Refused as caught:
            refusal = caught
    remarks = queries.comments(found.pack)
    ready = queries.readiness(view, at=now)
    items = [
        {"row": row, "label": said(ITEM_LABELS[row.item]), "comments": remarks.get(row.item.value, [])}
        for row in ready.rows
        if row.total
    ]
    name = view.pack.name.in_language((get_language() or "id").partition("-")[0])
    context = {
        "mentor": found,
        "name": name,
        "version": view.pack.version,
        "ready": ready,
        "items": items,
        "typed": request.POST,
    }
    response = draw(request, "mentor", context, refusal=refusal)
    response["Cache-Control"] = "private, no-store"
    # The secret stays in this house; within it the address must go along, or the form would not be accepted.
    response["Referrer-Policy"] = "same-origin"
    return response
