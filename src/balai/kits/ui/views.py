"""The living page of components, shown where `UI_GALLERY` is on, and the accessibility statement."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.kits.ui import samples


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    if not getattr(settings, "UI_GALLERY", False):
        raise Http404
    return render(request, template, context)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, with invented data."""
    now = timezone.now()
    sent = request.method == "POST" or "galat" in request.GET
    form = samples.SampleForm(request.POST or {"contact": "bukan-nomor"}) if sent else samples.SampleForm()
    wrong = samples.SampleForm({"contact": "bukan-nomor"}, prefix="salah")
    return _show(request, "ui/gallery/index.html", {**samples.context(now=now), "form": form, "wrong": wrong})


def gallery_officer(request: HttpRequest) -> HttpResponse:
    """The same for the pages of officers: side menu, list with keys, tiles."""
    return _show(request, "ui/gallery/officer.html", samples.context(now=timezone.now()))


def gallery_print(request: HttpRequest) -> HttpResponse:
    """The same for paper."""
    return _show(request, "ui/gallery/print.html", samples.context(now=timezone.now()))


def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the hall, what is known to be weak, and whom to tell."""
    return render(request, "ui/accessibility.html")


for _view in (gallery, gallery_officer, gallery_print, accessibility):
    _view.permission = "public"
