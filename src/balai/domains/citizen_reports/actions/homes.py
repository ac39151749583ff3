"""The place of a home: kept exactly for those who handle the case, shown to others as the cell that it lies in."""

from datetime import datetime

from django.utils import timezone

from balai.domains.citizen_reports.models import Category, ExactPlace, Report
from balai.domains.citizen_reports.rules.homes import shown_point
from balai.engine.parameters import public as parameters
from balai.foundation.geo import cell


def is_of_home(category: Category, *, at: datetime) -> bool:
    """Whether reports of this category are about somebody's dwelling, by the region's own list."""
    codes = parameters.value("citizen_reports.home_categories", on=timezone.localdate(at), default=[])
    return category.code in codes


def coarsened(report: Report, *, at: datetime) -> ExactPlace | None:
    """Put the cell's middle on the report's row, unsaved, and return the exact place, unsaved too; None without a point."""
    if report.latitude is None or report.longitude is None:
        return None
    exact = ExactPlace(
        case_id=report.case_id,
        point=f"{report.latitude},{report.longitude}",
        landmark=report.landmark,
        since=at,
    )
    shown = shown_point(report.latitude, report.longitude)
    report.latitude, report.longitude, report.landmark = shown.latitude, shown.longitude, ""
    report.cell = cell(shown.latitude, shown.longitude)
    return exact


def hide_place(*, report: Report, at: datetime) -> bool:
    """Part of an act: from now on others see only the cell. False where there is nothing (more) to hide."""
    if ExactPlace.objects.filter(case_id=report.pk).exists():
        return False
    exact = coarsened(report, at=at)
    if exact is None:
        return False
    exact.save(force_insert=True)
    report.save(update_fields=["latitude", "longitude", "landmark", "cell"])
    return True
