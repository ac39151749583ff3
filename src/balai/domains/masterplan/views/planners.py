"""Pages that only planners may open: an admin of another agency has the permission and plans nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from balai.domains.masterplan.permissions import must_plan
from balai.engine.people.public import actor_of
from balai.foundation.errors import Forbidden
from balai.kits.ui.words import said_refusal


def planners_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn everybody else away before the form is filled in; stands below `@requires(PLAN)`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            must_plan(actor_of(request), on=timezone.localdate())
        except Forbidden as refusal:
            raise PermissionDenied(said_refusal(refusal)) from refusal
        return view(request, *args, **kwargs)

    return guarded
