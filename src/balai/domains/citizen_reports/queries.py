"""Named questions about reports. Public questions never see a confidential or hidden report."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.numbers import case_id_of
from balai.engine.cases import public as cases
from balai.engine.organizations import public as organizations
from balai.foundation.errors import NotFound
from balai.foundation.geo import Box, Point, cells_in_box


def public_reports() -> QuerySet[Report]:
    """Every report that anybody may see, newest first."""
    return (
        Report.objects.filter(is_public=True)
        .select_related("case__holder", "case__head__holder", "category", "area")
        .order_by("-case")
    )


def heads(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Without those that stand under another: lists and maps show what is reported once."""
    return reports.filter(case__head=None)


def public_report(number: str) -> Report:
    """The public report of that number. Raises NotFound REPORT_UNKNOWN, also for confidential ones."""
    report = public_reports().filter(pk=case_id_of(number)).first()
    if report is None:
        raise NotFound("REPORT_UNKNOWN", "Laporan tidak ditemukan, atau tidak untuk umum.")
    return report


def tracked_report(code: str) -> Report:
    """The reporter's own report by its (normalized) tracking code. Raises NotFound REPORT_UNKNOWN."""
    report = (
        Report.objects.select_related("case__holder", "case__head__holder", "category", "area")
        .filter(case__tracking_code=code)
        .first()
    )
    if report is None:
        raise NotFound(
            "REPORT_UNKNOWN", "Tidak ada laporan dengan kode ini. Periksa lagi kodenya.", field="code"
        )
    return report


def filtered(
    reports: QuerySet[Report],
    *,
    text: str = "",
    states: Sequence[str] = (),
    category: str = "",
    group: str = "",
    area: str = "",
    opd: str = "",
) -> QuerySet[Report]:
    """Reports narrowed by what a visitor chose; an area code covers what lies in it. Unknown codes find nothing."""
    if text:
        reports = reports.filter(Q(public_text__icontains=text) | Q(landmark__icontains=text))
    if states:
        reports = reports.filter(case__state__in=list(states))
    if category:
        reports = reports.filter(category_id=category)
    if group:
        reports = reports.filter(category__group_id=group)
    if area:
        reports = reports.filter(
            area_id__in=[row.code for row in organizations.areas() if f"{row.code}.".startswith(f"{area}.")]
        )
    if opd:
        reports = reports.filter(case__holder__code=opd)
    return reports


# The newest pins are looked for among so many newest reports first: what a map costs does not grow with the years.
PIN_WINDOWS = (20_000, 160_000, None)


def pins(box: Box, *, most: int = 200) -> list[dict]:
    """Up to `most` newest public reports in the box, as plain rows for the map."""
    inside = Report.objects.filter(
        is_public=True,
        cell__in=cells_in_box(box),
        latitude__gte=box.south,
        latitude__lte=box.north,
        longitude__gte=box.west,
        longitude__lte=box.east,
        case__head=None,
    ).order_by("-case")
    columns = (
        "case_id",
        "latitude",
        "longitude",
        "category_id",
        "case__state",
        "created_at",
        "case__members",
    )
    top = Report.objects.order_by("-case").values_list("pk", flat=True).first() or 0
    found: list[dict] = []
    for window in PIN_WINDOWS:
        above = max(0, top - window) if window else 0
        found = list(inside.filter(pk__gt=above).values(*columns)[:most])
        if len(found) == most or not above:
            break
    return found


def exact_place(report: Report) -> tuple[Point | None, str]:
    """Where it is and the landmark, for those who handle the case; never for a public page."""
    kept = ExactPlace.objects.filter(case_id=report.pk).first()
    if kept:
        latitude, longitude = (float(part) for part in kept.point.split(","))
        return Point(latitude, longitude), kept.landmark
    if report.latitude is None or report.longitude is None:
        return None, report.landmark
    return Point(report.latitude, report.longitude), report.landmark


def report_of(case: cases.Case) -> Report:
    """The room's row of a case."""
    return Report.objects.select_related("category__group", "area", "case").get(pk=case.pk)
