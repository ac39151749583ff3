"""Follow-ups and fading: raised once, lifted when nobody answers, answered with a plan, put off within bounds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balai.domains.innovations.actions.alarms import raise_due
from balai.domains.innovations.actions.answering import answer_alarm, lift_overdue, postpone_alarm
from balai.domains.innovations.actions.ending import end_innovation
from balai.domains.innovations.actions.stewards import appoint_steward
from balai.domains.innovations.models import Alarm, Liveness
from balai.domains.innovations.tasks import measure_all
from balai.engine.duties.public import duties_about
from balai.engine.notices.public import Notice
from balai.engine.people.public import Role
from balai.foundation.errors import Conflict, Forbidden, Refused

from .factories import NOW, TODAY, account, codes, innovation, lead, make_law, steadily, used

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law():
    make_law()


def fading():
    """Used 40 times a day for a month, and forgotten."""
    one = innovation(age=220)
    used(one, steadily(40, days=30, until=TODAY - timedelta(days=190)))
    return one


def days(count):
    return NOW + timedelta(days=count)


def told():
    return set(Notice.objects.filter(template="innovation_alarm").values_list("user_id", flat=True))


@pytest.mark.parametrize(
    ("age", "kind"),
    [(29, None), (30, "DAY_30"), (59, "DAY_30"), (60, None), (90, "DAY_90"), (180, "DAY_180"), (210, None)],
)
def test_follow_ups_come_on_their_day_and_once(age, kind):
    innovation(age=age)
    raise_due(at=NOW)
    raise_due(at=NOW)
    assert list(Alarm.objects.values_list("kind", flat=True)) == ([kind] if kind else [])


def test_use_that_fell_is_told_to_the_steward_then_to_the_head_then_to_the_regent():
    one, steward, head, regent = (
        fading(),
        account(name="pengampu", role=Role.FIELD_OFFICER),
        account(),
        lead(Role.EXECUTIVE),
    )
    appoint_steward(innovation_id=one.pk, user_id=steward.user_id, by=head, at=NOW)
    assert raise_due(at=NOW) == 1
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.level, alarm.due_date) == ("FADING", "STEWARD", TODAY + timedelta(days=14))
    assert alarm.reading == {"start": 280, "now": 0, "weeks": 1}
    assert told() == {steward.user_id}
    assert [row.duty.case.state for row in duties_about("INNOVATION", [str(one.pk)], at=NOW)] == ["RECEIVED"]
    assert lift_overdue(at=days(14)) == 0
    assert lift_overdue(at=days(15)) == 1 and lift_overdue(at=days(15)) == 0
    assert told() == {steward.user_id, head.user_id}
    assert lift_overdue(at=days(46)) == 1
    assert told() == {steward.user_id, head.user_id, regent.user_id}
    alarm.refresh_from_db()
    assert (alarm.level, lift_overdue(at=days(400))) == ("REGENT", 0)
    with pytest.raises(Forbidden):
        answer_alarm(alarm_id=alarm.pk, text="Rencana terlambat", promised=TODAY, by=head, at=days(50))
    assert codes(one) == ["STEWARD_APPOINTED", "ALARM_RAISED", "ALARM_ESCALATED", "ALARM_ESCALATED"]


def test_an_answer_has_a_plan_and_a_day_and_ends_the_duty():
    one, by = fading(), account()
    raise_due(at=NOW)
    alarm = Alarm.objects.get()
    promised = TODAY + timedelta(days=40)
    for text, day, code in (
        ("pendek", promised, "TEXT_TOO_SHORT"),
        ("Loket dibuka lagi", None, "PROMISE_MISSING"),
        ("Loket dibuka lagi", TODAY - timedelta(days=1), "PROMISE_PAST"),
        ("Loket dibuka lagi", TODAY + timedelta(days=366), "PROMISE_FAR"),
    ):
        with pytest.raises(Refused) as refused:
            answer_alarm(alarm_id=alarm.pk, text=text, promised=day, by=by, at=NOW)
        assert refused.value.code == code
    with pytest.raises(Forbidden):
        answer_alarm(
            alarm_id=alarm.pk, text="Loket dibuka lagi", promised=promised, by=account("LAIN"), at=NOW
        )
    for _ in range(2):
        answer_alarm(alarm_id=alarm.pk, text="Loket dibuka lagi", promised=promised, by=by, at=NOW)
    with pytest.raises(Conflict, match="dijawab orang lain"):
        answer_alarm(alarm_id=alarm.pk, text="Jawaban orang kedua", promised=promised, by=by, at=NOW)
    alarm.refresh_from_db()
    assert alarm.answer == "Loket dibuka lagi"
    assert [row.duty.case.state for row in duties_about("INNOVATION", [str(one.pk)], at=NOW)] == ["WITHDRAWN"]
    assert codes(one) == ["ALARM_RAISED", "ALARM_ANSWERED"]
    # Quiet until the promised day; still nothing after it: it is told again.
    assert raise_due(at=days(40)) == 0
    assert raise_due(at=days(41)) == 1


def test_putting_off_is_bounded():
    fading()
    raise_due(at=NOW)
    alarm, by, why = Alarm.objects.get(), account(), "Petugasnya sedang diklat"
    with pytest.raises(Refused, match="paling lama 30 hari"):
        postpone_alarm(alarm_id=alarm.pk, until=TODAY + timedelta(days=45), why=why, by=by, at=NOW)
    for count in (1, 2):
        until = TODAY + timedelta(days=14 + 30 * count)
        assert postpone_alarm(alarm_id=alarm.pk, until=until, why=why, by=by, at=NOW).postponed_times == count
    with pytest.raises(Refused, match="sudah ditunda 2 kali"):
        postpone_alarm(alarm_id=alarm.pk, until=TODAY + timedelta(days=80), why=why, by=by, at=NOW)
    answer_alarm(alarm_id=alarm.pk, text="Dibuka lagi besok", promised=TODAY, by=by, at=NOW)
    with pytest.raises(Conflict):
        postpone_alarm(alarm_id=alarm.pk, until=TODAY + timedelta(days=80), why=why, by=by, at=NOW)


def owed_about(one, at=NOW):
    """(date, state, late) of the duties about an innovation, the oldest first."""
    rows = sorted(duties_about("INNOVATION", [str(one.pk)], at=at), key=lambda row: row.duty.pk)
    return [(row.due_date, row.duty.case.state, row.is_late) for row in rows]


def test_putting_off_moves_the_duty_unless_it_is_late():
    one, by, why = fading(), account(), "Petugasnya sedang diklat"
    raise_due(at=NOW)
    alarm, first, second = Alarm.objects.get(), TODAY + timedelta(days=14), TODAY + timedelta(days=30)
    postpone_alarm(alarm_id=alarm.pk, until=second, why=why, by=by, at=NOW)
    assert owed_about(one) == [(first, "WITHDRAWN", False), (second, "RECEIVED", False)]
    # Nobody answered: the rung goes up, the duty is late and stays so whatever is put off now.
    assert lift_overdue(at=days(31)) == 1
    alarm.refresh_from_db()
    until = alarm.due_date + timedelta(days=10)
    postpone_alarm(alarm_id=alarm.pk, until=until, why=why, by=by, at=days(32))
    assert owed_about(one, days(32))[1:] == [(second, "RECEIVED", True)]
    answer_alarm(alarm_id=alarm.pk, text="Dibuka lagi besok", promised=until, by=by, at=days(33))
    assert [state for _due, state, _late in owed_about(one)] == ["WITHDRAWN", "WITHDRAWN"]


def test_an_honourable_end_settles_what_is_open():
    one, by = fading(), lead()
    raise_due(at=NOW)
    with pytest.raises(Forbidden):
        end_innovation(
            innovation_id=one.pk, reason="Digantikan pusat", lessons="Tanya dulu", by=account(), at=NOW
        )
    for _ in range(2):
        end_innovation(
            innovation_id=one.pk, reason="Digantikan pusat", lessons="Tanyakan dahulu", by=by, at=NOW
        )
    with pytest.raises(Conflict) as refusal:
        end_innovation(
            innovation_id=one.pk, reason="Digantikan pusat", lessons="Pelajaran yang lain", by=by, at=NOW
        )
    assert refusal.value.code == "ENDED_OTHERWISE" and "belum tersimpan" in refusal.value.message
    one.refresh_from_db()
    assert one.lessons == "Tanyakan dahulu"
    assert Alarm.objects.get().answered_at == NOW
    assert (raise_due(at=days(200)), lift_overdue(at=days(200))) == (0, 0)
    assert codes(one) == ["ALARM_RAISED", "INNOVATION_ENDED"]


def test_the_nightly_task_measures_then_raises_once():
    one = innovation()
    type(one).objects.update(launch_date=timezone.localdate() - timedelta(days=30))
    for _ in range(2):
        measure_all.call()
    assert Liveness.objects.filter(innovation=one).count() == 1
    assert list(Alarm.objects.values_list("kind", flat=True)) == ["DAY_30"]
