"""Events of applications, tallies that two people sign, sources that are silent."""

from datetime import timedelta

import pytest

from balai.domains.innovations.actions.measuring import judged, measure
from balai.domains.innovations.actions.taking import source_of_key, take_events
from balai.domains.innovations.actions.tallies import countersign, record_tally
from balai.domains.innovations.actions.usage import add_source, close_source, say_silent
from balai.domains.innovations.models import Liveness, RefusedEvent, SourceGap, UsageDay
from balai.domains.innovations.queries.using import weekly
from balai.domains.innovations.terms import Life
from balai.foundation.errors import Conflict, Forbidden, Refused

from .factories import NOW, TODAY, account, codes, innovation, make_law, source, steadily, used

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law():
    make_law()


def event(number, *, back=0, **more):
    return {"id": f"e{number}", "at": (NOW - timedelta(days=back)).isoformat(), **more}


def sums(one):
    return dict(UsageDay.objects.filter(innovation=one).values_list("day", "amount"))


def test_a_batch_says_of_each_event_what_became_of_it():
    one = innovation()
    row = source(one)
    rows = [
        event(1),
        event(1),
        event(2, back=1, amount=3),
        event(3, back=-1),
        {"id": "e4", "at": "kemarin"},
        "bukan objek",
    ]
    taken = take_events(source=row, rows=rows, at=NOW)
    assert (taken.new, taken.known, [fault.code for fault in taken.faults]) == (
        2, [], ["EVENT_FUTURE", "EVENT_NO_TIME", "EVENT_SHAPE"],
    )  # fmt: skip
    assert sums(one) == {TODAY: 1, TODAY - timedelta(days=1): 3}
    # What was refused is kept as it came; the same again is kept once.
    again = take_events(source=row, rows=rows, at=NOW)
    assert (again.new, again.known) == (0, ["e1", "e2"])
    assert sums(one) == {TODAY: 1, TODAY - timedelta(days=1): 3}
    assert sorted(RefusedEvent.objects.values_list("event_id", "code")) == [
        ("", "EVENT_SHAPE"), ("e3", "EVENT_FUTURE"), ("e4", "EVENT_NO_TIME"),
    ]  # fmt: skip
    assert codes(one) == ["USAGE_SOURCE_ADDED", "USAGE_TAKEN"]


def test_a_late_event_counts_on_its_day_and_the_start_is_counted_anew():
    one = innovation(age=200, expected_per_window=None)
    row = source(one)
    used(one, steadily(2, days=199))
    measure(at=NOW)
    assert Liveness.objects.get(pk=one.pk).baseline == 60
    late = [event(number, back=back, amount=30) for number, back in enumerate((160, 130))]
    taken = take_events(source=row, rows=late, at=NOW)
    assert taken.late == 2
    assert Liveness.objects.get(pk=one.pk).baseline is None
    measure(at=NOW)
    assert Liveness.objects.get(pk=one.pk).baseline == 90


def test_a_closed_source_takes_nothing_and_says_so():
    one, by = innovation(), account()
    row, key = add_source(innovation_id=one.pk, kind="APPLICATION", label="Loket", by=by, at=NOW)
    assert source_of_key(key) == row and source_of_key("x" + key) is None
    close_source(source_id=row.pk, by=by, at=NOW)
    close_source(source_id=row.pk, by=by, at=NOW)
    with pytest.raises(Conflict, match="sudah ditutup"):
        take_events(source=source_of_key(key), rows=[event(1)], at=NOW)
    assert codes(one) == ["USAGE_SOURCE_ADDED", "USAGE_SOURCE_CLOSED"]
    with pytest.raises(Forbidden):
        add_source(innovation_id=one.pk, kind="TALLY", label="Lain", by=account("DINAS-LAIN"), at=NOW)


def test_one_counts_and_another_signs():
    one, first, second = innovation(), account(), account(name="b")
    row = source(one, "TALLY")
    tally = record_tally(source_id=row.pk, day=TODAY, amount=40, by=first, at=NOW)
    with pytest.raises(Forbidden) as refused:
        countersign(tally_id=tally.pk, by=first, at=NOW)
    assert refused.value.code == "SAME_PERSON"
    # Corrected: the former count stays, and no longer counts.
    right = record_tally(source_id=row.pk, day=TODAY, amount=35, by=first, at=NOW)
    with pytest.raises(Conflict):
        countersign(tally_id=tally.pk, by=second, at=NOW)
    countersign(tally_id=right.pk, by=second, at=NOW)
    countersign(tally_id=right.pk, by=second, at=NOW)
    days = UsageDay.objects.filter(innovation=one, amount__gt=0).values_list("quality", "amount")
    assert list(days) == [(80, 35)]
    assert codes(one)[1:] == ["USAGE_TALLIED", "USAGE_TALLIED", "USAGE_COUNTERSIGNED"]
    for day, amount, code in ((TODAY + timedelta(days=1), 1, "TALLY_FUTURE"), (TODAY, -1, "TALLY_AMOUNT")):
        with pytest.raises(Refused) as bad:
            record_tally(source_id=row.pk, day=day, amount=amount, by=first, at=NOW)
        assert bad.value.code == code


def test_days_without_an_open_source_are_holes_and_not_zeros():
    """Used every day until a month ago, when the counter broke: with the hole told it is unmeasured, without it asleep."""
    one, by = innovation(), account()
    row = source(one)
    used(one, steadily(10, days=100, until=TODAY - timedelta(days=60)))
    since, until = TODAY - timedelta(days=59), TODAY
    assert judged(one, at=NOW)[1].life == Life.DORMANT
    say_silent(source_id=row.pk, since=since, until=until, reason="Mesin antrean rusak", by=by, at=NOW)
    facts, found, _model = judged(one, at=NOW)
    assert (found.life, found.gates, facts.idle_days) == (Life.UNMEASURED, ("SILENT",), 0)
    assert weekly({one.pk: one.launch_date}, today=TODAY)[one.pk][-1] is None
    assert codes(one)[-1] == "USAGE_SOURCE_SILENT"


def test_a_hole_of_ten_days_leaves_the_rest_at_its_own_pace():
    one, by = innovation(), account()
    row = source(one)
    used(one, steadily(10, days=20) | steadily(10, days=60, until=TODAY - timedelta(days=30)))
    before = judged(one, at=NOW)[1]
    say_silent(
        source_id=row.pk, since=TODAY - timedelta(days=29), until=TODAY - timedelta(days=20),
        reason="Libur panjang", by=by, at=NOW,
    )  # fmt: skip
    after = judged(one, at=NOW)[1]
    assert after.signals["USAGE"] > before.signals["USAGE"]
    assert after.confidence < before.confidence


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [(5, 10, "GAP_DATES"), (80, 5, "GAP_LONG"), (0, 0, "GAP_FULL")],
)
def test_holes_are_bounded_and_hide_no_use(since, until, code):
    one = innovation()
    row = source(one)
    used(one, {TODAY: 1})
    with pytest.raises(Refused) as refused:
        say_silent(
            source_id=row.pk, since=TODAY - timedelta(days=since), until=TODAY - timedelta(days=until),
            reason="Alasan rekaan", by=account(), at=NOW,
        )  # fmt: skip
    assert refused.value.code == code
    assert not SourceGap.objects.exists()
