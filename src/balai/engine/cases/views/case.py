"""One case on the officer's desk, and the acts that can be done there."""

import re
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from balai.engine.cases import actions_for
from balai.engine.cases.actions.covering import may_cover
from balai.engine.cases.actions.watching import unwatch, watch
from balai.engine.cases.codes import code_list
from balai.engine.cases.covers import covers_of
from balai.engine.cases.kinds import kind_of, wants_proof
from balai.engine.cases.kinship import family_of
from balai.engine.cases.models import Case, Watcher
from balai.engine.cases.permissions import may_do, may_see
from balai.engine.cases.queries import holder_spans, photos_of, thread
from balai.engine.cases.restricted import is_restricted
from balai.engine.cases.terms import Act
from balai.engine.organizations import public as organizations
from balai.engine.people.public import User, actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number


@requires("cases.see")
def case_page(request: HttpRequest, case_id: int) -> HttpResponse:
    """Everything about one case, and what this officer may do to it."""
    case = _seen(request, case_id)
    elsewhere = kind_of(case).work_url(case)
    return redirect(elsewhere) if elsewhere else _page(request, case)


@requires("cases.see")
@require_POST
def do(request: HttpRequest, case_id: int, what: str) -> HttpResponse:
    """Carry out one act; a refusal brings the page back with what was typed."""
    case = _seen(request, case_id)
    if what not in actions_for.ACTS:
        raise Http404
    try:
        actions_for.ACTS[what].run(request=request, case=case, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        fresh = _seen(request, case_id)
        return _page(request, fresh, refusal=refusal, tried=what, status=max(refusal.status, 400))
    messages.success(request, actions_for.ACTS[what].done)
    if back := whole_number(request.POST.get("back", "")):
        return redirect("cases:case", case_id=back)
    still = may_see(actor_of(request), Case.objects.get(pk=case_id))
    return redirect("cases:case", case_id=case_id) if still else redirect("cases:inbox")


@requires("cases.see")
@require_POST
def follow(request: HttpRequest, case_id: int) -> HttpResponse:
    """Follow the case, or stop following it."""
    case, by, now = _seen(request, case_id), actor_of(request), timezone.now()
    if request.POST.get("stop"):
        unwatch(case_id=case.pk, by=by, at=now)
    else:
        watch(case_id=case.pk, by=by, at=now)
    return redirect("cases:case", case_id=case_id)


def _seen(request: HttpRequest, case_id: int) -> Case:
    """The case, or 404: an officer who may not see it does not learn that it exists."""
    case = (
        Case.objects.select_related("holder", "area__parent", "assignee", "head__holder")
        .filter(pk=case_id)
        .first()
    )
    if case is None or not may_see(actor_of(request), case):
        raise Http404
    return case


def _page(
    request: HttpRequest, case: Case, *, refusal: Refused | None = None, tried: str = "", status: int = 200
) -> HttpResponse:
    now, by, kind = timezone.now(), actor_of(request), kind_of(case)
    said = kind.labels
    stopped = is_restricted(case)
    acts = [act for act in actions_for.ACTS.values() if not stopped and act.is_open(by, case)]
    context = {
        "case": case,
        "kind": kind,
        "wants_proof": wants_proof(case),
        "number": kind.number(case),
        "state_label": said.get(case.state, case.state_label),
        "panel": kind.panel(case),
        "now": now,
        "acts": [replace(act, label=said.get(act.slug, act.label)) for act in acts],
        "refusal": refusal,
        "is_restricted": stopped,
        "tried": tried,
        "typed": request.POST,
        # The case moved on while somebody wrote, and the form is gone: the words must not go with it.
        "unsent": request.POST.get("text", "") if tried and tried not in {act.slug for act in acts} else "",
        "photos": photos_of([case]).get(case.pk, []),
        **_covers(by, case),
        "thread": [
            replace(item, label=said.get(item.act, item.label)) for item in thread(case, public_only=False)
        ],
        "is_watched": Watcher.objects.filter(case=case, user_id=by.user_id).exists(),
        "spans": _spans(case, now),
        "family": family_of(case),
        "opds": [
            opd
            for opd in organizations.active_opds(on=timezone.localdate(now))
            if opd.pk != case.barred_opd_id
        ],
        "colleagues": User.objects.filter(opd_id=case.holder_id, is_active=True).order_by("full_name"),
        "reasons": {
            "tolak": code_list("cases.refusal_reasons", at=now),
            "tunda": code_list("cases.pause_reasons", at=now),
            "tutup": code_list("cases.closing_reasons", at=now),
        },
        "replies": _replies(case, now),
        "is_field_case": kind.field_facts is not None
        and may_do(by, Act.SOLVED, case)
        and not case.is_confidential
        and not stopped,
    }
    return render(request, "cases/case.html", context, status=status)


def _covers(by: Actor, case: Case) -> dict:
    rows = covers_of(case) if may_cover(by, case) else []
    return {"covers": rows, "unseen_covers": any(row["is_proposed"] for row in rows)}


_BLANK = re.compile(r"\{(\w+)\}")


def _filled(text: str, words: dict[str, str]) -> str:
    """`{nomor}` and its like replaced; whatever else stands in braces stays, for the officer to see."""
    return _BLANK.sub(lambda found: words.get(found[1], found[0]), text)


def _replies(case: Case, now: datetime) -> list[dict]:
    """The region's ready answers, filled with what is known of the case."""
    due = case.citizen_due_at
    words = dict(
        nomor=kind_of(case).number(case),
        opd=case.holder.name,
        tempat=case.area.title if case.area else "tempat itu",
        tanggal=date_format(timezone.localtime(due), "j F Y") if due else "secepatnya",
    )
    rows = code_list("cases.reply_templates", at=now)
    return [{"label": row["label"], "text": _filled(row["text"], words)} for row in rows]


def _spans(case: Case, now: datetime) -> list[dict]:
    """The holder's clock, one row a stretch."""
    labels = {"HELD": "memegang", "LIMBO": "memutuskan", "PAUSED": "tertunda", "SILENT": "sudah dijawab"}
    return [
        {"opd": organizations.opd_by_id(span.holder_id).short_name, "kind": labels[span.kind], "span": span}
        for span in holder_spans(case, until=now)
    ]
