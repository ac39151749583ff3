"""What the pages of the room share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.queries.programmes import plan_of
from balai.domains.masterplan.tabs import tabs
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of
from balai.foundation.errors import Conflict, Refused
from balai.kits.ui.refusals import refuse


def page(
    request: HttpRequest, name: str, tab: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the room below its tabs."""
    return render(request, f"masterplan/{name}.html", {"tabs": tabs(tab), **context}, status=status)


def chosen_plan(request: HttpRequest) -> Plan | None:
    """The plan named by `?rencana=`, else the current one; None where a region has none yet. An unknown name is a 404."""
    code = request.GET.get("rencana", "")
    found = plan_of(code)
    if code and found is None:
        raise Http404
    return found


def one_programme(programme_id: int) -> Programme:
    """With plan, lead and quick win; 404 when there is none."""
    rows = Programme.objects.select_related("plan", "lead", "quick_win").prefetch_related("years")
    found = rows.filter(pk=programme_id).first()
    if found is None:
        raise Http404
    return found


def acting(request: HttpRequest) -> dict[str, Any]:
    """`by` and `at` of an act."""
    return {"by": actor_of(request), "at": timezone.now()}


def tried(form: forms.BaseForm, act: Callable[[], Any], *, of: Programme | None = None) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form. Where somebody else was quicker with the
    programme `of`, the form takes its version of now."""
    try:
        return act()
    except Refused as refusal:
        refuse(form, refusal)
        if of is not None and isinstance(refusal, Conflict):
            # What was typed stays; saving again is then a decision.
            form.data = form.data.copy()
            form.data["version"] = str(one_programme(of.pk).version)
        return None


def opd_choices() -> list[tuple[int, str]]:
    """The offices of today by name."""
    return organizations.opd_choices(on=timezone.localdate())
