"""Asked while a report is being written: has somebody said so already?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from balai.domains.citizen_reports.alike.finding import Question, find_alike
from balai.domains.citizen_reports.alike.showing import cards_of
from balai.engine.people.public import requires
from balai.foundation.errors import Refused
from balai.kits.http.throttle import throttle


@requires("public")
@require_POST
def alike(request: HttpRequest) -> HttpResponse:
    """Up to three reports near by that may be the same, as a fragment for the form; empty when there are none."""
    try:
        throttle(request, scope="alike", limit=60, seconds=60)
    except Refused as refusal:
        return HttpResponse(status=refusal.status)
    given = {name: request.POST.get(name, "").replace("\0", "").strip() for name in _FIELDS}
    latitude, longitude = _degrees(given["latitude"], 90), _degrees(given["longitude"], 180)
    question = Question(
        text=given["text"][:2000],
        at=timezone.now(),
        landmark=given["landmark"][:200],
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        area_code=given["area"][:20],
        category_code=given["category"][:40],
    )
    found = find_alike(question) if len(question.text) >= 3 else []
    return render(request, "citizen_reports/alike/_question.html", {"cards": cards_of(found)})


_FIELDS = ("text", "landmark", "latitude", "longitude", "area", "category")


def _degrees(text: str, most: int) -> float | None:
    """A number of degrees; None for what is none."""
    try:
        degrees = float(text)
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None
