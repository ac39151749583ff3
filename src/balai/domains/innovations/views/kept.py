"""What the pages of one innovation share: finding it, who may keep it, an act tried, a plain form."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.permissions import may_decide, may_keep
from balai.engine.people.public import actor_of


def found(innovation_id: int) -> Innovation:
    """The innovation, or Http404."""
    one = _row(innovation_id)
    if one is None:
        raise Http404
    return one


def kept(request: HttpRequest, innovation_id: int) -> Innovation:
    """The innovation, for who keeps or decides it. Raises PermissionDenied, Http404."""
    by, one = actor_of(request), _row(innovation_id)
    # What does not exist is nobody's: who keeps only his own is turned away before he learns which numbers there are.
    if not (may_keep(by, one.opd_id if one else None, on=timezone.localdate()) or may_decide(by)):
        raise PermissionDenied
    if one is None:
        raise Http404
    return one


def _row(innovation_id: int) -> Innovation | None:
    rows = Innovation.objects.select_related("opd", "liveness", "merged_into")
    return rows.filter(pk=innovation_id).first()


def by_now(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": actor_of(request), "at": timezone.now()}


def form_page(
    request: HttpRequest, form: forms.BaseForm, title: str, one: Innovation | None, **more: Any
) -> HttpResponse:
    """A form of the room; 422 with what was typed where it has errors."""
    context = {"form": form, "title": title, "one": one, **more}
    return render(request, "innovations/form.html", context, status=422 if form.errors else 200)
