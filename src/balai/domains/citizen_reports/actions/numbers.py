"""Looking at the full numbers that a reporter typed is an act of the office."""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.terms import NUMBERS_SHOWN, Identity
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound

_HANDLERS = frozenset({Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR})


def may_show_numbers(by: Actor, report: Report) -> bool:
    """Those who handle the case. A reporter who is hidden from the agency is not found by the number in his words either."""
    if by.role not in _HANDLERS or not cases.may_see(by, report.case):
        return False
    return report.identity != Identity.HIDDEN or by.role == Role.COORDINATOR


@transaction.atomic
def show_numbers(*, case_id: int, by: Actor, at: datetime) -> Report:
    """The report, for a page that shows its words in clear; journaled as REPORT_NUMBERS_SHOWN.

    Raises NotFound CASE_UNKNOWN, Forbidden NOT_YOURS, Conflict CASE_RESTRICTED.
    """
    report = Report.objects.select_related("case__head").filter(pk=case_id).first()
    if report is None or not cases.may_see(by, report.case):
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    if not may_show_numbers(by, report):
        raise Forbidden("NOT_YOURS", "Nomor lengkap hanya dibuka oleh yang menangani kasus ini.")
    cases.require_free(report.case, by=by)
    journal.append(code=NUMBERS_SHOWN, subject=("case", case_id), by=by, at=at)
    return report
