"""Looking at a reporter's contact details is an act of the office."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.terms import Identity
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    email: str
    phone: str


@transaction.atomic
def show_contact(*, case_id: int, by: Actor, at: datetime) -> Contact:
    """Name, e-mail and phone of the reporter, in clear; journaled as CONTACT_SHOWN.

    Hidden and confidential reporters are known to the coordinator only, anonymous ones to nobody: an address that they left
    is for news alone. Raises NotFound CASE_UNKNOWN,
    Forbidden REPORTER_HIDDEN, Conflict CASE_RESTRICTED.
    """
    report = Report.objects.select_related("case").filter(case__id=case_id).first()
    if report is None or not cases.may_see(by, report.case):
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
    if report.identity == Identity.ANONYMOUS:
        raise Forbidden(
            "REPORTER_ANONYMOUS", "Pelapor tanpa nama; alamat kabarnya tidak dibuka kepada siapa pun."
        )
    if report.identity != Identity.OPEN and by.role != Role.COORDINATOR:
        raise Forbidden("REPORTER_HIDDEN", "Pelapor minta namanya tidak diketahui instansi.")
    cases.require_free(report.case, by=by)
    journal.append(code="CONTACT_SHOWN", subject=("case", case_id), by=by, at=at)
    return Contact(report.reporter_name or "", report.email or "", report.phone or "")
