"""The routing rules: read by the coordinator, the operator and the auditor; changed by the coordinator."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from balai.domains.citizen_reports import trial
from balai.domains.citizen_reports.actions.rule_publishing import publish_tried, try_rules
from balai.domains.citizen_reports.models import RuleSet
from balai.domains.citizen_reports.rules.rule_text import MOST_BYTES, dump_rules
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused


@requires("reports.rules")
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force, their versions, and the draft of the next one."""
    if request.method == "POST":
        return _submitted(request)
    chosen = _chosen(request.GET.get("versi", ""))
    shown = chosen or trial.in_force(at=timezone.now())
    return _page(request, text=dump_rules(shown.rules) if shown else "", chosen=chosen)


def _submitted(request: HttpRequest) -> HttpResponse:
    """Try out, or publish; whatever happens, what was typed stays."""
    if not may(request.user, "reports.rules.publish"):
        raise PermissionDenied("Hanya koordinator yang mengubah aturan penerusan.")
    by, at = actor_of(request), timezone.now()
    # Browsers send line ends of their own; the seal is of the text with plain ones.
    text = request.POST.get("rules", "").replace("\r\n", "\n")
    note = request.POST.get("note", "")
    typed = {"text": text, "note": note, "seal": request.POST.get("seal", "")}
    try:
        if request.POST.get("what") != "terbit":
            result, seal = try_rules(text=text, by=by, at=at)
            return _page(request, **{**typed, "seal": seal}, result=result)
        published = publish_tried(text=text, seal=typed["seal"], note=note, by=by, at=at)
    except Refused as refusal:
        # A note that is missing leaves the trial as it was; anything else asks for a new one.
        kept = typed if refusal.field == "note" else {**typed, "seal": ""}
        return _page(
            request, **kept, refusal=refusal, status=422 if refusal.status == 400 else refusal.status
        )
    messages.success(request, f"Aturan versi {published.pk} terbit dan berlaku untuk laporan berikutnya.")
    return redirect("citizen_reports:rules")


def _chosen(number: str) -> RuleSet | None:
    """The earlier version that was asked for; 404 where there is none."""
    if not number:
        return None
    found = (
        RuleSet.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    )
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, *, text: str, status: int = 200, **drafted: Any) -> HttpResponse:
    now = timezone.now()
    current = trial.in_force(at=now)
    chosen: RuleSet | None = drafted.get("chosen")
    shown = chosen or current
    context = {
        "note": "",
        "current": current,
        "shown": shown,
        "spelled": trial.spelled(shown.rules, at=now) if shown else [],
        "versions": trial.versions(),
        "text": text,
        "most_kb": MOST_BYTES // 1000,
        "may_publish": may(request.user, "reports.rules.publish"),
        "is_editing": request.method == "POST" or chosen is not None,
        **drafted,
    }
    return render(request, "citizen_reports/rules.html", context, status=status)
