"""The webhook of WhatsApp: verified once by GET, signed at each POST."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from balai.adapters.whatsapp_channel.mapping import batch_of
from balai.engine.conversations.public import ChannelCode, answer_webhook
from balai.kits.http.access import public


@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest) -> HttpResponse:
    """A batch, or Meta's question whether the address is ours; 404 where this installation has no number."""
    if not settings.WHATSAPP_APP_SECRET:
        raise Http404
    if request.method == "GET":
        return _verified(request)
    return answer_webhook(
        request,
        channel=ChannelCode.WHATSAPP,
        is_genuine=_is_genuine,
        read=lambda payload: batch_of(payload, phone_id=settings.WHATSAPP_PHONE_ID),
    )


def _verified(request: HttpRequest) -> HttpResponse:
    wanted = settings.WHATSAPP_VERIFY_TOKEN
    given = request.GET.get("hub.verify_token", "")
    if request.GET.get("hub.mode") == "subscribe" and wanted and constant_time_compare(given, wanted):
        return HttpResponse(request.GET.get("hub.challenge", "")[:200], content_type="text/plain")
    return HttpResponse(status=403)


def _is_genuine(request: HttpRequest, body: bytes) -> bool:
    wanted = hmac.new(settings.WHATSAPP_APP_SECRET.encode(), body, sha256).hexdigest()
    return constant_time_compare(request.headers.get("X-Hub-Signature-256", ""), f"sha256={wanted}")
