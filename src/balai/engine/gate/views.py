"""The page where somebody objects, and the desk of those who keep order."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.engine.gate import appealing, queries
from balai.engine.gate.actions import appeals, banning
from balai.engine.gate.checking import traces_of
from balai.engine.gate.forms import AppealForm, BanForm, CodeForm, DecisionForm
from balai.engine.gate.models import Appeal
from balai.engine.gate.permissions import KEEP, SEE
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import Refused
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said_refusal

MOST_GUESSES, SECONDS = 20, 600


@requires("public")
@never_cache
def appeal_start(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a good one leads to its page."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = tried(form, lambda: _guarded(request, form.cleaned_data["code"]) and form.cleaned_data["code"])
        if code:
            return redirect("gate:appeal", code=code.strip().replace(" ", ""))
    return render(request, "gate/code.html", {"form": form}, status=422 if form.errors else 200)


def _guarded(request: HttpRequest, raw: str) -> appealing.Measure:
    """The measure of a code. Who guesses is stopped for a while; a slip of the pen costs nothing."""
    stop_spent(request, scope="appeal-code", limit=MOST_GUESSES)
    try:
        return appeals.find_measure(code=raw)
    except Refused as refusal:
        if refusal.code == "MEASURE_UNKNOWN":
            throttle(request, scope="appeal-code", limit=MOST_GUESSES, seconds=SECONDS)
        raise


@requires("public")
@never_cache
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    """What was done and why, and how to object; later the answer."""
    try:
        measure = _guarded(request, code)
    except Refused as refusal:
        form = CodeForm(initial={"code": code})
        context = {"form": form, "error": said_refusal(refusal)}
        return render(request, "gate/code.html", context, status=refusal.status)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        throttle(request, scope="appeal", limit=10, seconds=SECONDS)
        act = {"code": code, "text": form.cleaned_data["text"], "by": CITIZEN, "at": timezone.now()}
        if tried(form, lambda: appeals.appeal(**act)):
            messages.success(
                request,
                _("Keberatan Anda tercatat. Petugas lain akan memutusnya; jawabannya tampil di halaman ini."),
            )
            return redirect("gate:appeal", code=code)
    latest = queries.latest_appeal(measure)
    context = {"measure": measure, "form": form, "appeal": latest, "code": code}
    return render(request, "gate/appeal.html", context, status=422 if form.errors else 200)


@requires(SEE)
def desk(request: HttpRequest) -> HttpResponse:
    """Appeals that wait, bans in force, and what is over."""
    tab = request.GET.get("bagian", "keberatan")
    now = timezone.now()
    rows: Any = queries.appeals() if tab == "keberatan" else queries.bans(at=now, is_over=tab == "selesai")
    page = paged(request, rows)
    labels = (
        ("keberatan", _("Keberatan")),
        ("berlaku", _("Sedang ditutup")),
        ("selesai", _("Sudah berakhir")),
    )
    context = {
        "tab": tab,
        "tabs": [
            {"label": label, "url": f"?bagian={name}", "active": name == tab, "count": None}
            for name, label in labels
        ],
        "rows": [queries.shown(row) for row in page.rows] if tab == "keberatan" else page.rows,
        "may_keep": may(request.user, KEEP),
        **page.context,
    }
    return render(request, "gate/desk.html", context)


def _keeper(request: HttpRequest) -> dict[str, Actor | datetime]:
    return {"by": actor_of(request), "at": timezone.now()}


@requires(KEEP)
def ban(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Close the doors to whoever sent a record, by one of its traces."""
    traces = traces_of(subject=(kind, number))
    form = BanForm(request.POST or None, traces=traces)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = {
            "reason": given["reason"],
            "days": int(given["days"]),
            "note": given["note"],
            **_keeper(request),
        }
        row = tried(form, lambda: banning.ban_trace(trace_id=int(given["trace"]), **act))
        if row:
            messages.success(
                request,
                _("Ditutup sampai %(date)s. Kode banding: %(code)s")
                % {"date": f"{timezone.localtime(row.expires_at):%d-%m-%Y}", "code": row.code},
            )
            return redirect(f"{reverse('gate:desk')}?bagian=berlaku")
    context = {"form": form, "traces": traces, "kind": kind, "number": number}
    return render(request, "gate/ban.html", context, status=422 if form.errors else 200)


@requires(KEEP)
@require_POST
def lift(request: HttpRequest, ban_id: int) -> HttpResponse:
    """Open the doors again."""
    banning.lift(ban_id=ban_id, **_keeper(request))
    messages.success(request, _("Dibuka lagi."))
    return redirect(f"{reverse('gate:desk')}?bagian=berlaku")


@requires(KEEP)
def decide(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Grant or refuse an appeal."""
    row = Appeal.objects.filter(pk=appeal_id).first()
    if row is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_granted = request.POST.get("what") == "grant"
        act = {"is_granted": is_granted, "answer": form.cleaned_data["answer"], **_keeper(request)}
        if tried(form, lambda: appeals.decide(appeal_id=appeal_id, **act)):
            messages.success(request, _("Keputusan tercatat."))
            return redirect("gate:desk")
    context = {**queries.shown(row), "form": form}
    return render(request, "gate/decide.html", context, status=422 if form.errors else 200)
