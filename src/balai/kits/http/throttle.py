"""How often one place may ask: counted in memory, without a table.

Each server process counts for itself, so with two of them a patient asker gets up to twice the limit. That is enough
against floods and guessing; what must be exact is decided by a constraint in the database.
"""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from balai.foundation.errors import TooOften


def throttle(request: HttpRequest, *, scope: str, limit: int, seconds: int) -> None:
    """Count one request of this client in `scope`. Raises TooOften beyond `limit` in a window of `seconds`."""
    throttle_name(f"{scope}:{place_of(request)}", limit=limit, seconds=seconds)


def throttle_name(name: str, *, limit: int, seconds: int) -> None:
    """The same for whoever is called `name`, such as the holder of a key, wherever the requests come from."""
    key = f"throttle:{name}"
    if cache.add(key, 1, timeout=seconds):
        return
    try:
        count = cache.incr(key)
    except ValueError:  # the window closed between the two calls
        cache.set(key, 1, timeout=seconds)
        return
    if count > limit:
        raise _too_often()


def _too_often() -> TooOften:
    return TooOften(
        "TOO_OFTEN", "Terlalu banyak permintaan dari tempat Anda. Tunggu sebentar, lalu coba lagi."
    )


def stop_spent(request: HttpRequest, *, scope: str, limit: int) -> None:
    """Raises TooOften when this client has spent its `limit` in `scope`; counts nothing. Asked before an attempt of
    which only failures are counted: otherwise the one right guess would still get through."""
    if cache.get(f"throttle:{scope}:{place_of(request)}", 0) >= limit:
        raise _too_often()


def client_ip(request: HttpRequest) -> str:
    """The client's address. `settings.PROXIES` says how many proxies of ours stand in front; what they did not write
    themselves into X-Forwarded-For is not believed."""
    proxies = getattr(settings, "PROXIES", 0)
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def place_of(request: HttpRequest) -> str:
    """What is counted together: an IPv4 address, or the /64 network that one household has in IPv6."""
    text = client_ip(request)
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return text
