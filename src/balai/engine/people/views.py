"""Pages where the admin of an agency hands out accounts to its own people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.foundation.errors import Refused
from balai.kits.ui.paging import paged

from . import actions
from .forms import ColleagueForm
from .permissions import requires
from .queries import actor_of, colleagues
from .terms import COLLEAGUES, Role


@requires(COLLEAGUES)
@require_safe
def list_colleagues(request: HttpRequest) -> HttpResponse:
    """The accounts of the admin's own agency, closed ones last."""
    return render(request, "people/colleagues.html", paged(request, colleagues(request.user)).context)


@requires(COLLEAGUES)
@require_http_methods(["GET", "HEAD", "POST"])
def add_colleague(request: HttpRequest) -> HttpResponse:
    """Create an account; the letter with the first link goes out by itself."""
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_officer(
                **form.cleaned_data, opd=request.user.opd, by=actor_of(request), at=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(
                request, f"Akun {made.full_name} dibuat. Surat undangan dikirim ke {made.email}."
            )
            return redirect("people_colleagues")
    return render(request, "people/add_colleague.html", {"form": form})


@requires(COLLEAGUES)
@require_POST
def change_colleague(request: HttpRequest, user_id: int) -> HttpResponse:
    """One button: close, open again, make admin or field officer."""
    user = get_object_or_404(colleagues(request.user), pk=user_id)
    by, at, what = actor_of(request), timezone.now(), request.POST.get("tindakan", "")
    try:
        if what in {Role.OPD_ADMIN, Role.FIELD_OFFICER}:
            actions.change_role(user=user, role=Role(what), opd=user.opd, area=user.area, by=by, at=at)
        elif what == "tutup":
            actions.deactivate(user=user, by=by, at=at)
        elif what == "buka":
            actions.reactivate(user=user, by=by, at=at)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("people_colleagues")
