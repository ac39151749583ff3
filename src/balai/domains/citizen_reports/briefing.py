"""What the leadership reads in five minutes: what is late, what is stuck, how the week went.

Rows come from indexes that hold only unanswered or undecided cases; numbers come from the indicators. Neither
grows with the number of reports that were ever made.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from balai.domains.citizen_reports.counting import ANSWERED, CONTESTED, OPENED
from balai.domains.citizen_reports.figures import WINDOW
from balai.domains.citizen_reports.terms import CASE_KIND
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case, State
from balai.engine.indicators import public as indicators
from balai.foundation.actor import Actor

SHOWN = 10
# Counting stops here: beyond it the exact number changes nothing that a reader would do.
MOST_COUNTED = 999
# Of the latest, so many are looked at for those that their reporters contested.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Weeks:
    """Two weeks day by day, the last day is today. `answered` counts those of the day's intake that have an
    answer by now, so a young day is not yet what it will be."""

    opened: dict[date, int]
    answered: dict[date, int]

    @property
    def this_week(self) -> int:
        return sum(list(self.opened.values())[7:])

    @property
    def last_week(self) -> int:
        return sum(list(self.opened.values())[:7])

    @property
    def answered_this_week(self) -> int:
        return sum(list(self.answered.values())[7:])


def late(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Reports whose promised answer is overdue, the most overdue first. A clock that stood still before its
    date came is not late."""
    return _unanswered(by).filter(citizen_due_at__lt=at)


def falling_due(by: Actor, *, since: datetime, until: datetime) -> QuerySet[Case]:
    """Reports whose answer is promised between the two moments and not yet given."""
    return _unanswered(by).filter(citizen_due_at__gte=since, citizen_due_at__lt=until)


def contested(by: Actor, *, at: datetime) -> list[Case]:
    """Of the most overdue: those of which an agency said "done" and the reporter said "no"."""
    latest = late(by, at=at).values("pk")[:LOOKED_AT]
    return list(
        _shown(Case.objects.filter(pk__in=latest, contest_count__gt=0)).order_by("citizen_due_at")[:SHOWN]
    )


def undecided(by: Actor) -> list[Case]:
    """Reports that nobody works on until somebody decides whose they are, the oldest first."""
    return list(_shown(undecided_rows(by))[:SHOWN])


def undecided_rows(by: Actor) -> QuerySet[Case]:
    return _visible(by).filter(state=State.AWAITING_DECISION.value).order_by("holder_due_at")


def most_overdue(by: Actor, *, at: datetime) -> list[Case]:
    return list(_shown(late(by, at=at))[:SHOWN])


def counted(rows: QuerySet[Case]) -> int:
    """How many, at most `MOST_COUNTED` + 1, which means "more than can be read"."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def weeks(*, today: date) -> Weeks:
    """This week and the one before it."""
    span = {"key": "region", "since": today - timedelta(days=13), "until": today}
    return Weeks(indicators.series(OPENED, **span), indicators.series(ANSWERED, **span))


def contested_count(*, today: date) -> int:
    """Contests of reports that came in within the window of the statistics."""
    return indicators.total(CONTESTED, key="region", since=today - timedelta(days=WINDOW - 1), until=today)


def _visible(by: Actor) -> QuerySet[Case]:
    # What stands under a head is late with its head.
    return cases.visible_to(by).filter(kind=CASE_KIND, head=None)


def _unanswered(by: Actor) -> QuerySet[Case]:
    rows = _visible(by).filter(citizen_stopped_at=None)
    stood_still = Q(state=State.ON_HOLD.value, paused_at__lte=F("citizen_due_at"))
    return rows.exclude(stood_still).order_by("citizen_due_at")


def _shown(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.select_related("holder", "area")
