"""What every page knows of its visitor."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from balai.engine.people.menu import count, items_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The menu, and how many notices are unread; computed only where a template asks."""
    return {
        "navigation": SimpleLazyObject(lambda: items_for(request)),
        "unread_notices": SimpleLazyObject(lambda: count("notices", request.user)),
    }
