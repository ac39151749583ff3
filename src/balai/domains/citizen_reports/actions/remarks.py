"""Words about a report that come from outside the office: scrubbed before anybody else reads them."""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.models import Report
from balai.engine.cases import public as cases
from balai.foundation.actor import Actor
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text


def add_words(*, report: Report, text: str, by: Actor, at: datetime) -> cases.Remark:
    """The reporter adds something; everybody may read it. Raises Refused TEXT_…; Forbidden."""
    return cases.remark(case_id=report.pk, text=scrub(text), is_public=True, by=by, at=at)


def contest_report(*, report: Report, text: str, by: Actor, at: datetime) -> cases.Case:
    """The reporter says that it is not solved. Raises Refused TEXT_…; Conflict CASE_MOVED; Forbidden."""
    return cases.contest(case_id=report.pk, text=scrub(text), by=by, at=at)


@transaction.atomic
def add_outside_words(*, report: Report, text: str, by: Actor, at: datetime) -> cases.Remark:
    """A public remark, scrubbed; the same words again give the remark that is there. Raises Refused TEXT_…"""
    words = clean_text(scrub(text), field="description", label="Isi kabar", minimum=3, maximum=4000)
    case = cases.locked(report.pk)
    known = cases.Remark.objects.filter(case=case, text=words, by=None, by_opd=None).first()
    return known or cases.remark(case_id=case.pk, text=words, is_public=True, by=by, at=at)
