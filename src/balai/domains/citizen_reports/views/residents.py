"""The number of residents per kecamatan: filled in by whoever coordinates, shown with date and source."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.domains.citizen_reports.actions.residents import set_residents
from balai.domains.citizen_reports.forms_residents import ResidentsForm, initial_of
from balai.domains.citizen_reports.resident_counts import FILL, OF_KECAMATAN, residents_told
from balai.engine.parameters import public as parameters
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.kits.ui.words import said_refusal


@requires(FILL)
@require_http_methods(["GET", "HEAD", "POST"])
def residents(request: HttpRequest) -> HttpResponse:
    """The numbers that hold now, and a form to bring newer ones."""
    today = timezone.localdate()
    if request.method != "POST":
        row = parameters.in_force(OF_KECAMATAN, on=today)
        known = initial_of(row.value, row.source, row.valid_from) if row else {}
        return _page(request, ResidentsForm(initial=known))
    form = ResidentsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        set_residents(**form.given(), by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        form.add_error(refusal.field or None, said_refusal(refusal))
        return _page(request, form, status=422)
    messages.success(request, _("Jumlah penduduk tersimpan. Statistik memakainya sejak sekarang."))
    return redirect("citizen_reports:residents")


def _page(request: HttpRequest, form: ResidentsForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "told": residents_told(on=timezone.localdate())}
    return render(request, "citizen_reports/residents.html", context, status=status)
