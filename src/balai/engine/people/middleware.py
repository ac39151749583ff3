"""Sessions of people at work: they end after a time without use."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

# How precisely idleness is measured: one write per session and quarter of an hour instead of one per request.
GRAIN_SECONDS = 15 * 60
SEEN = "seen"


class IdleSessionMiddleware:
    """Moves the end of a signed-in session (`SESSION_COOKIE_AGE` from now) as long as it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Visitors carry no session cookie; for them nothing is read and nothing is written.
        if request.session.session_key and SESSION_KEY in request.session:
            now = int(timezone.now().timestamp())
            if now - request.session.get(SEEN, 0) >= GRAIN_SECONDS:
                request.session[SEEN] = now
        return self.get_response(request)
