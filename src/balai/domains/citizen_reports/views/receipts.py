"""The receipts of the own report: to look at, to print, to keep as files."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.receipts import receipt_with_content, receipts_of
from balai.domains.citizen_reports.views.tracking import own_report
from balai.engine.people.public import requires
from balai.foundation.errors import NotFound, Refused


@requires("public")
@never_cache
@require_safe
def receipts(request: HttpRequest, code: str) -> HttpResponse:
    """All receipts on one sheet, each with its QR code."""
    report = _report(request, code)
    if report is None:
        return redirect("citizen_reports:track")
    rows = [
        {"receipt": one, "link": request.build_absolute_uri(one.check_url)} for one in receipts_of(report)
    ]
    context = {
        "rows": rows,
        "number": number_of(report) if report.is_public else "",
        "back": reverse("citizen_reports:tracked", args=[report.case.tracking_code]),
        "code": report.case.tracking_code,
    }
    return render(request, "citizen_reports/receipts.html", context)


@requires("public")
@never_cache
@require_safe
def receipt_file(request: HttpRequest, code: str, receipt: str) -> HttpResponse:
    """One receipt as a file for `check_receipt.py`, the entry itself included."""
    report = _report(request, code)
    if report is None:
        raise Http404
    try:
        found = receipt_with_content(report, receipt)
    except NotFound:
        raise Http404 from None
    answer = JsonResponse(found, json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="tanda-terima-{found["kode"]}.json"'
    return answer


def _report(request: HttpRequest, code: str) -> Report | None:
    try:
        return own_report(request, code)
    except Refused:
        return None
