"""Pages of threads: the story with its dead ends, one thing both ways, tie and cut."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.engine.people.public import actor_of, may, requires
from balai.engine.threads import queries
from balai.engine.threads.actions import tie, untie
from balai.engine.threads.drawing import draw
from balai.engine.threads.forms import MARK, CutForm, TieForm
from balai.engine.threads.kinds import Knot, thread_kind, thread_kinds
from balai.engine.threads.models import Link
from balai.engine.threads.permissions import may_cut
from balai.engine.threads.terms import SEE, TIE, Direction
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said

MOST_DEAD = 50


@requires(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """Search, the kinds in the order of the story, and where threads end too early."""
    visible = queries.visible_kinds(request.user)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "words": words,
        "found": queries.search(words, visible=visible) if words else [],
        "kinds": [kind for kind in thread_kinds() if kind.code in visible],
        "dead": [
            {"expectation": one, "count": len(ids), "plural": _plural(one.kind)}
            for one, ids in queries.dead_ends(visible=visible)
        ],
    }
    return render(request, "threads/home.html", context)


@requires(SEE)
def dead_end(request: HttpRequest, code: str) -> HttpResponse:
    """The things that fall short of one expectation."""
    visible = queries.visible_kinds(request.user)
    for one, ids in queries.dead_ends(visible=visible):
        if one.code == code:
            shown = queries.find({(one.kind, number) for number in ids[:MOST_DEAD]}, visible=visible)
            knots = sorted(shown.values(), key=lambda knot: knot.title)
            context = {"expectation": one, "knots": knots, "count": len(ids), "plural": _plural(one.kind)}
            return render(request, "threads/dead_end.html", context)
    raise Http404


@requires(SEE)
def knot(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """One thing: what it came from, what it led to, and the whole walk as a picture."""
    visible = queries.visible_kinds(request.user)
    here = _knot_or_404(kind, number, visible)
    thread = queries.walk(kind, number, visible=visible)
    columns = [(one.code, said(one.label)) for one in thread_kinds()]
    context = {
        "here": here,
        "kind": thread_kind(kind),
        "thread": thread,
        "picture": draw(thread.knots, thread.ties, (kind, number), columns) if thread.ties else None,
        "before": queries.before(kind, number, visible=visible),
        "after": queries.after(kind, number, visible=visible),
        "far_before": _far(thread, lambda step: step < -1),
        "far_after": _far(thread, lambda step: step > 1),
        "may_tie": may(request.user, TIE),
    }
    return render(request, "threads/knot.html", context)


def _far(thread: queries.Thread, wanted: Any) -> list[Knot]:
    ends = [end for end, step in thread.steps.items() if wanted(step)]
    return sorted(
        (thread.knots[end] for end in ends), key=lambda one: (queries.order_of(one.kind), one.title)
    )


@requires(TIE)
def tie_to(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """Search for the other end and say why."""
    visible = queries.visible_kinds(request.user)
    here = _knot_or_404(kind, number, visible)
    words = (request.POST.get("q") or request.GET.get("q") or "").strip()[:100]
    found = queries.search(words, visible=visible, most=12) if words else []
    ends = [(f"{one.kind}{MARK}{one.id}", one) for _label, knots in found for one in knots]
    choices = [
        (value, f"{_label(one.kind)}: {one.title}")
        for value, one in ends
        if (one.kind, one.id) != (kind, number)
    ]
    form = TieForm(request.POST or None, ends=choices)
    if request.method == "POST" and form.is_valid() and _tied(request, (kind, number), form):
        return redirect(reverse("threads:knot", args=[kind, number]))
    context = {"here": here, "words": words, "form": form, "choices": choices}
    return render(request, "threads/tie.html", context, status=422 if form.errors else 200)


def _tied(request: HttpRequest, here: tuple[str, str], form: TieForm) -> bool:
    there = form.chosen()
    is_after = form.cleaned_data["direction"] == Direction.AFTER
    start, end = (here, there) if is_after else (there, here)
    try:
        tie(start=start, end=end, why=form.cleaned_data["why"], by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, _("Hubungannya tercatat."))
    return True


@requires(TIE)
def cut(request: HttpRequest, link_id: int) -> HttpResponse:
    """Cut a wrong link, with the reason."""
    link, by = get_object_or_404(Link, pk=link_id, cut_at=None), actor_of(request)
    if not may_cut(by, link, on=timezone.localdate()):
        return render(
            request,
            "403.html",
            {"message": _("Hanya yang membuatnya, koordinator, atau perencana yang memutus hubungan ini.")},
            status=403,
        )
    visible = queries.visible_kinds(request.user)
    ends = queries.find({(link.start_kind, link.start_id), (link.end_kind, link.end_id)}, visible=visible)
    form = CutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            untie(link_id=link_id, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Hubungannya diputus; catatannya tetap ada."))
            return redirect(reverse("threads:knot", args=[link.start_kind, link.start_id]))
    context = {
        "link": link,
        "form": form,
        "start": ends.get((link.start_kind, link.start_id)),
        "end": ends.get((link.end_kind, link.end_id)),
    }
    return render(request, "threads/cut.html", context, status=422 if form.errors else 200)


def _knot_or_404(kind: str, number: str, visible: frozenset[str]) -> Knot:
    found = queries.knot(kind, number, visible=visible)
    if found is None:
        raise Http404(_("Ini tidak ada, atau tidak lagi ada."))
    return found


def _label(code: str) -> str:
    kind = thread_kind(code)
    return said(kind.label) if kind else code


def _plural(code: str) -> str:
    kind = thread_kind(code)
    return said(kind.plural) if kind else code
