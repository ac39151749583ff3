"""The village counter: one client after the other, each form apart from all others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from balai.domains.public_services import permissions, queries
from balai.domains.public_services.actions.drafts import open_draft
from balai.domains.public_services.models import Application, Draft, Paper
from balai.domains.public_services.queries.catalogue import catalogue
from balai.domains.public_services.views.offline import DESK, services_for
from balai.domains.public_services.wording import told
from balai.engine.cases import public as cases
from balai.engine.packs import public as packs
from balai.engine.packs.public import Fault, FlowState
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.kits.ui.words import said_refusal

MOST_DRAFTS, MOST_ROWS, MOST_MISSING, MOST_OFFERED = 12, 12, 4, 6
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Client:
    """A draft as the workspace lists it. `missing` are the first faults, `more` how many others."""

    draft: Draft
    service: str
    missing: Sequence[Fault]
    more: int
    is_today: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """An application on a list: its service and its state in words."""

    application: Application
    service: str
    state: FlowState


@requires(DESK)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What can be begun, who was here today, what is missing, and what waits for this officer."""
    by, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    words = request.GET.get("q", "").replace("\0", "")[:100]
    seen = queries.seen_by(by)
    filed = seen.filter(filed_by_id=by.user_id, filed_date=today, parent=None)
    mine, services = _mine(by), _chosen(by, words, now)
    context = {
        "now": now,
        "words": words,
        "services": services[:MOST_OFFERED],
        "others": services[MOST_OFFERED:],
        "clients": clients_of(by, at=now),
        "filed": standings(filed[:MOST_ROWS]),
        "mine": standings(mine[:MOST_ROWS]),
        "mine_count": mine[:MOST_COUNTED].count(),
        "by_state": by_state(seen),
        "village": permissions.village_of(by),
    }
    return render(request, "public_services/officer/desk.html", context)


@requires(DESK)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new client, a new and empty form."""
    try:
        draft = open_draft(
            service=request.POST.get("service", "")[:60],
            area_id=None,
            by=actor_of(request),
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
        return redirect("public_services:desk")
    return redirect("public_services:client", key=draft.key)


@requires(DESK)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Leave the counter for a moment: the session ends here, what was typed is kept under the account."""
    logout(request)
    messages.info(request, _("Layar terkunci. Isian tersimpan; masuk lagi untuk melanjutkan."))
    answer = redirect("/masuk/?next=/loket/")
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def clients_of(by: Actor, *, at: datetime) -> list[Client]:
    """The forms that are being filled in, the last touched first, with what each still lacks."""
    drafts = list(queries.drafts_of(by)[:MOST_DRAFTS])
    attached: dict[int, set[str]] = {draft.pk: set() for draft in drafts}
    for draft_id, code in Paper.objects.filter(draft__in=drafts).values_list("draft_id", "code"):
        attached[draft_id].add(code)
    return [_client(draft, attached[draft.pk], at=at) for draft in drafts]


def _client(draft: Draft, attached: set[str], *, at: datetime) -> Client:
    pack = packs.current(draft.service)
    answers = queries.answers_of(draft)
    faults = queries.ruling(pack, answers, attached, at=at, area_id=draft.area_id).faults
    is_today = timezone.localdate(draft.updated_at) == timezone.localdate(at)
    return Client(draft, told(pack.name), faults[:MOST_MISSING], max(0, len(faults) - MOST_MISSING), is_today)


def standings(rows: Any) -> list[Standing]:
    """Applications with the words of their packs; no query beyond the rows themselves."""
    return [_standing(row) for row in rows]


def _standing(row: Application) -> Standing:
    pack = packs.pack_of(row.pack_version_id)
    return Standing(row, told(pack.name), pack.flow.state(row.case.step))


def by_state(seen: Any) -> list[dict[str, Any]]:
    """How many applications stand where: service, state in words, number, address of the list."""
    rows: list[dict[str, Any]] = []
    for (service, step), number in sorted(queries.counts(seen).items()):
        state = _state(service, step)
        if state is not None:
            url = f"?service={service}&step={step}&tab=all"
            rows.append({"service": service, "state": state, "number": number, "query": url})
    names = {view.pack.id: told(view.pack.name) for view in packs.services(open_only=False)}
    return [{**row, "service": names.get(row["service"], row["service"])} for row in rows]


def _state(service: str, step: str) -> FlowState | None:
    view = packs.service(service)
    states: Mapping[str, FlowState] = {state.code: state for state in view.pack.flow.states} if view else {}
    return states.get(step)


def _mine(by: Actor) -> Any:
    """What this office holds and somebody of it must do something about: letters to check or sign, what came back."""
    states = [state.value for state in cases.OPEN_STATES if state is not cases.State.ON_HOLD]
    rows = queries.seen_by(by).filter(case__holder_id=by.opd_id, case__state__in=states)
    return rows.order_by("case__holder_due_at", "case")


def _chosen(by: Actor, words: str, now: datetime) -> list[packs.Pack]:
    """The services to begin with: those this officer files most, then by name; or those that fit the words."""
    offered = {view.pack.id: view.pack for view in services_for(by)}
    if not words.strip():
        own = Application.objects.filter(filed_by_id=by.user_id, parent=None).order_by()
        often = own.values("service").annotate(number=Count("pk")).order_by("-number")[:MOST_OFFERED]
        first = [row["service"] for row in often if row["service"] in offered]
        return [offered[code] for code in dict.fromkeys([*first, *offered])]
    found = catalogue(text=words, on=timezone.localdate(now))
    cards = [*found.found, *found.near]
    return [offered[card.pack.id] for card in cards if card.pack.id in offered]
