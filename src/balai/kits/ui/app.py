"""The public pages as an app on a phone: what of it works without a signal, and where its shortcuts lead.

Rooms say in `apps.ready()` which of their blank pages a phone keeps. A blank page knows nobody: it is drawn without the
request, so that no name, menu or token can stand on it.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from balai.kits.http.access import public
from balai.kits.ui.offline import worker_response

# What every blank page may use.
PARTS = ("app", "courier", "outbox", "openbox", "photo", "draft", "wizard", "geolocate")


@dataclass(frozen=True, slots=True)
class BlankPage:
    """An address that a phone keeps.

    Without a signal it is shown instead of the address `stands_for`; where a form that was sent to `takes_over` did
    not arrive, the phone goes here.
    """

    name: str
    stands_for: str = ""
    takes_over: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What a long press on the icon offers; `label` is a word that the templates translate."""

    label: str
    name: str


_PAGES: list[BlankPage] = []
_SHORTCUTS: list[Shortcut] = []


def keep_page(page: BlankPage) -> None:
    """Register a blank page; the first one is shown where nothing better is kept."""
    _PAGES.append(page)


def shortcut(given: Shortcut) -> None:
    """Register a shortcut of the app."""
    _SHORTCUTS.append(given)


@public
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone wants to know before it puts the pages on its first screen."""
    answer = render(
        request, "ui/manifest.json", {"shortcuts": [(one.label, reverse(one.name)) for one in _SHORTCUTS]}
    )
    answer["Content-Type"] = "application/manifest+json"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of all public pages; places of work have narrower ones, which go before it."""
    return worker_response(
        name="balai",
        root="/",
        pages=[reverse(page.name) for page in _PAGES],
        parts=PARTS,
        twins={reverse(page.stands_for): reverse(page.name) for page in _PAGES if page.stands_for},
        refuges={reverse(page.takes_over): reverse(page.name) for page in _PAGES if page.takes_over},
    )


app_name = "app"
urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", worker, name="worker"),
]
