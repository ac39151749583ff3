"""A report is hidden from others, or shown again: with a reason, a trace, and a word to the reporter, who may object.

It is worked on, counted and answered all the same; the reporter's own page stays."""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.kind import reporter_url, reporters
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_moderation import Moderation
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.terms import Identity
from balai.domains.citizen_reports.terms_moderation import HIDDEN, REASON_LABELS, SHOWN, HidingReason
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.engine.notices import public as notices
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text


@transaction.atomic
def hide_report(*, report_id: int, reason: str, text: str = "", by: Actor, at: datetime) -> Moderation:
    """Nobody but the reporter and the office sees it from now on.

    Raises NotFound; Refused REASON_UNKNOWN, TEXT_…; Conflict REPORT_HIDDEN for one that is not public.
    """
    report = _locked(report_id)
    if reason not in HidingReason.__members__:
        raise Refused("REASON_UNKNOWN", "Pilih alasannya.", field="reason")
    words = clean_text(text, field="text", label="Penjelasan", minimum=0, maximum=500)
    if not Report.objects.filter(pk=report.pk, is_public=True).update(is_public=False, hidden_reason=reason):
        raise Conflict("REPORT_HIDDEN", "Laporan ini memang tidak tampil untuk umum.")
    row = Moderation.objects.create(
        report=report, is_hidden=True, reason=reason, text=words, by_id=by.user_id, at=at
    )
    journal.append(code=HIDDEN, subject=("case", report.pk), by=by, at=at, data={"reason": reason})
    _tell(report, row)
    return row


@transaction.atomic
def show_report(*, report_id: int, by: Actor, at: datetime) -> Moderation:
    """Take the hiding back. Raises NotFound; Conflict REPORT_SHOWN for one that moderation did not hide."""
    report = _locked(report_id)
    hidden = Report.objects.filter(pk=report.pk, is_public=False, hidden_reason__in=list(HidingReason))
    if report.identity == Identity.CONFIDENTIAL or not hidden.update(is_public=True, hidden_reason=""):
        raise Conflict("REPORT_SHOWN", "Laporan ini tidak sedang disembunyikan oleh moderasi.")
    row = Moderation.objects.create(report=report, is_hidden=False, by_id=by.user_id, at=at)
    journal.append(code=SHOWN, subject=("case", report.pk), by=by, at=at)
    _tell(report, row)
    return row


def _locked(report_id: int) -> Report:
    case = cases.Case.objects.select_for_update().filter(pk=report_id).first()
    report = Report.objects.select_related("case__holder").filter(pk=report_id).first() if case else None
    if report is None:
        raise NotFound("REPORT_UNKNOWN", "Laporan tidak ditemukan.")
    return report


def _tell(report: Report, row: Moderation) -> None:
    context = {
        "is_hidden": row.is_hidden,
        "number": number_of(report),
        "reason": REASON_LABELS[HidingReason(row.reason)] if row.reason else "",
        "text": row.text,
        "url": reporter_url(report.case),
    }
    told = reporters([report.case]).get(report.pk, [])
    notices.notify_many(
        [
            notices.Draft(f"moderation:{row.pk}", who, "report_moderated", context, scope=f"case:{report.pk}")
            for who in told
        ],
        at=row.at,
    )
