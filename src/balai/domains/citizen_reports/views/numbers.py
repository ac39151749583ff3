"""The numbers in a report in clear: for those who handle it, and every look is journaled."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.domains.citizen_reports.actions.numbers import show_numbers
from balai.domains.citizen_reports.masked import typed
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.kits.ui.words import said_refusal


@requires("reports.contact")
@never_cache
@require_POST
def numbers(request: HttpRequest, case_id: int) -> HttpResponse:
    """The words of the report as they came, for this one answer."""
    try:
        report = show_numbers(case_id=case_id, by=actor_of(request), at=timezone.now())
    except Forbidden as refusal:
        raise PermissionDenied(said_refusal(refusal)) from refusal
    except Conflict as refusal:
        messages.error(request, said_refusal(refusal))
        return redirect("cases:case", case_id)
    except Refused as refusal:
        raise Http404 from refusal
    return render(request, "citizen_reports/numbers.html", {"typed": typed(report), "case_id": case_id})
