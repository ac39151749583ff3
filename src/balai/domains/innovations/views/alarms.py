"""Alarms: who has to answer what by when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions.answering import answer_alarm, postpone_alarm
from balai.domains.innovations.forms import AnswerForm
from balai.domains.innovations.forms_keeping import PostponeForm
from balai.domains.innovations.models import Alarm
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.queries import overview as figures
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.views.kept import by_now
from balai.engine.duties.public import Duty, DutyView, duty_views
from balai.engine.people.public import Role, actor_of, requires
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried


@requires(KEEP)
def alarms(request: HttpRequest) -> HttpResponse:
    """Alarms that wait for an answer, by date: those of one's own agency, or all for who oversees them."""
    by, today = actor_of(request), timezone.localdate()
    own = by.opd_id if by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER} else None
    hidden = blinded(request.user.pk)
    rows = figures.open_alarms(opd_id=own).exclude(innovation_id__in=hidden)
    late = rows.filter(due_date__lt=today).count()
    context = {
        **paged(request, rows).context,
        "today": today,
        "late": late,
        "hidden": len(hidden),
    }
    return render(request, "innovations/alarms.html", context)


@requires(KEEP)
def alarm(request: HttpRequest, alarm_id: int) -> HttpResponse:
    """One alarm: its answer, or a bounded delay; not for a peer who judges that innovation."""
    rows = Alarm.objects.select_related("innovation__opd", "innovation__liveness")
    found = get_object_or_404(rows, pk=alarm_id)
    if found.innovation_id in blinded(request.user.pk):
        raise PermissionDenied
    is_delay = "until" in request.POST
    form = AnswerForm(None if is_delay else request.POST or None)
    delay = PostponeForm(request.POST if is_delay else None)
    if request.method == "POST" and is_delay and delay.is_valid():
        act = postpone_alarm
        if tried(delay, lambda: act(alarm_id=alarm_id, **delay.cleaned_data, **by_now(request))):
            messages.success(request, _("Batasnya bergeser; alasannya tercatat."))
            return redirect("innovations:alarms")
    elif request.method == "POST" and not is_delay and form.is_valid():
        act = answer_alarm
        if tried(form, lambda: act(alarm_id=alarm_id, **form.cleaned_data, **by_now(request))):
            messages.success(request, _("Jawabannya tercatat."))
            return redirect("innovations:alarms")
    wrong = form.errors or delay.errors
    context = {"alarm": found, "form": form, "delay": delay, "duty": _duty(found)}
    return render(request, "innovations/alarm.html", context, status=422 if wrong else 200)


def _duty(alarm: Alarm) -> DutyView | None:
    """What its agency owes about it, and by when."""
    rows = Duty.objects.filter(pk=alarm.duty_id).select_related("case__holder")
    return next(iter(duty_views(rows, with_subject=False)), None)
