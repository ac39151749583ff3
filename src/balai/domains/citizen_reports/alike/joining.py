"""The reporter says that it is the same: the own report stays, with its words, photos and code, and stands under the other."""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.queries import public_report
from balai.engine.cases import public as cases
from balai.foundation.actor import CITIZEN, Actor
from balai.foundation.errors import NotFound, Refused


@transaction.atomic
def join(*, report: Report, number: str, by: Actor, at: datetime) -> cases.Case:
    """Put the own report under the public one of that number, or under its head; a second time changes nothing.

    Raises NotFound REPORT_UNKNOWN; Refused as `cases.merge`.
    """
    head = public_report(number).case
    if not report.is_public:
        raise NotFound("REPORT_UNKNOWN", "Laporan rahasia tidak dapat disatukan dengan laporan lain.")
    # Who writes it down at the desk does it for the reporter: whether it is the same is the reporter's word.
    who = by if by.kind == "CITIZEN" else CITIZEN
    return cases.merge(case_id=report.pk, into_id=head.head_id or head.pk, by=who, at=at)


def join_if_open(*, report: Report, number: str, by: Actor, at: datetime) -> bool:
    """The same while the report is being filed: when the other was closed meanwhile, the report stands alone, not lost."""
    try:
        with transaction.atomic():
            join(report=report, number=number, by=by, at=at)
    except Refused:
        return False
    return True
