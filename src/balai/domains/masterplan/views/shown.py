"""What the pages of the room share."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.queries.programmes import plan_of
from balai.domains.masterplan.tabs import tabs
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of


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


def opd_choices() -> list[tuple[int, str]]:
    """The offices of today by name."""
    return organizations.opd_choices(on=timezone.localdate())
