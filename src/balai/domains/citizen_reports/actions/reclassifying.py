"""An officer gives a report another category. What was decided so is what the next version learns from."""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.models import Category, Report
from balai.engine.cases import public as cases
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused


@transaction.atomic
def reclassify_report(
    *, case_id: int, category_code: str, by: Actor, at: datetime, version: int | None = None
) -> Report:
    """Give a report another category; holder, clocks and promise stay.

    Raises Refused CATEGORY_UNKNOWN, CATEGORY_SAME; Conflict CASE_MOVED; Forbidden.
    """
    category = Category.objects.filter(pk=category_code, is_active=True).first()
    if category is None:
        raise Refused("CATEGORY_UNKNOWN", "Kategori tidak dikenal. Pilih dari daftar.", field="category")
    case = cases.locked(case_id, version=version)
    report = Report.objects.select_related("category").get(pk=case.pk)
    if report.category_id == category.pk:
        raise Refused("CATEGORY_SAME", "Laporan ini sudah dalam kategori itu.", field="category")
    cases.reclassify(case=case, category_code=category.pk, by=by, at=at)
    Report.objects.filter(pk=case.pk).update(category=category)
    report.category = category
    return report
