"""What every webhook does: bounded, genuine, kept, answered at once."""

import json
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from balai.engine.conversations.actions.counting import count
from balai.engine.conversations.ports import Batch
from balai.engine.conversations.tasks import accept
from balai.engine.conversations.terms import Counted
from balai.foundation.errors import TooOften

log = logging.getLogger(__name__)
MOST_BYTES = 512 * 1024


def answer_webhook(
    request: HttpRequest,
    *,
    channel: str,
    is_genuine: Callable[[HttpRequest, bytes], bool],
    read: Callable[[Any], Batch],
    parse: Callable[[bytes], Any] = json.loads,
) -> HttpResponse:
    """200 once everything is kept; 403 for what is not the provider's, 413 for too much, 429 when it is to come later.

    `read` gets what `parse` makes of the body, and raises ValueError, KeyError or TypeError for what it does not
    understand. That is counted and answered with 200: the provider would bring the same again for days.
    """
    at = timezone.now()
    declared = request.headers.get("Content-Length", "")
    if not declared.isdecimal() or int(declared) > min(MOST_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        return HttpResponse(status=413)
    body = request.body
    if not is_genuine(request, body):
        count(channel=channel, what=Counted.FORGED, at=at)
        return HttpResponse(status=403)
    try:
        batch = read(parse(body))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("webhook of %s not understood: %s", channel, type(error).__name__)
        count(channel=channel, what=Counted.UNREADABLE, at=at)
        return HttpResponse("", content_type="text/plain")
    try:
        accept(batch, at=at)
    except TooOften:
        answer = HttpResponse(status=429)
        answer["Retry-After"] = "60"
        return answer
    return HttpResponse("", content_type="text/plain")
