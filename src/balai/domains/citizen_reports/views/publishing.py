"""What machines read: the feed, the table of all reports, the points of the map."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from balai.domains.citizen_reports.map_points import points_in
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import filtered, heads, public_reports
from balai.engine.cases.public import STATE_LABELS, State
from balai.engine.organizations import public as organizations
from balai.engine.people.public import requires
from balai.foundation.errors import NotFound, Refused
from balai.foundation.geo import Box
from balai.foundation.text import whole_number

# The proposed bulk columns of Open311 (wiki.open311.org/GeoReport/bulk).
COLUMNS = [
    "service_request_id", "requested_datetime", "updated_datetime", "closed_date", "status_description", "status_notes",
    "source", "service_name", "service_subtype", "description", "agency_responsible", "address", "lat", "long",
]  # fmt: skip


class ReportFeed(Feed):
    """The newest public reports as Atom, of the region or of one area."""

    feed_type = Atom1Feed
    permission = "public"

    def get_object(self, request: HttpRequest, code: str = "") -> str:
        try:
            return organizations.area(code).code if code else ""
        except NotFound as missing:
            raise Http404(missing.message) from missing

    def title(self, code: str) -> str:
        return (
            f"{_('Laporan warga')} {organizations.area(code).title if code else organizations.region().name}"
        )

    def link(self, code: str) -> str:
        return reverse("citizen_reports:area", args=[code]) if code else reverse("citizen_reports:list")

    def items(self, code: str) -> list[Report]:
        return list(filtered(heads(public_reports()), area=code)[:30])

    def item_title(self, item: Report) -> str:
        return f"{item.category.title}: {item.case.title}"

    def item_description(self, item: Report) -> str:
        held = _("dipegang %(opd)s") % {"opd": item.case.holder.short_name}
        return f"{item.public_text}\n\n{item.case.state_label}; {held}."

    def item_link(self, item: Report) -> str:
        return reverse("citizen_reports:report", args=[number_of(item)])

    def item_pubdate(self, item: Report) -> datetime:
        return item.created_at

    def item_updateddate(self, item: Report) -> datetime:
        return item.case.updated_at


@requires("public")
def table(request: HttpRequest) -> StreamingHttpResponse:
    """All public reports of a year as CSV (RFC 4180), streamed."""
    year = whole_number(request.GET.get("tahun", ""), most=9998)
    rows = public_reports().order_by("case")
    if year:
        rows = rows.filter(created_at__year=year)
    answer = StreamingHttpResponse(
        _lines(rows.iterator(chunk_size=2000)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="laporan-{year or "semua"}.csv"'
    return answer


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterator[Report]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow(_safe(value) for value in _row(row))


def _safe(value: object) -> object:
    """A cell that a spreadsheet would run as a formula becomes text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _row(row: Report) -> list:
    case = row.case
    place = ", ".join(part for part in (row.landmark, row.area.title if row.area else "") if part)
    return [
        number_of(row), _utc(row.created_at), _utc(case.updated_at), _utc(case.closed_at), case.state,
        STATE_LABELS[State(case.state)], row.channel, row.category.name, row.report_type, row.public_text,
        case.holder.short_name, place, row.latitude, row.longitude,
    ]  # fmt: skip


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


@requires("public")
def points(request: HttpRequest) -> JsonResponse:
    """Pins or clusters in a box as GeoJSON: `?bbox=west,south,east,north`; at most 30 KB whatever lies there."""
    try:
        west, south, east, north = (float(part) for part in request.GET.get("bbox", "").split(","))
        found = points_in(Box(south=south, west=west, north=north, east=east), at=timezone.now())
    except (ValueError, Refused):
        return JsonResponse({"code": "BOX_INVALID", "message": _("Batas peta tidak masuk akal.")}, status=400)
    answer = JsonResponse(found)
    answer["Cache-Control"] = "public, max-age=30"
    # The labels of the pins follow the language that the cookie names.
    patch_vary_headers(answer, ["Cookie"])
    return answer
