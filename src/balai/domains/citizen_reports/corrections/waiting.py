"""Wishes of reporters that wait for an answer: whose they are to answer, and until when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from balai.domains.citizen_reports.models_wishes import PrivacyWish
from balai.engine.cases import public as cases
from balai.engine.parameters import public as parameters
from balai.engine.people.public import Role
from balai.foundation.actor import Actor

WISHES = "reports.wishes"
DECIDERS = frozenset({Role.OPD_ADMIN, Role.COORDINATOR})
# A counter that says so much is busy enough.
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list."""

    wish: PrivacyWish
    number: str
    age: timedelta
    due: datetime
    is_late: bool


def open_wishes(by: Actor) -> QuerySet[PrivacyWish]:
    """What `by` may decide, the oldest first; nothing for everybody else."""
    rows = PrivacyWish.objects.filter(decided_at=None).order_by("asked_at", "pk")
    return rows.filter(case__in=cases.visible_to(by)) if by.role in DECIDERS else rows.none()


def count_open(by: Actor) -> int:
    return open_wishes(by)[:MOST_COUNTED].count()


def due_of(wish: PrivacyWish) -> datetime:
    """Until when the reporter was promised an answer; by default the 3 × 24 hours that the law gives for a correction."""
    day = timezone.localdate(wish.asked_at)
    hours = parameters.value("citizen_reports.wish_hours", on=day, default=72)
    return wish.asked_at + timedelta(hours=hours)


def waiting(wish: PrivacyWish, *, at: datetime) -> Waiting:
    """A wish as its list draws it; its case and the head of that are at hand."""
    due, case = due_of(wish), wish.case
    return Waiting(wish, cases.kind_of(case).number(case), at - wish.asked_at, due, due < at)
