"""Follow-ups are raised on their day, or when use fell. Every alarm has an owner and a date: the agency holds a duty for it, and
the rung says whose turn it is. Running twice is once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.innovations.actions.telling import tell
from balai.domains.innovations.models import Alarm, Innovation, Liveness
from balai.domains.innovations.queries.using import weekly
from balai.domains.innovations.rules.fizzling import fading, has_fizzled
from balai.domains.innovations.terms import ALARM_LABELS, FOLLOW_UPS, Act, AlarmKind, AlarmLevel, Life, Rhythm
from balai.engine.duties.public import Duty, owe
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM

LADDER_CODE = "innovations.alarm_days"
DUTY_KIND = "ALARM"
# A follow-up that was missed because the innovation was entered late is not made up for.
LATE_DAYS = 30
# What goes on falling is not told again before this many days, unless the promised day has passed.
AGAIN_DAYS = 180

Wanted = tuple[Innovation, AlarmKind, dict[str, Any]]


def raise_due(*, at: datetime, innovation_ids: Collection[int] | None = None) -> int:
    """Raise every follow-up whose day has come and every alarm of fading use, of these or of all; return how many are new."""
    today = timezone.localdate(at)
    days = parameters.value(LADDER_CODE, on=today)
    running = Innovation.objects.filter(ended_on=None, merged_into=None).exclude(launch_date=None)
    if innovation_ids is not None:
        running = running.filter(pk__in=innovation_ids)
    innovations = list(running.select_related("liveness"))
    known: dict[tuple[int, str], list[Alarm]] = defaultdict(list)
    for alarm in Alarm.objects.only("innovation_id", "kind", "raised_on", "answered_at", "promised_date"):
        known[alarm.innovation_id, alarm.kind].append(alarm)
    wanted = [*_follow_ups(innovations, today), *_fading(innovations, today), *_asleep(innovations)]
    offices = {opd.pk for opd in organizations.active_opds(on=today)}
    return sum(
        _raise(one, kind, reading, days, offices, today=today, at=at)
        for one, kind, reading in wanted
        if not _is_known(kind, known[one.pk, kind], today)
    )


def _is_known(kind: AlarmKind, alarms: list[Alarm], today: date) -> bool:
    """Follow-ups come once. Use that fell and sleep come again after half a year, or once a promised day has passed."""
    if kind not in {AlarmKind.FADING, AlarmKind.DORMANT}:
        return bool(alarms)
    return any(alarm.answered_at is None or not _is_stale(alarm, today) for alarm in alarms)


def _is_stale(alarm: Alarm, today: date) -> bool:
    if alarm.promised_date is not None:
        return alarm.promised_date < today
    return (today - alarm.raised_on).days >= AGAIN_DAYS


def _follow_ups(innovations: list[Innovation], today: date) -> Iterator[Wanted]:
    for one in innovations:
        age = (today - one.launch_date).days
        for days, kind in FOLLOW_UPS:
            if days <= age < days + LATE_DAYS:
                yield one, kind, {"age": age}


def _fading(innovations: list[Innovation], today: date) -> Iterator[Wanted]:
    # What sleeps or is dead has an alarm of its own, and had this one long ago.
    awake = [one for one in innovations if _life(one) not in {Life.DORMANT, Life.DEAD}]
    weeks = weekly({one.pk: one.launch_date for one in awake}, today=today)
    for one in awake:
        rhythm = Rhythm(one.rhythm)
        if has_fizzled(weeks[one.pk], rhythm):
            found = fading(weeks[one.pk], rhythm)
            reading = {"start": round(found.start), "now": round(found.now), "weeks": found.beat_weeks}
            yield one, AlarmKind.FADING, reading


def _life(one: Innovation) -> str:
    row: Liveness | None = getattr(one, "liveness", None)
    return row.life if row is not None else Life.UNMEASURED


def _asleep(innovations: list[Innovation]) -> Iterator[Wanted]:
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
                alarm.duty_id = duty_to_answer(one, kind, due=due, at=at).pk
                alarm.save(update_fields=["duty_id"])
            tell(alarm, at=at)
    except IntegrityError:
        # One of this kind is open already: another run was quicker.
        return 0
    return 1


def duty_to_answer(one: Innovation, kind: AlarmKind, *, due: date, at: datetime) -> Duty:
    """The agency owes the answer by that day; inside the caller's transaction."""
    return owe(
        kind=DUTY_KIND,
        about=("INNOVATION", str(one.pk)),
        title=f"{ALARM_LABELS[kind]}: {one.name}"[:120],
        holder_id=one.opd_id,
        due=due,
        by=SYSTEM,
        at=at,
    )
