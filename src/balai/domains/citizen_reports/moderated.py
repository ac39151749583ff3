"""Questions about moderation: how a report stands, its trace, and what can be objected to."""

from django.db.models import QuerySet

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_moderation import Moderation
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.terms_moderation import APPEAL_KIND, HidingReason
from balai.engine.gate.public import Measure


def is_hidden(report: Report) -> bool:
    """Whether moderation hides it; confidential and restricted reports are another matter."""
    return report.hidden_reason in HidingReason.__members__


def hidden_reports() -> QuerySet[Report]:
    """Reports that are hidden now, the newest first."""
    rows = Report.objects.filter(hidden_reason__in=list(HidingReason))
    return rows.select_related("case__holder", "category").order_by("-case")


def trace_of(report: Report) -> list[Moderation]:
    """Every act of moderation, the newest first."""
    return list(Moderation.objects.select_related("by").filter(report=report).order_by("-pk"))


def measure_by_code(code: str) -> Measure | None:
    """The hiding of the report with this tracking code."""
    report = Report.objects.select_related("case").filter(case__tracking_code=code).first()
    return measure_of(report) if report else None


def measure_by_number(number: int) -> Measure | None:
    """The hiding of the report with this number."""
    report = Report.objects.select_related("case").filter(pk=number).first()
    return measure_of(report) if report else None


def measure_of(report: Report) -> Measure | None:
    """The last hiding; None for a report that was never hidden."""
    last = Moderation.objects.filter(report=report, is_hidden=True).order_by("-pk").first()
    if last is None:
        return None
    title = f"Laporan {number_of(report)} disembunyikan"
    over = not is_hidden(report)
    return Measure(APPEAL_KIND, report.pk, title, last.reason_label, last.at, last.by_id, is_over=over)
