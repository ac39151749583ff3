"""Pages of breaches: recorded, drawn, told, closed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.data_protection.actions import incidents as acts
from balai.domains.data_protection.forms import IncidentForm, NoticeForm
from balai.domains.data_protection.models import Incident
from balai.domains.data_protection.papers import letter_to_agency, letter_to_people
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.tasks import tell_affected
from balai.domains.data_protection.terms import SEE, STEP_LABELS, STEP_TONES, WORK, Step
from balai.engine.people.public import actor_of, may, requires
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import own_word, said


@requires(SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """Incidents, newest first."""
    found = paged(request, Incident.objects.select_related("case").order_by("-pk"))
    rows = [
        {
            "row": row,
            "step": said(STEP_LABELS[Step(row.case.step)]),
            "tone": STEP_TONES[Step(row.case.step)],
            "is_late": row.case.closed_at is None and row.case.citizen_due_at < timezone.now(),
        }
        for row in found.rows
    ]
    context = {"rows": rows, "may_work": may(request.user, WORK), **found.context}
    return render(request, "data_protection/incidents.html", context)


@requires(WORK)
def new(request: HttpRequest) -> HttpResponse:
    """Something happened: the clock starts with this form."""
    form = IncidentForm(request.POST or None)
    if form.is_bound and form.is_valid():
        now = timezone.now()
        row = tried(form, lambda: acts.record_incident(told=form.told(), by=actor_of(request), at=now))
        if row:
            messages.success(request, _("Insiden tercatat; jam 3 × 24 berjalan."))
            return redirect("data_protection:incident", row.pk)
    context = {"form": form}
    return render(request, "data_protection/new_incident.html", context, status=422 if form.errors else 200)


@requires(SEE)
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One incident, with a button for each step that is left."""
    row = _incident(number)
    form = NoticeForm(initial={"text": row.public_text})
    if request.method == "POST":
        if not may(request.user, WORK):
            raise PermissionDenied
        form = NoticeForm(request.POST if request.POST.get("act") == "publish" else {})
        if _carry_out(request, row, form):
            return redirect("data_protection:incident", number)
    context = _context(request, row, form)
    return render(request, "data_protection/incident.html", context, status=422 if form.errors else 200)


@requires(SEE)
def letter(request: HttpRequest, number: int, whom: str) -> HttpResponse:
    """Either letter of a breach as PDF."""
    row = _incident(number)
    if whom == "warga":
        made = letter_to_people(row)
    elif whom == "lembaga":
        made = letter_to_agency(row, affected=row.affected.count())
    else:
        raise Http404
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="insiden-{row.pk}-{whom}.pdf"'
    return answer


def _carry_out(request: HttpRequest, row: Incident, form: forms.Form) -> bool:
    done: dict[str, Any] = {"incident_id": row.pk, "by": actor_of(request), "at": timezone.now()}
    match request.POST.get("act"):
        case "draw":
            acts.draw_affected(**done)
        case "tell":
            tell_affected.enqueue(row.pk, request.user.pk)
            messages.success(request, _("Pemberitahuan sedang dikirim bertahap."))
        case "close":
            acts.close_incident(**done)
        case "publish":
            words = form.cleaned_data.get("text", "") if form.is_valid() else ""
            return bool(words and tried(form, lambda: acts.publish_notice(text=words, **done)))
    return True


def _incident(number: int) -> Incident:
    row = Incident.objects.select_related("case", "recorded_by").filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _context(request: HttpRequest, row: Incident, form: forms.Form) -> dict[str, Any]:
    affected, told = row.affected.count(), row.affected.filter(told_at__isnull=False).count()
    step = Step(row.case.step)
    return {
        "row": row,
        "form": form,
        "step": said(STEP_LABELS[step]),
        "tone": STEP_TONES[step],
        "is_open": row.case.closed_at is None,
        "is_late": row.case.closed_at is None and row.case.citizen_due_at < timezone.now(),
        "purposes": [own_word(about, "name") for code in row.purposes if (about := purpose(code))],
        "affected": affected,
        "told": told,
        "left": affected - told,
        "may_work": may(request.user, WORK),
    }
