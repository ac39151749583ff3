"""Seeded histories of many reports at once, with a clock of their own: for tests of the statistics and of their attacks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from balai.domains.citizen_reports.models import Measured, Report
from balai.domains.citizen_reports.terms import CASE_KIND
from balai.domains.citizen_reports.tests.factories import CLOCK
from balai.engine.cases.public import Act, Case, Opening, Remark, unsaved_case
from balai.engine.journal import public as journal
from balai.foundation.actor import CITIZEN, SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report to be seeded: when, who holds it, about what, where. `place` is any number; equal ones are one place."""

    at: datetime
    holder: int
    category: str
    place: int
    area: str | None = None
    sender: str = ""


def filed(rows: list[Told]) -> list[Case]:
    """Reports that came in, in the order given; with their journal entries."""
    made = [
        unsaved_case(
            opening=Opening(
                kind=CASE_KIND, title="Rekaan", holder_id=row.holder, clock_set=CLOCK, area_id=row.area,
                category_code=row.category,
            ),
            at=row.at,
        )
        for row in rows
    ]  # fmt: skip
    found = Case.objects.bulk_create([case for case, _details in made])
    Report.objects.bulk_create(
        Report(
            case=case, report_type="COMPLAINT", category_id=row.category, text="Rekaan", public_text="Rekaan",
            area_id=row.area, cell=row.place, identity="ANONYMOUS", channel="WEB", is_public=True,
            contact_key=row.sender, created_at=row.at,
        )
        for row, case in zip(rows, found, strict=True)
    )  # fmt: skip
    journal.append_many(
        journal.Draft(code=Act.OPENED, subject=("case", case.pk), by=CITIZEN, at=row.at, data=details)
        for row, case, (_case, details) in zip(rows, found, made, strict=True)
    )
    return found


def done(code: str, cases: list[Case], *, at: list[datetime], text: str = "", **data: Any) -> None:
    """One act on each of the cases, each at its own moment; with `text` it carries a remark."""
    remarks = [
        Remark(case=case, text=text, is_public=True, at=moment)
        for case, moment in zip(cases, at, strict=True)
    ]
    if text:
        Remark.objects.bulk_create(remarks)
    journal.append_many(
        journal.Draft(
            code=code, subject=("case", case.pk), by=SYSTEM, at=moment, data=data | ({"remark": remark.pk} if text else {})
        )
        for case, moment, remark in zip(cases, at, remarks, strict=True)
    )  # fmt: skip
    if code in {Act.ANSWERED, Act.REPLIED, Act.SOLVED}:
        for case, moment in zip(cases, at, strict=True):
            Case.objects.filter(pk=case.pk, answered_at=None).update(answered_at=moment)


def caught_up(at: datetime) -> None:
    """The journal is sealed and all followers have read it."""
    journal.seal(at=at)
    journal.run_followers(at=at)


def book(case: Case) -> Measured:
    """How a case stands in the measure."""
    return Measured.objects.get(pk=case.pk)


def after(cases: list[Case], span: timedelta) -> list[datetime]:
    """A moment for each case, `span` after it came in."""
    return [case.opened_at + span for case in cases]
