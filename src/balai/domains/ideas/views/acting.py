"""What every page that acts does: who and when, and a refusal that comes back on the form with what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.ideas.permissions import may_keep
from balai.engine.people.public import actor_of
from balai.foundation.errors import Refused
from balai.kits.ui.words import said_refusal


def by(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "at": timezone.now()}


def tried(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, said_refusal(refusal))
        return None


def keeper(request: HttpRequest) -> bool:
    return may_keep(actor_of(request), on=timezone.localdate())


def must_keep(request: HttpRequest) -> None:
    """Raises PermissionDenied."""
    if not keeper(request):
        raise PermissionDenied


def form_page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """The page of a form: 422 where something has to be typed again."""
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
