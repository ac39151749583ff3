"""What the pages share: a refusal becomes a page or a sentence, an unknown service a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from balai.engine.packs import public as packs
from balai.engine.packs.public import ServiceView
from balai.engine.people.public import may
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.kits.ui.words import said_refusal

ADOPT, SEE = "services.adopt", "services.adoption.see"


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 for what is not there and 403 for whom it is not."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as refusal:
            raise Http404(refusal.message) from refusal
        except Forbidden as refusal:
            raise PermissionDenied(refusal.message) from refusal

    return answered


def service_of(pack: str) -> ServiceView:
    """The service; raises NotFound SERVICE_UNKNOWN."""
    return packs.known(pack)


def draw(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    refusal: Refused | None = None,
    status: int = 0,
) -> HttpResponse:
    """The page, with `may_adopt`; 422 and the sentence on top where something was refused."""
    context = {"may_adopt": may(request.user, ADOPT), "refusal": refusal and said_refusal(refusal), **context}
    return render(
        request, f"service_adoption/{template}.html", context, status=status or (422 if refusal else 200)
    )
