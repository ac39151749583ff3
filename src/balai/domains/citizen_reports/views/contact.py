"""Contact details of a reporter: shown to those who handle the case, and every look is journaled."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from balai.domains.citizen_reports.actions.contact import show_contact
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.kits.ui.words import said_refusal


@requires("reports.contact")
@never_cache
def contact(request: HttpRequest, case_id: int) -> HttpResponse:
    """The page with name, e-mail and phone in clear."""
    try:
        shown = show_contact(case_id=case_id, by=actor_of(request), at=timezone.now())
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except Conflict as refusal:
        messages.error(request, said_refusal(refusal))
        return redirect("cases:case", case_id)
    except Refused as refusal:
        raise Http404 from refusal
    return render(request, "citizen_reports/contact.html", {"contact": shown, "case_id": case_id})
