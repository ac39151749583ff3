"""The outermost layer of ours: a number for each request, one log line, and a decent answer without a database."""

import logging
import re
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from .away import away, is_away
from .logs import request_id

log = logging.getLogger("balai.http")
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class DatabaseAwayMiddleware:
    """Turns a database that is locked or away into 503 with an explanation, and signs each answer with X-Request-ID.

    The log line holds the method, the path and the outcome: never the query string, which may hold a tracking
    code, nor the body. Views are caught by `process_exception`; the session and account layers, whose errors Django
    turns into a 500 before they reach us, are recognised by the signal below.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN_ID.fullmatch(given) else uuid4().hex
        token = request_id.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            if getattr(request, "database_is_away", False):
                response = away(request)
            response["X-Request-ID"] = number
            took = (time.perf_counter() - began) * 1000
            log.info("%s %s %d %.0f ms", request.method, request.path, response.status_code, took)
            return response
        finally:
            request_id.reset(token)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_away(error):
            return None
        log.error("database away: %s", error)
        return away(request)


def _remember(sender: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    if request is not None and is_away(sys.exc_info()[1]):
        request.database_is_away = True


got_request_exception.connect(_remember, dispatch_uid="balai.kits.http.away")
