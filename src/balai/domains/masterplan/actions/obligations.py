"""What agencies owe by a decree: read out of it, moved to another agency, ended, and owed anew when it comes round."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from balai.domains.masterplan.models import Decree, Obligation
from balai.domains.masterplan.permissions import must_plan
from balai.domains.masterplan.rules.decrees import next_due
from balai.domains.masterplan.terms_strategy import OBLIGATION, TEXT_LIMIT, DecreeState, StrategyAct
from balai.engine.cases.public import OPEN_STATES
from balai.engine.duties.public import Duty, end_duty, owe
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import clean_text

MOST_MONTHS = 60

_KEYS = UUID("6f6d2e0c-6a2f-4c53-9a5e-0f6d5b1f7a10")


@transaction.atomic
def read_obligation(*, decree_id: int, given: Mapping[str, Any], by: Actor, at: datetime) -> Obligation:
    """Write down what an article asks of an agency; its first date becomes a duty at once. The same twice is one.

    `given`: article, opd_id, what, text, first_due, every_months, is_verified, is_example. Raises Forbidden NOT_YOURS;
    NotFound DECREE_UNKNOWN; Refused TEXT_…, DECREE_REVOKED, MONTHS_INVALID, OPD_UNKNOWN, DUE_PAST, DUE_FAR.
    """
    today = timezone.localdate(at)
    must_plan(by, on=today)
    decree = held_decree(decree_id)
    if not decree.is_binding:
        raise Refused("DECREE_REVOKED", "Peraturan ini sudah dicabut; tidak ada kewajiban baru darinya.")
    values = {
        "article": clean_text(
            given.get("article", ""), field="article", label="Pasal", minimum=1, maximum=60
        ),
        "what": clean_text(given.get("what", ""), field="what", label="Kewajiban", minimum=5, maximum=160),
        "opd_id": given["opd_id"],
    }
    known = decree.obligations.filter(**values).first()
    if known is not None:
        return known
    months = _months(given.get("every_months"))
    text = given.get("text") or ""
    if text:
        text = clean_text(text, field="text", label="Penjelasan", minimum=3, maximum=TEXT_LIMIT)
    row = Obligation.objects.create(
        decree=decree,
        **values,
        text=text,
        first_due=given["first_due"],
        every_months=months,
        is_verified=bool(given.get("is_verified")),
        is_example=bool(given.get("is_example")),
        read_at=at,
        read_by_id=by.user_id,
    )
    due = next_due(row.first_due, months, on=today) or row.first_due
    _owe(row, due, at=at)
    data = {"decree": decree.pk, "opd": row.opd_id}
    journal.append(code=StrategyAct.OBLIGATION_READ, subject=("obligation", row.pk), by=by, at=at, data=data)
    return row


def _months(given: Any) -> int:
    months = int(given or 0)
    if not 0 <= months <= MOST_MONTHS:
        raise Refused("MONTHS_INVALID", "Isi 0 sampai {most} bulan.", field="every_months", most=MOST_MONTHS)
    return months


@transaction.atomic
def end_obligation(*, obligation_id: int, reason: str, by: Actor, at: datetime) -> Obligation:
    """It is owed no longer, for a reason that everybody may read. Twice is once.

    Raises Forbidden NOT_YOURS; NotFound OBLIGATION_UNKNOWN; Refused TEXT_….
    """
    today = timezone.localdate(at)
    must_plan(by, on=today)
    row = _held_obligation(obligation_id)
    reason = clean_text(reason, field="reason", label="Alasan", minimum=5, maximum=1000)
    if row.ended_on is None:
        end_owing(row, reason, today, at=at)
        journal.append(code=StrategyAct.OBLIGATION_ENDED, subject=("obligation", row.pk), by=by, at=at)
    return row


@transaction.atomic
def move_obligation(*, obligation_id: int, opd_id: int, by: Actor, at: datetime) -> Obligation:
    """Another agency owes it from now on, because the former one was dissolved or lost the task.

    What the former one had open ends and is owed anew by the other, on the next date. Raises Forbidden NOT_YOURS;
    NotFound OBLIGATION_UNKNOWN; Refused OPD_UNKNOWN, OBLIGATION_ENDED.
    """
    today = timezone.localdate(at)
    must_plan(by, on=today)
    row = _held_obligation(obligation_id)
    if row.ended_on is not None:
        raise Refused("OBLIGATION_ENDED", "Kewajiban ini sudah berakhir.")
    if row.opd_id == opd_id:
        return row
    former = row.opd_id
    open_dates = _end_duties(row, "Beralih ke perangkat daerah lain.", at=at)
    row.opd_id = opd_id
    row.save(update_fields=["opd"])
    due = next_due(row.first_due, row.every_months, on=today) or max(today, min(open_dates, default=today))
    _owe(row, due, at=at)
    data = {"from": former, "to": opd_id}
    journal.append(code=StrategyAct.OBLIGATION_MOVED, subject=("obligation", row.pk), by=by, at=at, data=data)
    return row


def owe_next(*, at: datetime) -> int:
    """Owe the next date of every periodic obligation that binds; how many came new. Twice owes nothing twice.

    An agency that was dissolved gets none: the page of debts shows the obligation until it is moved.
    """
    today = timezone.localdate(at)
    alive = {opd.pk for opd in organizations.active_opds(on=today)}
    rows = Obligation.objects.filter(ended_on=None, every_months__gt=0, opd__in=alive)
    made = 0
    for row in rows.exclude(decree__state=DecreeState.REVOKED).order_by("pk"):
        due = next_due(row.first_due, row.every_months, on=today)
        if Duty.objects.filter(key=_key(row, due)).exists():
            continue
        with transaction.atomic():
            _owe(row, due, at=at)
            data = {"due": due.isoformat()}
            journal.append(
                code=StrategyAct.OBLIGATION_OWED, subject=("obligation", row.pk), by=SYSTEM, at=at, data=data
            )
        made += 1
    return made


def _owe(row: Obligation, due: date, *, at: datetime) -> Duty:
    """The decree gives the duty, not whoever read it there: it ends with the decree."""
    return owe(
        kind=OBLIGATION,
        about=(OBLIGATION, str(row.pk)),
        title=row.what,
        text=row.text,
        holder_id=row.opd_id,
        due=due,
        by=SYSTEM,
        at=at,
        key=_key(row, due),
    )


def _key(row: Obligation, due: date) -> UUID:
    return uuid5(_KEYS, f"{row.pk} {row.opd_id} {due.isoformat()}")


def end_owing(row: Obligation, reason: str, on: date, *, at: datetime) -> None:
    """It is owed no longer, and nor is what is open of it; for acts that write their own journal entry."""
    row.ended_on, row.end_reason = on, reason
    row.save(update_fields=["ended_on", "end_reason"])
    _end_duties(row, reason, at=at)


def _end_duties(row: Obligation, reason: str, *, at: datetime) -> list[date]:
    """End what is open of it; the dates on which it was due."""
    found = Duty.objects.filter(
        about_kind=OBLIGATION, about_id=str(row.pk), case__state__in=[state.value for state in OPEN_STATES]
    )
    dates = []
    for duty in found:
        end_duty(duty_id=duty.pk, reason=reason, by=SYSTEM, at=at)
        dates.append(duty.due_date)
    return dates


def held_decree(decree_id: int) -> Decree:
    """The decree, held until the transaction ends. Raises NotFound DECREE_UNKNOWN."""
    row = Decree.objects.select_for_update(of=("self",)).filter(pk=decree_id).first()
    if row is None:
        raise NotFound("DECREE_UNKNOWN", "Peraturan ini tidak ada.")
    return row


def _held_obligation(obligation_id: int) -> Obligation:
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("decree")
    row = rows.filter(pk=obligation_id).first()
    if row is None:
        raise NotFound("OBLIGATION_UNKNOWN", "Kewajiban ini tidak ada.")
    return row
