"""Acts on programmes, by form: enter, change, move, lead, realise."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.masterplan.actions import programme_course
from balai.domains.masterplan.actions import programmes as acts
from balai.domains.masterplan.forms.programmes import LeadForm, MoveForm, ProgrammeForm, RealisationForm
from balai.domains.masterplan.models import Programme
from balai.domains.masterplan.permissions import KEEP, PLAN, may_keep, may_plan
from balai.domains.masterplan.queries import leads
from balai.domains.masterplan.terms import PROGRAMME_LABELS, PROGRAMME_MOVES, ProgrammeState
from balai.domains.masterplan.views.shown import acting, chosen_plan, one_programme, opd_choices, page
from balai.engine.people.public import actor_of, requires
from balai.foundation.text import whole_number
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said


@requires(PLAN)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a programme of the chosen plan."""
    _must_plan(request)
    plan = chosen_plan(request)
    if plan is None:
        raise Http404
    form = ProgrammeForm(request.POST or None, years=plan.years, opds=opd_choices())
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: acts.add_programme(plan_id=plan.pk, given=form.given(), **acting(request)))
        if made is not None:
            messages.success(request, _("Programnya tercatat. Sekarang bagikan tugasnya: siapa, apa, kapan."))
            return redirect("masterplan:programme", made.pk)
    return _form_page(request, form, _("Program baru"), None)


@requires(KEEP)
def edit(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Change what the plan says of it."""
    row = _kept(request, programme_id)
    form = ProgrammeForm(request.POST or None, instance=row, years=row.plan.years, opds=opd_choices())
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        if tried(
            form,
            lambda: acts.change_programme(
                programme_id=programme_id, given=form.given(), version=version, **acting(request)
            ),
            of=row,
        ):
            messages.success(request, _("Perubahannya tersimpan."))
            return redirect("masterplan:programme", programme_id)
    return _form_page(request, form, _("Ubah program"), row)


@requires(KEEP)
def move(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Bring it to its next state."""
    row = _kept(request, programme_id)
    moves = [(to.value, said(PROGRAMME_LABELS[to])) for to in PROGRAMME_MOVES[ProgrammeState(row.state)]]
    form = MoveForm(request.POST or None, moves=moves, initial={"version": row.version})
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            form,
            lambda: programme_course.move_programme(
                programme_id=programme_id, **form.cleaned_data, **acting(request)
            ),
            of=row,
        )
    ):
        messages.success(request, _("Keadaannya berubah."))
        return redirect("masterplan:programme", programme_id)
    return _form_page(request, form, _("Ubah keadaan"), row)


@requires(KEEP)
def realise(request: HttpRequest, programme_id: int) -> HttpResponse:
    """State what came of a year."""
    row = _kept(request, programme_id)
    years = [year for year in range(row.plan.start_year, row.plan.vision_year + 1)]
    start = _realised(row, whole_number(request.GET.get("tahun", "")))
    form = RealisationForm(request.POST or None, years=years, initial=start)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            form,
            lambda: programme_course.realise_year(
                programme_id=programme_id, **form.cleaned_data, **acting(request)
            ),
            of=row,
        )
    ):
        messages.success(request, _("Realisasinya tercatat."))
        return redirect("masterplan:programme", programme_id)
    return _form_page(request, form, _("Realisasi"), row)


@requires(PLAN)
def lead(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Give it to an office that exists; the likeliest successor is chosen beforehand."""
    _must_plan(request)
    row, today = one_programme(programme_id), timezone.localdate()
    likely = leads.successors(row.lead, on=today) if row.lead else leads.named(row.lead_text, on=today)
    start = {"version": row.version, "lead_id": likely[0].opd.pk if likely else None}
    form = LeadForm(request.POST or None, opds=opd_choices(), initial=start)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            form,
            lambda: programme_course.lead_programme(
                programme_id=programme_id, **form.cleaned_data, **acting(request)
            ),
            of=row,
        )
    ):
        messages.success(
            request, _("Pemimpinnya berganti. Tugas yang sedang berjalan tetap pada pemegangnya.")
        )
        return redirect("masterplan:programme", programme_id)
    return _form_page(request, form, _("Tetapkan OPD pemimpin"), row)


def _kept(request: HttpRequest, programme_id: int) -> Programme:
    row = one_programme(programme_id)
    if not may_keep(actor_of(request), row.lead_id, on=timezone.localdate()):
        raise PermissionDenied
    return row


def _realised(row: Programme, year: int | None) -> dict[str, Any]:
    """What is known of a year, this one where none was asked for."""
    year = year or min(timezone.localdate().year, row.plan.vision_year)
    known = {one.year: one for one in row.years.all()}.get(year)
    start: dict[str, Any] = {"version": row.version, "year": year}
    names = ("realised", "realised_rupiah", "source")
    return start | ({name: getattr(known, name) for name in names} if known else {})


def _must_plan(request: HttpRequest) -> None:
    if not may_plan(actor_of(request), on=timezone.localdate()):
        raise PermissionDenied


def _form_page(request: HttpRequest, form: forms.BaseForm, title: str, row: Programme | None) -> HttpResponse:
    context = {"form": form, "title": title, "row": row}
    if isinstance(form, ProgrammeForm):
        return page(
            request, "programme_form", "programmes", {**context, "sections": form.sections()},
            status=422 if form.errors else 200,
        )  # fmt: skip
    return page(request, "form", "programmes", context, status=422 if form.errors else 200)
