"""What becomes of an alarm: answered with a plan and a date, put off a little, or lifted a rung when nobody answers."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.alarms import LADDER_CODE, duty_to_answer
from balai.domains.innovations.actions.stewards import note_steward_act
from balai.domains.innovations.actions.telling import tell
from balai.domains.innovations.models import Alarm
from balai.domains.innovations.permissions import may_decide, must_keep
from balai.domains.innovations.terms import Act, AlarmKind, AlarmLevel
from balai.engine.duties.public import Duty, end_duty
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

ANSWER_LIMIT = 4000
POSTPONED = "Alarmnya ditunda, tugas ini diganti yang bertanggal baru:"
NEXT = {AlarmLevel.STEWARD: AlarmLevel.HEAD, AlarmLevel.HEAD: AlarmLevel.REGENT}


@transaction.atomic
def lift_overdue(*, at: datetime, innovation_ids: Collection[int] | None = None) -> int:
    """Whatever nobody answered in time goes up one rung and gets a new date; return how many went up."""
    today = timezone.localdate(at)
    days = parameters.value(LADDER_CODE, on=today)
    overdue = Alarm.objects.select_for_update(of=("self",)).select_related("innovation")
    overdue = overdue.filter(
        answered_at=None, due_date__lt=today, level__in=NEXT, innovation__ended_on=None, innovation__merged_into=None
    )  # fmt: skip
    if innovation_ids is not None:
        overdue = overdue.filter(innovation_id__in=innovation_ids)
    lifted = list(overdue)
    for alarm in lifted:
        alarm.level = NEXT[AlarmLevel(alarm.level)]
        alarm.due_date = today + timedelta(days=days[alarm.level])
        alarm.save(update_fields=["level", "due_date"])
        subject, data = ("innovation", alarm.innovation_id), {"alarm": alarm.pk, "level": alarm.level}
        journal.append(code=Act.ALARM_LIFTED, subject=subject, by=SYSTEM, at=at, data=data)
        tell(alarm, at=at)
    return len(lifted)


@transaction.atomic
def answer_alarm(*, alarm_id: int, text: str, promised: date | None, by: Actor, at: datetime) -> Alarm:
    """Say what is done about it and by when; the duty of the agency ends with it. The same twice is once.

    What sleeps is answered by who decides such things, an alarm on the regent's rung too; the rest by the agency.
    Raises NotFound ALARM_UNKNOWN; Forbidden NOT_YOURS; Conflict ALARM_ANSWERED when somebody else answered otherwise;
    Refused TEXT_…, PROMISE_MISSING, PROMISE_PAST, PROMISE_FAR.
    """
    alarm, today = _locked(alarm_id), timezone.localdate(at)
    _must_answer(alarm, by, today)
    text = clean_text(text, field="text", label="Rencana perbaikan", minimum=10, maximum=ANSWER_LIMIT)
    _check_promise(alarm, promised, today)
    if alarm.answered_at is not None and (alarm.answer, alarm.promised_date) != (text, promised):
        raise Conflict(
            "ALARM_ANSWERED",
            "Alarm ini baru saja dijawab orang lain. Isian Anda belum tersimpan: baca dahulu jawabannya.",
        )
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
        _end_duty(alarm, at)
    return alarm


@transaction.atomic
def postpone_alarm(*, alarm_id: int, until: date, why: str, by: Actor, at: datetime) -> Alarm:
    """Put its date off, for a reason that everybody may read. How far and how often is a dated parameter; the rung stays.

    The duty of the agency moves along while it is not late; a late one stays late.

    Raises NotFound; Forbidden NOT_YOURS; Conflict ALARM_ANSWERED; Refused TEXT_…, POSTPONED_ENOUGH, POSTPONE_DATE.
    """
    alarm, today = _locked(alarm_id), timezone.localdate(at)
    _must_answer(alarm, by, today)
    if alarm.answered_at is not None:
        raise Conflict("ALARM_ANSWERED", "Alarm ini sudah dijawab.")
    bounds = parameters.value(LADDER_CODE, on=today)
    most, times = bounds.get("POSTPONE_DAYS", 30), bounds.get("POSTPONE_TIMES", 2)
    why = clean_text(why, field="why", label="Alasan", minimum=10, maximum=ANSWER_LIMIT)
    if alarm.postponed_times >= times:
        raise Refused(
            "POSTPONED_ENOUGH", "Alarm ini sudah ditunda {times} kali: jawablah.", times=times, field="until"
        )
    if not alarm.due_date < until <= max(alarm.due_date, today) + timedelta(days=most):
        raise Refused(
            "POSTPONE_DATE",
            "Pilih tanggal sesudah batasnya sekarang, paling lama {most} hari kemudian.",
            most=most,
            field="until",
        )
    alarm.due_date, alarm.postponed_times, alarm.postponed_why = until, alarm.postponed_times + 1, why
    _move_duty(alarm, today, at)
    alarm.save(update_fields=["due_date", "postponed_times", "postponed_why", "duty_id"])
    data = {"alarm": alarm.pk, "until": until.isoformat()}
    journal.append(
        code=Act.ALARM_POSTPONED, subject=("innovation", alarm.innovation_id), by=by, at=at, data=data
    )
    return alarm


def settle_alarms(*, innovation_id: int, text: str, by: Actor, at: datetime) -> None:
    """Answer everything that is still open about an innovation that was ended or merged, inside the caller's transaction."""
    for alarm in Alarm.objects.filter(innovation_id=innovation_id, answered_at=None):
        alarm.answered_at, alarm.answered_by_id, alarm.answer = at, by.user_id, text
        alarm.save(update_fields=["answered_at", "answered_by", "answer"])
        _end_duty(alarm, at)


