"""What a gateway calls: for a message that came, and for news of one that we sent."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from balai.adapters.sms_channel.mapping import batch_of, names_of, parse, receipts_of
from balai.engine.conversations.public import Batch, ChannelCode, answer_webhook
from balai.kits.http.access import public


@csrf_exempt
@public
@require_POST
def message(request: HttpRequest) -> HttpResponse:
    """An SMS came."""
    now = timezone.now()
    return _answer(request, lambda fields: batch_of(fields, names=names_of(settings.SMS_FIELDS), now=now))


@csrf_exempt
@public
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """An SMS of ours arrived, or did not."""
    return _answer(request, lambda fields: receipts_of(fields, names=names_of(settings.SMS_FIELDS)))


def _answer(request: HttpRequest, read: Callable[[Any], Batch]) -> HttpResponse:
    if not settings.SMS_SECRET:
        raise Http404
    return answer_webhook(request, channel=ChannelCode.SMS, is_genuine=_is_genuine, read=read, parse=parse)


def _is_genuine(request: HttpRequest, body: bytes) -> bool:
    """Signed, or bearing the secret itself: both are compared, so that the time tells nothing."""
    given = request.headers.get(settings.SMS_HEADER, "")
    signed = hmac.new(settings.SMS_SECRET.encode(), body, sha256).hexdigest()
    is_signed = constant_time_compare(given.removeprefix("sha256="), signed)
    return constant_time_compare(given, settings.SMS_SECRET) or is_signed
