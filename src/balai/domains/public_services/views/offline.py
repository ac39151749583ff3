"""The village counter without a signal: a worker that keeps blank forms, and the door for what was filled in meanwhile.

What is kept on the phone: the look of the pages, an empty workspace, one empty form per service. Never an answer, a name or a
list. What is filled in waits sealed (kits/sealing.py) and is opened here.
"""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from balai.domains.public_services import permissions, queries
from balai.domains.public_services.actions.sending import FILED, Sent, box_label, receive
from balai.domains.public_services.forms.client_forms import blank_sections, drawn_papers
from balai.domains.public_services.wording import told
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import ServiceView
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.kits.ui.offline import greeting_response, refusal_receipt, sending_of, worker_response

DESK = "services.desk"
# The parts of the interface that the pages without a signal need.
PARTS = ("photo", "wizard", "outbox")


def services_for(by: Actor) -> list[ServiceView]:
    """The open services that this officer may file for people of the own village, by name."""
    now = timezone.now()
    village = permissions.village_of(by)
    area = village.area_id if village else None
    found = [
        view
        for view in packs.services()
        if permissions.may_file(by, view.pack, area, queries.resolved(view.pack, now))
    ]
    return sorted(found, key=lambda view: told(view.pack.name))


@requires(DESK)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the counter."""
    views = services_for(actor_of(request))
    blank = [reverse("public_services:offline_form", args=[view.pack.id]) for view in views]
    return worker_response(
        name="loket",
        root="/loket/",
        pages=[reverse("public_services:offline"), *blank],
        parts=PARTS,
        marks=[view.version_id for view in views],
    )


@requires(DESK)
@require_GET
def greeting(request: HttpRequest) -> JsonResponse:
    """For whom the phone seals."""
    return greeting_response(request, label=box_label(actor_of(request)))


@requires(DESK)
@require_POST
def sendings(request: HttpRequest) -> JsonResponse:
    """Take one sending in. Only an answer of ours lets the phone forget what it kept."""
    try:
        key, sealed = sending_of(request)
        sent = receive(key=key, sealed=sealed, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        return refusal_receipt(refusal)
    return JsonResponse(_receipt(sent))


def _receipt(sent: Sent) -> dict[str, str]:
    """What the phone keeps instead: nothing that names a person."""
    if sent.state == FILED and sent.application:
        url = reverse("public_services:work", args=[sent.application.pk])
        return {"state": sent.state, "code": sent.application.case.tracking_code, "url": url}
    url = reverse("public_services:client", args=[sent.draft.key]) if sent.draft else ""
    return {"state": sent.state, "code": "", "url": url, "message": sent.message}


@requires(DESK)
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The workspace without a signal: blank forms to choose from, and what waits on this phone."""
    return _blank("offline", {"services": [view.pack for view in services_for(actor_of(request))]})


@requires(DESK)
@require_GET
def offline_form(request: HttpRequest, service: str) -> HttpResponse:
    """The blank form of one service, for everybody the same."""
    chosen = next((view for view in services_for(actor_of(request)) if view.pack.id == service), None)
    if chosen is None:
        raise Http404
    now = timezone.now()
    valued = [(pack, queries.resolved(pack, now)) for pack in queries.packs_of(service)]
    family = [packs.fitted(pack, values) for pack, values in valued]
    context = {
        "pack": chosen.pack,
        "sections": blank_sections(family, today=timezone.localdate()),
        "papers": drawn_papers(valued, asked={one.code for one in chosen.pack.papers if not one.when}),
    }
    return _blank("offline_form", context)


def _blank(name: str, context: dict) -> HttpResponse:
    """A page that knows nobody: drawn without the request, so that no name, menu or token can stand on it."""
    page = render_to_string(
        f"public_services/officer/{name}.html", {"region": organizations.region(), **context}
    )
    return HttpResponse(page)
