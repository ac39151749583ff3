"""How the room's pages say no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from balai.engine.people.public import requires
from balai.foundation.errors import Forbidden, NotFound
from balai.kits.ui.words import said_refusal

View = Callable[..., HttpResponse]


def guarded(code: str) -> Callable[[View], View]:
    """Guard a view by a permission; what an act forbids is 403, what it does not know is 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def polite(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Forbidden as refusal:
                raise PermissionDenied(said_refusal(refusal)) from refusal
            except NotFound as refusal:
                raise Http404(said_refusal(refusal)) from refusal

        return requires(code)(polite)

    return decorate


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, be it empty; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None
