"""What the pages of field review share."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.evaluation.models import Review
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of


def review_of(review_id: int) -> Review:
    """The review. Raises Http404."""
    one = Review.objects.filter(pk=review_id).first()
    if one is None:
        raise Http404
    return one


def opds() -> list[tuple[int, str]]:
    """Agencies to choose from."""
    return organizations.opd_choices(on=timezone.localdate())


def by_now(request: HttpRequest) -> dict[str, Any]:
    """Who and when, for an action."""
    return {"by": actor_of(request), "at": timezone.now()}


def form_page(
    request: HttpRequest, form: Any, title: str, *, back: tuple[Any, ...], eyebrow: str = "", **more: Any
) -> HttpResponse:
    """One form on a page of its own."""
    context = {"form": form, "title": title, "back": back[0], "back_id": back[1] if len(back) > 1 else None}
    return render(
        request, "evaluation/field/form.html", {**context, "eyebrow": eyebrow, **more}, status=422 if form.errors else 200
    )  # fmt: skip
