"""The webhook of Telegram."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from balai.adapters.telegram_channel.mapping import batch_of
from balai.engine.conversations.public import ChannelCode, answer_webhook
from balai.kits.http.access import public


@csrf_exempt
@public
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """An update; 404 where this installation has no bot."""
    if not settings.TELEGRAM_SECRET:
        raise Http404
    now = timezone.now()
    return answer_webhook(
        request,
        channel=ChannelCode.TELEGRAM,
        is_genuine=_is_genuine,
        read=lambda update: batch_of(update, now=now),
    )


def _is_genuine(request: HttpRequest, body: bytes) -> bool:
    given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    return constant_time_compare(given, settings.TELEGRAM_SECRET)
