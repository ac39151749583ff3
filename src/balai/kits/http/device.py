"""One device, known again by a number in a signed cookie; it says nothing of whoever holds it."""

from secrets import token_urlsafe

from django.http import HttpRequest, HttpResponse

COOKIE, SECONDS = "balai_device", 365 * 24 * 3600


def device_of(request: HttpRequest) -> str:
    """The number of this device; "" for one that has none yet, or a forged one."""
    return request.get_signed_cookie(COOKIE, default="") or ""


def mark_device(request: HttpRequest, response: HttpResponse) -> str:
    """The number of this device; a new one goes along with `response`. A page that is pressed twice before the first
    answer came proposes one in its field `device`, so that both are one device."""
    device = device_of(request)
    if not device:
        device = request.POST.get("device", "")[:40] or token_urlsafe(16)
        response.set_signed_cookie(
            COOKIE, device, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return device


def supporter_of(request: HttpRequest, response: HttpResponse) -> str:
    """Who supports something once: the account that is signed in, else the device."""
    device = mark_device(request, response)
    return f"account:{request.user.pk}" if request.user.is_authenticated else f"device:{device}"
