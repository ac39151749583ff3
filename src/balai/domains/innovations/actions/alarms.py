"""Follow-ups: raised on their day or when use fell, lifted a rung when nobody answers, answered with a plan and a date.

Every alarm has an owner and a date: the OPD holds a duty for it, and the rung says whose turn it is. Running twice is once.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.innovations.actions.stewards import note_steward_act
from balai.domains.innovations.models import Alarm, Innovation, Liveness
from balai.domains.innovations.permissions import may_decide, must_keep
from balai.domains.innovations.queries.using import weekly
from balai.domains.innovations.rules.fizzling import fading, has_fizzled
from balai.domains.innovations.terms import (
    ALARM_LABELS,
    FOLLOW_UPS,
    Act,
    AlarmKind,
    AlarmLevel,
    Life,
    Rhythm,
)
from balai.engine.duties.public import owe
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

LADDER_CODE = "innovations.alarm_days"
DUTY_KIND = "ALARM"
ANSWER_LIMIT = 4000
# A follow-up that was missed because the innovation was entered late is not made up for.
LATE_DAYS = 30
NEXT = {AlarmLevel.STEWARD: AlarmLevel.HEAD, AlarmLevel.HEAD: AlarmLevel.REGENT}


def raise_due(*, at: datetime) -> int:
    """Raise every follow-up whose day has come and every alarm of fading use; return how many are new."""
    today = timezone.localdate(at)
    days = parameters.value(LADDER_CODE, on=today)
    alive = Innovation.objects.filter(ended_on=None, merged_into=None).exclude(launch_date=None)
    innovations = list(alive.select_related("liveness"))
    known = set(Alarm.objects.values_list("innovation_id", "kind", "raised_on"))
    wanted = [*_follow_ups(innovations, today), *_fading(innovations, today), *_asleep(innovations)]
    offices = {opd.pk for opd in organizations.active_opds(on=today)}
    raised = 0
    for one, kind, reading in wanted:
        if not _is_known(one.pk, kind, known, today):
            raised += _raise(one, kind, reading, days, offices, today=today, at=at)
    return raised


def _is_known(innovation_id: int, kind: AlarmKind, known: set[Any], today: date) -> bool:
    """Follow-ups come once; use that fell and sleep come again, but not twice within half a year."""
    days = [day for number, one, day in known if number == innovation_id and one == kind]
    if kind in {AlarmKind.FADING, AlarmKind.DORMANT}:
        return any((today - day).days < 180 for day in days)
    return bool(days)


def _follow_ups(
    innovations: list[Innovation], today: date
) -> Iterator[tuple[Innovation, AlarmKind, dict[str, Any]]]:
    for one in innovations:
        age = (today - one.launch_date).days
        for days, kind in FOLLOW_UPS:
            if days <= age < days + LATE_DAYS:
                yield one, kind, {"age": age}


def _fading(
    innovations: list[Innovation], today: date
) -> Iterator[tuple[Innovation, AlarmKind, dict[str, Any]]]:
    weeks = weekly({one.pk: one.launch_date for one in innovations}, today=today)
    for one in innovations:
        rhythm = Rhythm(one.rhythm)
        if has_fizzled(weeks[one.pk], rhythm):
            found = fading(weeks[one.pk], rhythm)
            yield (
                one,
                AlarmKind.FADING,
                {"start": round(found.start), "now": round(found.now), "weeks": found.beat_weeks},
            )


def _asleep(innovations: list[Innovation]) -> Iterator[tuple[Innovation, AlarmKind, dict[str, Any]]]:
    for one in innovations:
        row: Liveness | None = getattr(one, "liveness", None)
        if row is not None and row.life == Life.DORMANT:
            yield one, AlarmKind.DORMANT, {"last": row.last_used_on.isoformat() if row.last_used_on else ""}


def _raise(
    one: Innovation,
    kind: AlarmKind,
    reading: dict[str, Any],
    days: Mapping[str, int],
    offices: set[int],
    *,
    today: date,
    at: datetime,
) -> int:
    due = today + timedelta(days=days["STEWARD"])
    try:
        with transaction.atomic():
            alarm = Alarm.objects.create(
                innovation=one,
                kind=kind,
                raised_on=today,
                due_date=due,
                reading=reading,
                level=AlarmLevel.STEWARD,
            )
            journal.append(
                code=Act.ALARM_RAISED,
                subject=("innovation", one.pk),
                by=SYSTEM,
                at=at,
                data={"kind": kind, "alarm": alarm.pk},
            )
            if one.opd_id in offices:
                alarm.duty_id = _duty(one, kind, due, at).pk
                alarm.save(update_fields=["duty_id"])
    except IntegrityError:
        # One of this kind is open already: another run was quicker.
        return 0
    return 1


def _duty(one: Innovation, kind: AlarmKind, due: date, at: datetime) -> Any:
    return owe(
        kind=DUTY_KIND,
        about=("INNOVATION", str(one.pk)),
        title=f"{ALARM_LABELS[kind]}: {one.name}"[:120],
        holder_id=one.opd_id,
        due=due,
        by=SYSTEM,
        at=at,
    )


@transaction.atomic
def lift_overdue(*, at: datetime) -> int:
    """Whatever nobody answered in time goes up one rung and gets a new date; return how many went up."""
    today = timezone.localdate(at)
    days = parameters.value(LADDER_CODE, on=today)
    lifted = 0
    for alarm in Alarm.objects.select_for_update().filter(
        answered_at=None, due_date__lt=today, level__in=NEXT
    ):
        alarm.level = NEXT[AlarmLevel(alarm.level)]
        alarm.due_date = today + timedelta(days=days[alarm.level])
        alarm.save(update_fields=["level", "due_date"])
        subject, data = ("innovation", alarm.innovation_id), {"alarm": alarm.pk, "level": alarm.level}
        journal.append(code=Act.ALARM_LIFTED, subject=subject, by=SYSTEM, at=at, data=data)
        lifted += 1
    return lifted


@transaction.atomic
def answer_alarm(*, alarm_id: int, text: str, promised: date | None, by: Actor, at: datetime) -> Alarm:
    """Say what is done about it and by when. What sleeps is answered by who decides; the rest by the OPD. Twice is once.

    Raises NotFound ALARM_UNKNOWN; Forbidden NOT_YOURS; Refused TEXT_…, PROMISE_PAST.
    """
    alarm = (
        Alarm.objects.select_for_update(of=("self",)).select_related("innovation").filter(pk=alarm_id).first()
    )
    if alarm is None:
        raise NotFound("ALARM_UNKNOWN", "Alarm ini tidak ada.")
    today = timezone.localdate(at)
    if alarm.kind == AlarmKind.DORMANT and not may_decide(by):
        raise Forbidden(
            "NOT_YOURS", "Yang tidur diputuskan koordinator atau pimpinan: hidupkan, gabungkan, atau akhiri."
        )
    if not may_decide(by):
        must_keep(by, alarm.innovation, on=today)
    text = clean_text(text, field="text", label="Rencana perbaikan", minimum=10, maximum=ANSWER_LIMIT)
    if promised is not None and promised < today:
        raise Refused("PROMISE_PAST", "Tanggalnya sudah lewat.", field="promised")
    if alarm.answered_at is None:
        alarm.answered_at, alarm.answered_by_id, alarm.answer, alarm.promised_date = (
            at,
            by.user_id,
            text,
            promised,
        )
        alarm.save()
        subject, data = ("innovation", alarm.innovation_id), {"alarm": alarm.pk, "kind": alarm.kind}
        journal.append(code=Act.ALARM_ANSWERED, subject=subject, by=by, at=at, data=data)
        note_steward_act(innovation_id=alarm.innovation_id, by=by, at=at)
    return alarm
