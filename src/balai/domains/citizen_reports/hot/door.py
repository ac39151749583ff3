"""The door in front of the ordinary one: answers a plain request for a hot path itself, hands on everything else."""

import logging
import re
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any
from uuid import uuid4

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils import translation
from django.utils.text import compress_string
from pydantic import ValidationError

from balai.domains.citizen_reports.hot.answer import Answer
from balai.domains.citizen_reports.terms import MOST_GUESSES
from balai.foundation.errors import Refused
from balai.kits.http.logs import request_id
from balai.kits.http.middleware import GIVEN_ID
from balai.kits.http.throttle import stop_spent

Ordinary = Callable[[dict[str, Any], Callable], Iterable[bytes]]
log = logging.getLogger("balai.http")
TRACK, REPORT, MAP, CREATE = "/api/track/", "/api/reports/", "/peta/titik.json", "/api/reports"
# A report of the most letters, every one escaped as \\uXXXX, with its answers.
LONGEST_BODY = 64 * 1024
# Below this many bytes the ordinary door does not compress either.
SHORTEST_COMPRESSED = 200
ACCEPTS_GZIP = re.compile(r"\bgzip\b")


class HotDoor:
    """A WSGI application in front of the ordinary one."""

    def __init__(self, ordinary: Ordinary) -> None:
        self.ordinary = ordinary

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(("/api/track/", "/api/reports", MAP)) or not _is_plain(environ):
            return self.ordinary(environ, start_response)
        given = environ.get("HTTP_X_REQUEST_ID", "")
        number = given if GIVEN_ID.fullmatch(given) else uuid4().hex
        token, began = request_id.set(number), time.perf_counter()
        try:
            answer = self._answer(environ, path)
            if answer is None:
                return self.ordinary(environ, start_response)
            took = (time.perf_counter() - began) * 1000
            log.info("%s %s %s %.0f ms", environ["REQUEST_METHOD"], path, answer.status[:3], took)
            return _respond(environ, answer, number, start_response)
        finally:
            request_id.reset(token)

    def _answer(self, environ: dict[str, Any], path: str) -> Answer | None:
        try:
            # The thread may still speak the language of its last visitor.
            translation.activate(settings.LANGUAGE_CODE)
            return answer_to(environ, path)
        except (Refused, ValidationError, ValueError):
            return None  # the ordinary door says what is wrong
        except Exception as error:
            log.warning("hot path left to the ordinary door: %r", error)
            return None


def answer_to(environ: dict[str, Any], path: str) -> Answer | None:
    """The hot answer; None where there is none. Raises what the paths raise."""
    # Imported when first used: the models must be loaded before.
    from balai.domains.citizen_reports.hot import create, points, reading  # noqa: PLC0415

    if environ["REQUEST_METHOD"] == "POST":
        if path != CREATE:
            return None
        return create.create(WSGIRequest(environ), _body(environ), environ["HTTP_IDEMPOTENCY_KEY"])
    if path == MAP:
        return points.points(environ.get("QUERY_STRING", ""))
    if environ.get("QUERY_STRING"):
        return None
    if path.startswith(TRACK):
        stop_spent(WSGIRequest(environ), scope="track", limit=MOST_GUESSES)
        return reading.tracked(WSGIRequest(environ), path[len(TRACK) :])
    rest = path[len(REPORT) :]
    return reading.report(rest) if rest and "/" not in rest else None


def _is_plain(environ: dict[str, Any]) -> bool:
    """A visitor without a session who reads Indonesian, under a name of ours, with PostgreSQL behind."""
    cookies = environ.get("HTTP_COOKIE", "")
    return (
        connection.vendor == "postgresql"
        and (environ["REQUEST_METHOD"] == "GET" or _is_plain_post(environ))
        and f"{settings.SESSION_COOKIE_NAME}=" not in cookies
        and f"{settings.LANGUAGE_COOKIE_NAME}=" not in cookies
        and _is_ours(environ.get("HTTP_HOST", ""))
        and not settings.SECURE_SSL_REDIRECT
    )


def _is_plain_post(environ: dict[str, Any]) -> bool:
    """JSON of a bounded length with a key that makes a repeat harmless."""
    length = environ.get("CONTENT_LENGTH") or ""
    return (
        environ["REQUEST_METHOD"] == "POST"
        and environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() == "application/json"
        and length.isdecimal()
        and 0 < int(length) <= LONGEST_BODY
        and bool(environ.get("HTTP_IDEMPOTENCY_KEY"))
    )


def _is_ours(host: str) -> bool:
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def _body(environ: dict[str, Any]) -> bytes:
    """The body, put back so that the ordinary door can read it again."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    environ["wsgi.input"] = BytesIO(body)
    return body


def _respond(environ: dict[str, Any], answer: Answer, number: str, start_response: Callable) -> list[bytes]:
    body, vary, encoding = answer.body, list(answer.vary), ()
    if len(body) >= SHORTEST_COMPRESSED:
        vary.append("Accept-Encoding")
        if ACCEPTS_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
            body, encoding = compress_string(body, max_random_bytes=100), (("Content-Encoding", "gzip"),)
    headers = [
        *answer.headers,
        *_house_headers(WSGIRequest(environ).is_secure()),
        *encoding,
        ("Content-Length", str(len(body))),
        *((("Vary", ", ".join(vary)),) if vary else ()),
        ("Content-Language", "id"),
        ("X-Request-ID", number),
    ]
    start_response(answer.status, headers)
    return [body]


@lru_cache(maxsize=2)
def _house_headers(secure: bool) -> tuple[tuple[str, str], ...]:
    """What the ordinary door adds to every answer, taken from the same middleware."""
    request, response = HttpRequest(), HttpResponse()
    request._get_scheme = lambda: "https" if secure else "http"  # type: ignore[method-assign]
    del response["Content-Type"]
    for middleware in (CSPMiddleware, XFrameOptionsMiddleware, SecurityMiddleware):
        middleware(lambda _: response)(request)
    return tuple(response.items())
