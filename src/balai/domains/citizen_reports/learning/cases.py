"""The decided reports that there is to learn from."""

from datetime import datetime

from balai.domains.citizen_reports.learning.training import Example
from balai.domains.citizen_reports.models import Measured, Report
from balai.domains.citizen_reports.terms import Identity
from balai.engine.organizations import public as organizations

# What an agency has dealt with; what was closed, withdrawn or is still open says nothing sure of its category.
DECIDED = ("ANSWERED", "SOLVED", "CONFIRMED", "LAPSED")
MOST = 50_000


def decided_reports(*, since: datetime | None = None, most: int = MOST) -> list[Example]:
    """The newest decided reports, scrubbed, in their last category: never confidential ones, never those of a flood,
    with which somebody could teach what he likes."""
    rows = Report.objects.filter(case__state__in=DECIDED).exclude(identity=Identity.CONFIDENTIAL)
    if since is not None:
        rows = rows.filter(created_at__gte=since)
    flood = Measured.objects.exclude(left_out="").values("pk")
    columns = ("public_text", "category_id", "created_at", "case__holder_id")
    found = rows.exclude(pk__in=flood).order_by("-created_at").values_list(*columns)[:most]
    codes = {opd.pk: opd.code for opd in organizations.all_opds()}
    return [Example(text, category, at, codes.get(holder, "")) for text, category, at, holder in found]
