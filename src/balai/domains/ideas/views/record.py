"""Pages of one idea: read, looked through, given to an office, answered."""

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.ideas.actions import answering
from balai.domains.ideas.forms import AdmitForm, HideForm, MoveForm
from balai.domains.ideas.models import Idea
from balai.domains.ideas.permissions import ANSWER, KEEP, may_answer, may_see
from balai.domains.ideas.queries import box
from balai.domains.ideas.terms import INNOVATION, MOVES, PUBLIC_STAGES, Stage
from balai.domains.ideas.views.acting import by, form_page, keeper, must_keep
from balai.domains.ideas.views.box import shown, timeline
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, may, requires
from balai.engine.threads.public import thread_kind
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said_refusal

MOST_FOUND = 300


@requires("public")
def detail(request: HttpRequest, idea_id: int) -> HttpResponse:
    """One idea: what it is, who owes the answer until when, and what became of it."""
    idea = _found(request, idea_id)
    is_keeper = keeper(request)
    context: dict[str, Any] = {
        "idea": idea,
        "one": shown(idea),
        "entries": timeline(idea),
        "alike": box.alike(idea.title, idea.area_id or "", own=idea.pk),
        "contests": idea.entries.select_related("edition").exclude(stage="REGISTERED"),
        "is_public": idea.stage in PUBLIC_STAGES,
        "is_keeper": is_keeper,
        "device": token_urlsafe(16),
        "may_answer": may(request.user, ANSWER)
        and may_answer(actor_of(request), idea, on=timezone.localdate())
        and bool(MOVES.get(Stage(idea.stage))),
    }
    if is_keeper:
        context |= {"admit": _admit_form(), "hide": HideForm()}
    return render(request, "ideas/detail.html", context)


@requires(KEEP)
def desk(request: HttpRequest) -> HttpResponse:
    """What was sent and nobody has looked at yet, and what still waits for an answer."""
    must_keep(request)
    rows = [(shown(idea), _admit_form(prefix="")) for idea in box.waiting()[:50]]
    owed = [shown(idea) for idea in box.owed(holder_id=None)[:100]]
    return render(request, "ideas/desk.html", {"rows": rows, "owed": owed})


@requires(ANSWER)
def owed(request: HttpRequest) -> HttpResponse:
    """The ideas that the own office still has to answer."""
    rows = [shown(idea) for idea in box.owed(holder_id=request.user.opd_id)[:100]]
    return render(request, "ideas/owed.html", {"rows": rows})


@requires(KEEP)
@require_POST
def admit(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Show it and give it to an office, or leave it out."""
    must_keep(request)
    is_hidden = request.POST.get("act") == "hide"
    form = HideForm(request.POST) if is_hidden else _admit_form(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            if is_hidden:
                answering.hide_idea(idea_id=idea_id, text=given["text"], **by(request))
            else:
                answering.admit_idea(idea_id=idea_id, holder_id=given["holder"], **by(request))
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
        else:
            messages.success(request, _("Tercatat. Pengirimnya dapat membacanya lewat kode lacak."))
    else:
        messages.error(request, _("Pilih instansi yang menjawab, atau tulis alasannya."))
    return redirect(
        "ideas:desk" if request.POST.get("next") == "desk" else "ideas:detail", *_to(request, idea_id)
    )


def _to(request: HttpRequest, idea_id: int) -> list[int]:
    return [] if request.POST.get("next") == "desk" else [idea_id]


@requires(ANSWER)
def answer(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Decide what becomes of it, in words that everybody reads."""
    idea = _found(request, idea_id)
    if not may_answer(actor_of(request), idea, on=timezone.localdate()):
        raise PermissionDenied
    form = MoveForm(
        request.POST or None,
        stage=idea.stage,
        innovations=_innovations() if Stage.ADOPTED in MOVES.get(Stage(idea.stage), ()) else [],
        initial={"version": idea.version},
    )
    if request.method == "POST" and form.is_valid():
        moved = tried(
            form, lambda: answering.move_idea(idea_id=idea_id, **form.cleaned_data, **by(request)), of=idea
        )
        if moved is not None:
            messages.success(request, _("Jawabannya tercatat dan dapat dibaca semua orang."))
            return redirect("ideas:detail", idea_id)
    return form_page(request, "ideas/answer.html", form, idea=idea, one=shown(idea))


def _innovations() -> list[tuple[str, str]]:
    kind = thread_kind(INNOVATION)
    return [(knot.id, knot.title) for knot in kind.search("", MOST_FOUND)] if kind else []


def _admit_form(data: Any = None, **more: Any) -> AdmitForm:
    return AdmitForm(data, opds=organizations.active_opds(on=timezone.localdate()), auto_id=False, **more)


def _found(request: HttpRequest, idea_id: int) -> Idea:
    rows = Idea.objects.select_related("opd", "area", "holder")
    idea = rows.filter(pk=idea_id).first()
    if idea is None or not may_see(actor_of(request), idea, on=timezone.localdate()):
        raise Http404
    return idea
