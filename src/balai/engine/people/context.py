"""What every template knows about the one who looks."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .menu import UNREAD_NOTICES, counted, lines


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`{{ navigation }}` and `{{ unread_notices }}`, worked out only where a page shows them."""
    user = getattr(request, "user", None)
    return {
        "navigation": SimpleLazyObject(lambda: lines(request)),
        "unread_notices": SimpleLazyObject(lambda: counted(UNREAD_NOTICES, user)),
    }
