"""The desk of moderation: what is hidden, and one report with its trace."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.citizen_reports.actions import moderating
from balai.domains.citizen_reports.forms_moderation import HidingForm
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.moderated import hidden_reports, is_hidden, trace_of
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.terms_moderation import MODERATE, REASON_LABELS, HidingReason
from balai.engine.people.public import actor_of, requires
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said


@requires(MODERATE)
def hidden(request: HttpRequest) -> HttpResponse:
    """What others do not see now."""
    page = paged(request, hidden_reports())
    rows = [
        {
            "report": report,
            "number": number_of(report),
            "reason": said(REASON_LABELS[HidingReason(report.hidden_reason)]),
        }
        for report in page.rows
    ]
    return render(request, "citizen_reports/moderation/list.html", {"rows": rows, **page.context})


@requires(MODERATE)
def moderate(request: HttpRequest, case_id: int) -> HttpResponse:
    """Hide one report or show it again; everything that was done about it stands below."""
    report = Report.objects.select_related("case__holder").filter(pk=case_id).first()
    if report is None:
        raise Http404
    form = HidingForm(request.POST if request.POST.get("what") == "hide" else None)
    who = {"report_id": report.pk, "by": actor_of(request), "at": timezone.now()}
    if request.POST.get("what") == "show":
        moderating.show_report(**who)
        messages.success(request, _("Laporan tampil lagi untuk umum, dan pelapor diberi tahu."))
        return redirect("citizen_reports:moderate", report.pk)
    if form.is_valid() and tried(form, lambda: moderating.hide_report(**form.cleaned_data, **who)):
        messages.success(request, _("Laporan disembunyikan, dan pelapor diberi tahu."))
        return redirect("citizen_reports:moderate", report.pk)
    context = {
        "report": report,
        "case": report.case,
        "number": number_of(report),
        "is_hidden": is_hidden(report),
        "trace": trace_of(report),
        "form": form,
    }
    return render(
        request, "citizen_reports/moderation/report.html", context, status=422 if form.errors else 200
    )
