"""Named questions about decrees: which bind, what is owed by them, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from balai.domains.masterplan.models import Decree, Obligation
from balai.domains.masterplan.terms_strategy import OBLIGATION
from balai.engine.duties.public import DutyView, duties_about


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation with its duties, soonest first; `next` is the one that is open, `is_dissolved` of its agency."""

    obligation: Obligation
    duties: tuple[DutyView, ...]
    next: DutyView | None
    is_late: bool
    is_dissolved: bool
    done: int


def obligations(rows: Sequence[Obligation], *, at: datetime) -> list[Owed]:
    """Each with its duties; two queries whatever their number."""
    today = timezone.localdate(at)
    by_id: dict[str, list[DutyView]] = {}
    for view in duties_about(OBLIGATION, [str(row.pk) for row in rows], at=at):
        by_id.setdefault(view.duty.about_id, []).append(view)
    return [_owed(row, by_id.get(str(row.pk), []), today) for row in rows]


def _owed(row: Obligation, views: list[DutyView], today: date) -> Owed:
    upcoming = [view for view in views if view.is_open]
    return Owed(
        obligation=row,
        duties=tuple(views),
        next=upcoming[0] if upcoming else None,
        is_late=any(view.is_late for view in upcoming),
        is_dissolved=not row.opd.is_active(today),
        done=sum(view.is_done for view in views),
    )


def of_decree(decree: Decree, *, at: datetime) -> list[Owed]:
    """What is owed by one decree, also what has ended."""
    return obligations(list(decree.obligations.select_related("opd", "decree")), at=at)


def owing(*, at: datetime, opd: str = "") -> list[Owed]:
    """What is still owed by decrees that bind: late ones first, then what an agency that is gone left behind, then by date."""
    rows = Obligation.objects.filter(ended_on=None).select_related("opd", "decree")
    if opd:
        rows = rows.filter(opd__code=opd)
    found = [one for one in obligations(list(rows), at=at) if one.next is not None or one.is_dissolved]
    return sorted(
        found,
        key=lambda one: (
            not one.is_late,
            not one.is_dissolved,
            one.next.due_date if one.next else date.max,
            one.obligation.pk,
        ),
    )
