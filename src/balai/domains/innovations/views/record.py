"""One innovation: entered, changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions import registering
from balai.domains.innovations.actions.measuring import measure
from balai.domains.innovations.forms import InnovationForm
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.views.kept import by_now, form_page, kept
from balai.engine.organizations import public as organizations
from balai.engine.people.public import requires
from balai.kits.ui.refusals import tried


@requires(KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """Enter an innovation."""
    form = InnovationForm(request.POST or None, opds=_opds())
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: registering.register_innovation(given=form.given(), **by_now(request)))
        if made is not None:
            measure(at=timezone.now(), innovation_ids=[made.pk])
            messages.success(
                request,
                _("Inovasinya terdaftar. Sekarang tunjuk pengampunya dan sambungkan sumber pemakaiannya."),
            )
            return redirect("innovations:detail", made.pk)
    return form_page(request, form, _("Daftarkan inovasi"), None)


@requires(KEEP)
def edit(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Change the record."""
    one = kept(request, innovation_id)
    form = InnovationForm(request.POST or None, opds=_opds(), instance=one)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        act = registering.change_innovation
        if tried(
            form,
            lambda: act(innovation_id=innovation_id, given=form.given(), version=version, **by_now(request)),
            of=one,
        ):
            measure(at=timezone.now(), innovation_ids=[innovation_id])
            messages.success(request, _("Perubahannya tersimpan."))
            return redirect("innovations:detail", innovation_id)
    return form_page(request, form, _("Ubah data"), one)


def _opds() -> list[tuple[int, str]]:
    return organizations.opd_choices(on=timezone.localdate())
