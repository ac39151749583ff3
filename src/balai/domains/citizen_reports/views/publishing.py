"""What machines read: the feed, the table of all reports, the points of the map."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from balai.domains.citizen_reports import bulk
from balai.domains.citizen_reports.map_points import points_in
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import filtered, heads, public_reports
from balai.engine.organizations import public as organizations
from balai.engine.people.public import requires
from balai.foundation.errors import NotFound, Refused
from balai.foundation.geo import Box
from balai.foundation.text import whole_number


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
def table(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """All public reports of a year (`?tahun=2026`) as CSV (RFC 4180), JSON or XML, streamed."""
    year = whole_number(request.GET.get("tahun", ""), most=9998)
    kind = f"{bulk.TYPES[form]}; charset=utf-8"
    answer = StreamingHttpResponse(bulk.lines(form, bulk.rows_of(year)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="laporan-{year or "semua"}.{form}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@requires("public")
def files(request: HttpRequest) -> HttpResponse:
    """The files by year, and how other programs read on."""
    context = {"years": bulk.years(), "columns": bulk.COLUMNS}
    return render(request, "citizen_reports/files.html", context)


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
