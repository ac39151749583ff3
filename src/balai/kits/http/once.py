"""What is done once for a request, although two doors look at it: the hot one and, when that one refuses, the ordinary one."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from balai.foundation.errors import Refused

_KEPT = "balai.once"
T = TypeVar("T")


def once(request: HttpRequest, name: str, act: Callable[[], T]) -> T:
    """What `act` gave or refused for this request when it was first asked. It is kept in the environment of the request,
    which no header of a client can write to."""
    kept = request.META.setdefault(_KEPT, {})
    if name not in kept:
        try:
            kept[name] = act()
        except Refused as refusal:
            kept[name] = refusal
    if isinstance(kept[name], Refused):
        raise kept[name]
    return kept[name]
