"""FixMyStreet's dialect: news of requests for another site, and news from it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balai.domains.citizen_reports.actions.remarks import add_outside_words
from balai.domains.citizen_reports.models import ApiKey, Report
from balai.domains.citizen_reports.models_peers import PeerUpdate
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.open311 import giving, listing
from balai.domains.citizen_reports.open311.actions.reports import note_photos
from balai.domains.citizen_reports.open311.actions.updates import Update, take_update
from balai.domains.citizen_reports.open311.answering import Reply, endpoint, link_header
from balai.domains.citizen_reports.open311.parsing import Invalid, Parameters
from balai.domains.citizen_reports.open311.terms import OUTSIDE_STATUSES
from balai.domains.citizen_reports.open311.views import APPLICATION, application, uploads_of

LONGEST_ID = 200


@endpoint("GET", "POST")
def updates(request: HttpRequest, parameters: Parameters) -> Reply:
    """GET gives, POST takes."""
    if request.method == "POST":
        return Reply("service_request_updates", _take(request, parameters))
    rows, has_more = giving.give(request, parameters)
    return Reply("service_request_updates", rows, link_header(request, parameters, has_more=has_more))


def _take(request: HttpRequest, parameters: Parameters) -> list[dict[str, Any]]:
    """Words from the other site. Its state is not ours to take over: see `actions.updates`."""
    key = application(parameters)
    report = listing.one(parameters.text("service_request_id")).select_related("case").first()
    if report is None:
        raise Invalid("service_request_id", "tidak ditemukan, atau tidak untuk umum.", status=404)
    now, number = timezone.now(), number_of(report)
    update_id = parameters.text("update_id", "update_id_ext")
    if not update_id:
        remark = add_outside_words(report=report, text=parameters.text("description"), by=APPLICATION, at=now)
        return [{"update_id": f"{number}-R{remark.pk}"}]
    update = Update(
        update_id=_id(parameters, update_id),
        status=_status(parameters),
        text=parameters.text("description"),
        at=_moment(parameters, now),
        uploads=uploads_of(request),
    )
    parameters.check()
    taken = take_update(report=report, key=key, update=update, by=APPLICATION, at=now)
    _note_photos(parameters, report, key)
    return [{"update_id": _own_id(taken, number)}]


def _own_id(taken: PeerUpdate, number: str) -> str:
    """The id under which we tell of it too: FixMyStreet keeps it, and hears nothing twice."""
    return f"{number}-{taken.entry_id}" if taken.entry_id else f"{number}-P{taken.pk}"


def _id(parameters: Parameters, given: str) -> str:
    if len(given) > LONGEST_ID or not given.isprintable():
        parameters.problems.append(Invalid("update_id", f"paling panjang {LONGEST_ID} huruf."))
    return given


def _status(parameters: Parameters) -> str:
    status = parameters.text("status").upper().replace(" ", "_").replace("-", "_")
    if status and status not in OUTSIDE_STATUSES:
        parameters.problems.append(
            Invalid("status", f"tidak dikenal; yang dikenal: {', '.join(sorted(OUTSIDE_STATUSES))}.")
        )
    return status


def _moment(parameters: Parameters, now: datetime) -> datetime:
    """When it was said; what lies ahead of our clock was said now."""
    given = parameters.moment("updated_datetime")
    return min(given, now) if given else now


def _note_photos(parameters: Parameters, report: Report, key: ApiKey) -> None:
    body = getattr(key, "body", None)
    if body is not None and body.is_active:
        note_photos(case_id=report.pk, urls=parameters.all("media_url"), hosts=body.media_hosts)
