"""Named questions about evidence."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max

from balai.engine.evidence.models import Evidence
from balai.engine.evidence.terms import Verdict


def last_verified(kind: str, ids: Collection[str]) -> dict[str, date]:
    """id -> the day of its newest proof that somebody else has found good; those without one are left out."""
    rows = Evidence.objects.filter(about_kind=kind, about_id__in=list(ids), verdict=Verdict.GOOD)
    return dict(rows.values_list("about_id").annotate(last=Max("dated")).order_by())


def upload_days(kind: str, ids: Collection[str]) -> dict[str, list[date]]:
    """id -> the days on which its proofs came, oldest first."""
    found: dict[str, list[date]] = {}
    rows = Evidence.objects.filter(about_kind=kind, about_id__in=list(ids)).order_by("kept_at")
    for number, at in rows.values_list("about_id", "kept_at"):
        found.setdefault(number, []).append(at.date())
    return found
