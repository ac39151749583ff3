"""What was learned, for the coordinator: figures, the pairs that are mixed up, use and go back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.domains.citizen_reports.actions.reclassifying import reclassify_report
from balai.domains.citizen_reports.learning.actions import choose_routing, train_routing
from balai.domains.citizen_reports.learning.drift import drift_of
from balai.domains.citizen_reports.models import LearnedRouting
from balai.domains.citizen_reports.proposals import proposals, version_in_use
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.learned import CONFIDENCE_LABELS, confidence_of
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import whole_number
from balai.kits.ui.words import said_refusal

VERSIONS = 12


@requires("reports.rules")
@require_http_methods(["GET", "HEAD", "POST"])
def learning(request: HttpRequest) -> HttpResponse:
    """Versions with their figures; a text to try. The coordinator trains, chooses, and goes back to key words."""
    if request.method != "POST":
        return _page(request)
    if not may(request.user, "reports.rules.publish"):
        raise PermissionDenied("Hanya koordinator yang memilih hasil belajar.")
    by, at = actor_of(request), timezone.now()
    try:
        if request.POST.get("what") == "latih":
            row = train_routing(by=by, at=at)
            messages.success(
                request,
                f"Versi {row.pk} dipelajari dari {row.examples} laporan. Periksa angkanya, lalu pakai.",
            )
        else:
            version = whole_number(request.POST.get("version", ""))
            choose_routing(version=version or None, by=by, at=at)
            messages.success(
                request, f"Versi {version} dipakai." if version else "Kembali ke kata kunci saja."
            )
    except Refused as refusal:
        return _page(
            request, error=said_refusal(refusal), status=422 if refusal.status == 400 else refusal.status
        )
    return redirect("citizen_reports:learning")


@requires("reports.reclassify")
@require_POST
def category(request: HttpRequest, case_id: int) -> HttpResponse:
    """Another category for a report; back to its page, whatever came of it."""
    try:
        report = reclassify_report(
            case_id=case_id,
            category_code=request.POST.get("category", ""),
            by=actor_of(request),
            at=timezone.now(),
            version=whole_number(request.POST.get("version", "")),
        )
        messages.success(request, f"Kategori sekarang {report.category.name}.")
    except NotFound:
        raise Http404 from None
    except Forbidden as refusal:
        raise PermissionDenied(said_refusal(refusal)) from None
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    return redirect("cases:case", case_id)


def _page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    versions = list(LearnedRouting.objects.defer("weights").order_by("-pk")[:VERSIONS])
    used = version_in_use()
    current = LearnedRouting.objects.filter(pk=used).first() if used else None
    names = {code: row.name for code, row in reference().categories.items()}
    text = request.GET.get("teks", "")[:2000]
    shown = current or (versions[0] if versions else None)
    context = {
        "versions": versions,
        "used": used,
        "shown": shown,
        "pairs": [
            (names.get(truth, truth), names.get(guess, guess), n)
            for truth, guess, n in (shown.figures["pairs"] if shown else [])
        ],
        "drift": drift_of(current) if current else None,
        "may_choose": may(request.user, "reports.rules.publish"),
        "text": text,
        "tried": [
            (
                names.get(one.category, one.category),
                CONFIDENCE_LABELS[confidence_of(one)],
                ", ".join(one.words),
            )
            for one in (proposals(text) if text else [])
        ],
        "error": error,
    }
    return render(request, "citizen_reports/learning.html", context, status=status)
