"""How a refusal is told: on the form that asked, with what was typed; where no page caught it, on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from balai.foundation.errors import Conflict, Refused
from balai.kits.ui.words import said_refusal

Handler = Callable[[HttpRequest], HttpResponse]


def refuse(form: forms.BaseForm, refusal: Refused, *, of: Model | None = None) -> None:
    """Put a refusal on the form: at the field it names, where the form has it, else on top. Where somebody else was quicker
    with the row `of`, the form takes its version of now."""
    form.add_error(refusal.field if refusal.field in form.fields else None, said_refusal(refusal))
    if of is not None and isinstance(refusal, Conflict):
        take_version(form, of)


def take_version(form: forms.BaseForm, of: Model) -> None:
    """The form holds the version that the row has now. What was typed stays; saving again is then a decision."""
    of.refresh_from_db(fields=["version"])
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(of.version)  # type: ignore[attr-defined]


def tried(form: forms.BaseForm, act: Callable[[], Any], *, of: Model | None = None) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form as `refuse` puts it."""
    try:
        return act()
    except Refused as refusal:
        refuse(form, refusal, of=of)
        return None


class RefusedMiddleware:
    """Answers with the status of the refusal and its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        template = "403.html" if error.status == 403 else "ui/refused.html"
        context = {"message": said_refusal(error), "code": error.status}
        return render(request, template, context, status=error.status)
