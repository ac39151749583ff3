"""The list of what reporters asked, for those who decide it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.domains.citizen_reports.corrections.waiting import WISHES, open_wishes, waiting
from balai.engine.people.public import actor_of, requires
from balai.kits.ui.paging import paged


@requires(WISHES)
@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """Open wishes, the oldest first; each is decided on the page of its case."""
    now = timezone.now()
    page = paged(request, open_wishes(actor_of(request)).select_related("case__holder"))
    rows = [waiting(wish, at=now) for wish in page.rows]
    return render(request, "citizen_reports/corrections/list.html", {"rows": rows, **page.context})
