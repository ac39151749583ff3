"""Which services there are, and what each of them needs: for everybody, before anything is filled in."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from balai.domains.public_services.queries.catalogue import CHANNEL_FILTERS, catalogue
from balai.domains.public_services.queries.service_page import service_page
from balai.domains.public_services.wording import language
from balai.engine.packs import public as packs
from balai.engine.people.public import requires
from balai.kits.ui.words import said

MOST_TYPED = 100
_TABS = (
    ("", gettext_noop("Semua")),
    ("mandiri", gettext_noop("Dari rumah")),
    ("datang", gettext_noop("Datang ke balai desa")),
)


@requires("public")
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The catalogue; for the live search only the part that changes."""
    text = request.GET.get("q", "")[:MOST_TYPED].replace("\0", "")
    way = request.GET.get("cara", "")
    way = way if way in CHANNEL_FILTERS else ""
    context = {
        "text": text,
        "way": way,
        "catalogue": catalogue(text=text, way=way, on=timezone.localdate()),
        "tabs": [_tab(code, label, way, text) for code, label in _TABS],
    }
    live = request.headers.get("HX-Target") == "hasil"
    template = "public_services/_services.html" if live else "public_services/catalogue.html"
    answer = render(request, template, context)
    patch_vary_headers(answer, ["HX-Target"])
    return answer


def _tab(code: str, label: str, way: str, text: str) -> dict[str, object]:
    query = {key: value for key, value in (("cara", code), ("q", text)) if value}
    return {"label": said(label), "url": f"?{urlencode(query)}" if query else ".", "active": code == way}


@requires("public")
@require_safe
def service(request: HttpRequest, pack: str) -> HttpResponse:
    """Everything about one service, in words."""
    context = _page(pack)
    # Drawn by us from the pack, with its texts escaped.
    drawing = mark_safe(packs.draw_flow(context["pack"], language()))
    return render(request, "public_services/service.html", {**context, "drawing": drawing})


@requires("public")
@require_safe
def checklist(request: HttpRequest, pack: str) -> HttpResponse:
    """What to bring, as a sheet to print."""
    return render(request, "public_services/checklist.html", _page(pack))


def _page(pack: str) -> dict[str, Any]:
    view = packs.service(pack)
    if view is None or view.state == "ADOPTING":
        raise Http404
    page = service_page(view, on=timezone.localdate(), language=language())
    return {"page": page, "pack": view.pack}
