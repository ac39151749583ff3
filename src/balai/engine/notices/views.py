"""The inbox, the choices about e-mail, and the one-click stop."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.engine.notices.actions import choices
from balai.engine.notices.forms import ModesForm
from balai.engine.notices.opting import read_token
from balai.engine.notices.permissions import OWN_NOTICES
from balai.engine.notices.queries import chosen_modes, inbox, unread_count
from balai.engine.notices.topics import topics
from balai.engine.people.public import requires
from balai.foundation.errors import NotFound
from balai.kits.http.access import public
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said_refusal


@requires(OWN_NOTICES)
@require_safe
def show_inbox(request: HttpRequest) -> HttpResponse:
    """All notices of the user, unread first."""
    rows = paged(request, inbox(request.user))
    return render(request, "notices/inbox.html", {"unread": unread_count(request.user), **rows.context})


@requires(OWN_NOTICES)
@require_POST
def read_one(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one as read and go where it leads."""
    try:
        notice = choices.mark_read(user=request.user, notice_id=notice_id, at=timezone.now())
    except NotFound as refused:
        messages.error(request, said_refusal(refused))
        return redirect("notices:inbox")
    inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if inside else "notices:inbox")


@requires(OWN_NOTICES)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    choices.mark_all_read(user=request.user, at=timezone.now())
    return redirect("notices:inbox")


@requires(OWN_NOTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """How e-mail comes: at once, once a day, or not."""
    form = ModesForm(request.POST or None, topics=topics(), chosen=dict(chosen_modes(request.user)))
    if request.method == "POST" and form.is_valid():
        choices.prefer(user=request.user, modes=form.modes())
        messages.success(request, _("Pilihan Anda disimpan."))
        return redirect("notices:choose")
    return render(request, "notices/choose.html", {"form": form})


@csrf_exempt  # mail programs post here without having seen a page (RFC 8058); the token is the proof
@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, because mail programs open links by themselves; stop, or start again, on POST."""
    try:
        read_token(token)
        done = ""
        if request.method == "POST":
            done = _stop_or_start(request, token)
    except NotFound as refused:
        return render(request, "notices/stop.html", {"error": said_refusal(refused)}, status=refused.status)
    return render(request, "notices/stop.html", {"done": done})


def _stop_or_start(request: HttpRequest, token: str) -> str:
    if "lanjutkan" in request.POST:
        choices.start_again(token=token)
        return "started"
    choices.stop(token=token, at=timezone.now())
    return "stopped"
