"""FixMyStreet's dialect: news of requests for another site, and news from it."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balai.domains.citizen_reports.actions.remarks import add_outside_words
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import format_number, number_of
from balai.domains.citizen_reports.open311 import listing
from balai.domains.citizen_reports.open311.answering import Reply, endpoint
from balai.domains.citizen_reports.open311.parsing import Invalid, Parameters
from balai.domains.citizen_reports.open311.records import words_of
from balai.domains.citizen_reports.open311.serialise import moment
from balai.domains.citizen_reports.open311.terms import MOST_ROWS, UPDATE_STATUS
from balai.domains.citizen_reports.open311.views import APPLICATION, application
from balai.engine.cases import public as cases

LONGEST_WINDOW = timedelta(days=31)


@endpoint("GET", "POST")
def updates(request: HttpRequest, parameters: Parameters) -> Reply:
    """GET gives, POST takes."""
    rows = _take(parameters) if request.method == "POST" else _give(request, parameters)
    return Reply("service_request_updates", rows)


def _give(request: HttpRequest, parameters: Parameters) -> list[dict[str, Any]]:
    """Acts between start_date and end_date (by default the last day) on public reports, oldest first."""
    now = timezone.now()
    until = parameters.moment("end_date") or now
    since = parameters.moment("start_date")
    parameters.check()
    try:
        since = max(since, until - LONGEST_WINDOW) if since else until - timedelta(days=1)
    except OverflowError:
        raise Invalid("end_date", "di luar jangkauan.") from None
    changed = (
        Report.objects.filter(is_public=True, case__updated_at__gte=since)
        .order_by("case__updated_at")
        .values_list("pk", "created_at")[:MOST_ROWS]
    )
    numbers = {pk: format_number(pk, timezone.localtime(created_at).year) for pk, created_at in changed}
    found = [
        (item.at, _row(request, numbers[pk], item))
        for pk, thread in cases.threads(numbers, public_only=True).items()
        for item in thread
        if item.act in UPDATE_STATUS and _within(item.at, since, until)
    ]
    return [row for _, row in sorted(found, key=lambda pair: pair[0])][:MOST_ROWS]


def _within(at: datetime, since: datetime, until: datetime) -> bool:
    """By whole seconds, as the client sees them: nothing falls between two windows."""
    return since <= at.replace(microsecond=0) <= until


def _row(request: HttpRequest, number: str, item: cases.ThreadItem) -> dict[str, Any]:
    return {
        "update_id": f"{number}-{item.entry_id}",
        "service_request_id": number,
        "status": UPDATE_STATUS[item.act],
        "description": words_of(item),
        "updated_datetime": moment(item.at),
        "media_url": request.build_absolute_uri(item.photos[0]["url"]) if item.photos else "",
    }


def _take(parameters: Parameters) -> list[dict[str, Any]]:
    """Words from a citizen on the other site. Its status is not ours to take over: only the reporter's own
    confirmation and the agency's own acts move a report."""
    application(parameters)
    report = listing.one(parameters.text("service_request_id")).select_related("case").first()
    if report is None:
        raise Invalid("service_request_id", "tidak ditemukan, atau tidak untuk umum.", status=404)
    remark = add_outside_words(
        report=report, text=parameters.text("description"), by=APPLICATION, at=timezone.now()
    )
    return [{"update_id": f"{number_of(report)}-R{remark.pk}"}]
