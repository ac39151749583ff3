"""What every page that acts does: who and when, and a refusal that comes back on the form with what was typed."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.ideas.permissions import may_keep
from balai.engine.people.public import actor_of


def by(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "at": timezone.now()}


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