def _locked(alarm_id: int) -> Alarm:
    found = Alarm.objects.select_for_update(of=("self",)).select_related("innovation").filter(pk=alarm_id)
    alarm = found.first()
    if alarm is None:
        raise NotFound("ALARM_UNKNOWN", "Alarm ini tidak ada.")
    return alarm


def _must_answer(alarm: Alarm, by: Actor, today: date) -> None:
    if may_decide(by):
        return
    if alarm.kind == AlarmKind.DORMANT or alarm.level == AlarmLevel.REGENT:
        raise Forbidden(
            "NOT_YOURS",
            "Yang tidur, dan yang sudah sampai ke Bupati, diputuskan koordinator atau pimpinan: hidupkan, gabungkan, atau akhiri.",
        )
    must_keep(by, alarm.innovation, on=today)


def _check_promise(alarm: Alarm, promised: date | None, today: date) -> None:
    if promised is None and alarm.kind in {AlarmKind.FADING, AlarmKind.DORMANT}:
        raise Refused("PROMISE_MISSING", "Tulis tanggal rencana itu selesai.", field="promised")
    if promised is not None and promised < today:
        raise Refused("PROMISE_PAST", "Tanggalnya sudah lewat.", field="promised")
    if promised is not None and promised > today + timedelta(days=365):
        raise Refused("PROMISE_FAR", "Rencana perbaikan paling lama setahun.", field="promised")


def _end_duty(alarm: Alarm, at: datetime) -> None:
    """The duty was to answer: it ends with the answer. One that its people have closed already stays as it is."""
    _ended(alarm.duty_id, "Alarm sudah dijawab; rencananya tercatat pada inovasinya.", at)


def _move_duty(alarm: Alarm, today: date, at: datetime) -> None:
    """A duty keeps its date for good: one that is not late ends, and another with the later date takes its place."""
    duty = Duty.objects.filter(pk=alarm.duty_id, due_date__gte=today).first()
    opds = {opd.pk for opd in organizations.active_opds(on=today)}
    if duty is None or alarm.innovation.opd_id not in opds:
        return
    if _ended(duty.pk, f"{POSTPONED} {alarm.postponed_why}"[:1000], at):
        kind = AlarmKind(alarm.kind)
        alarm.duty_id = duty_to_answer(alarm.innovation, kind, due=alarm.due_date, at=at).pk


def _ended(duty_id: int | None, reason: str, at: datetime) -> bool:
    """Whether it was still owed and has ended now."""
    if duty_id is None:
        return False
    try:
        with transaction.atomic():
            end_duty(duty_id=duty_id, reason=reason, by=SYSTEM, at=at)
    except (Conflict, Forbidden, NotFound):
        return False
    return True
