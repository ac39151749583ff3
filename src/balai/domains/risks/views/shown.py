"""What the pages of one risk share."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.risks.models import Risk
from balai.domains.risks.permissions import may_keep
from balai.domains.risks.queries.register import FIRED
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of


def found(risk_id: int) -> Risk:
    """The risk, with whether one of its figures has spoken. Raises Http404."""
    risk = Risk.objects.select_related("opd").annotate(is_fired=FIRED).filter(pk=risk_id).first()
    if risk is None:
        raise Http404
    return risk


def kept(request: HttpRequest, risk_id: int) -> Risk:
    """The risk, for who keeps it. Raises Http404, PermissionDenied."""
    risk = found(risk_id)
    if not may_keep(actor_of(request), risk.opd_id, on=timezone.localdate()):
        raise PermissionDenied
    return risk


def opds() -> list[tuple[int, str]]:
    """Agencies to choose from."""
    return organizations.opd_choices(on=timezone.localdate())


def acting(request: HttpRequest) -> dict[str, Any]:
    """Who and when, for an act."""
    return {"by": actor_of(request), "at": timezone.now()}


def form_page(request: HttpRequest, risk: Risk | None, form: forms.Form, title: str) -> HttpResponse:
    """One form on a page of its own."""
    context = {"risk": risk, "form": form, "title": title}
    return render(request, "risks/form.html", context, status=422 if form.errors else 200)
