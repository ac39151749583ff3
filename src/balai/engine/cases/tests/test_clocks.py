"""Clocks as a table that an officer can check, and as laws that hold for any history."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.engine.cases.rules.history import Event, advance, opened, replay
from balai.engine.cases.rules.spans import spans
from balai.engine.cases.terms import MOVES, OPEN_STATES, Act, State
from balai.foundation.errors import Conflict

from .histories import COORDINATOR, JAKARTA, LAW, law_for, random_history, start


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


# Columns: opened, acts (after how many days: act), citizen's deadline, is the citizen's clock still running.
CITIZEN_CLOCK = [
    # Semarang: three working days. Nyepi and Idul Fitri lie between.
    ("2026-03-17 10:00", [], "2026-03-27 14:30", True),
    # On a Saturday: as if on Monday.
    ("2026-03-07 10:00", [], "2026-03-12 16:00", True),
    # A hand-over changes nothing for the citizen.
    ("2026-03-02 10:00", [(1, Act.REFUSED, {"to": 2})], "2026-03-05 16:00", True),
    # Neither does a remark.
    ("2026-03-02 10:00", [(1, Act.REMARKED, {})], "2026-03-05 16:00", True),
    # The answer stops it.
    ("2026-03-02 10:00", [(1, Act.ACCEPTED, {}), (2, Act.REPLIED, {})], "2026-03-05 16:00", False),
    # A contest lets it run again, from its old start and to its old date.
    ("2026-03-02 10:00", [(1, Act.ANSWERED, {}), (2, Act.CONTESTED, {})], "2026-03-05 16:00", True),
]  # fmt: skip


@pytest.mark.parametrize(("opened_at", "acts", "due", "running"), CITIZEN_CLOCK)
def test_citizens_clock(opened_at, acts, due, running):
    begin = moment(opened_at)
    case = opened(start(begin), LAW)
    for days, act, data in acts:
        case = advance(case, Event(act, begin + timedelta(days=days), data), LAW)
    assert case.citizen_due_at == moment(due)
    assert (case.citizen_stopped_at is None) is running
    assert case.opened_at == begin


def test_pause_moves_the_promise_by_the_working_time_that_was_paused():
    begin = moment("2026-03-02 10:00")
    paused = Event(
        Act.PAUSED, moment("2026-03-03 09:00"), {"reason": "PARTS", "until": "2026-03-09T09:00:00+07:00"}
    )
    case = opened(start(begin), LAW)
    case = advance(case, Event(Act.ACCEPTED, moment("2026-03-02 11:00")), LAW)
    case = advance(case, paused, LAW)
    assert case.next_check_at == case.pause_until
    case = advance(case, Event(Act.RESUMED, moment("2026-03-04 09:00")), LAW)
    # One working day (8.5 office hours) was paused; the promise was Thursday 16:00, Friday closes at 14:30.
    assert case.citizen_due_at == moment("2026-03-05 16:00") + timedelta(days=4) - timedelta(hours=7)


def test_pause_never_counts_beyond_its_limit():
    begin = moment("2026-03-02 10:00")
    case = opened(start(begin), LAW)
    case = advance(case, Event(Act.ACCEPTED, moment("2026-03-02 11:00")), LAW)
    limit = {"reason": "PARTS", "until": "2026-03-04T09:00:00+07:00"}
    case = advance(case, Event(Act.PAUSED, moment("2026-03-03 09:00"), limit), LAW)
    on_time = advance(case, Event(Act.RESUMED, moment("2026-03-04 09:00")), LAW)
    late = advance(case, Event(Act.RESUMED, moment("2026-03-30 09:00")), LAW)
    assert late.citizen_due_at == on_time.citizen_due_at


def test_holders_clock_starts_anew_with_each_holder():
    begin = moment("2026-03-02 10:00")
    case = opened(start(begin), LAW)
    assert case.holder_due_at == begin + timedelta(hours=24)
    case = advance(case, Event(Act.REFUSED, begin + timedelta(hours=20), {"to": 2}), LAW)
    assert (case.holder_id, case.holder_due_at) == (2, begin + timedelta(hours=44))


def test_silence_never_leads_to_confirmation():
    """From ANSWERED or SOLVED the only ways on without the reporter end in LAPSED, and none in CONFIRMED."""
    leads_to_confirmed = {act for act, (_, after) in MOVES.items() if after is State.CONFIRMED}
    assert leads_to_confirmed == {Act.CONFIRMED}
    assert State.CONFIRMED not in {after for act, (_, after) in MOVES.items() if act is Act.LAPSED}


def test_an_act_out_of_its_state_is_a_conflict():
    case = opened(start(moment("2026-03-02 10:00")), LAW)
    with pytest.raises(Conflict) as refused:
        advance(case, Event(Act.CONFIRMED, moment("2026-03-02 11:00")), LAW)
    assert refused.value.code == "CASE_MOVED"


@given(seed=st.integers(0, 2**32))
@settings(max_examples=400, deadline=None)
def test_any_history(seed):
    """Replay equals live; one holder always; at most three moves; spans account for all of the time."""
    events = random_history(Random(seed))
    live = opened(events[0], LAW)
    for event in events[1:]:
        live = advance(live, event, LAW)
    assert replay(events, law_for) == live
    assert live.opened_at == events[0].at
    assert_one_holder_always(events, live)
    assert_citizens_clock_kept(events, live)


def assert_one_holder_always(events, live):
    end = max(events[-1].at, live.closed_at or events[-1].at) + timedelta(hours=1)
    cut = spans(events, until=end)
    assert cut[0].since == events[0].at
    assert all(before.until == after.since for before, after in pairwise(cut))
    total = (live.closed_at or end) - events[0].at
    assert sum((span.length for span in cut), timedelta(0)) == total
    assert cut[-1].holder_id == live.holder_id
    holders = [
        events[0].data["holder"],
        *(e.data["to"] for e in events if e.act in {Act.REFUSED, Act.DECIDED}),
    ]
    agencies = [holder for holder in holders if holder != COORDINATOR]
    assert len(agencies) - 1 <= 3
    assert live.hops <= 2


def assert_citizens_clock_kept(events, live):
    promised = LAW.due(events[0].at, "ANSWER")
    assert live.citizen_due_at >= promised
    if not any(event.act is Act.PAUSED or event.data.get("state") == "ON_HOLD" for event in events):
        assert live.citizen_due_at == promised
    if live.state in OPEN_STATES and live.answered_at is None:
        assert live.citizen_stopped_at is None
    if live.confirmed_at:
        assert any(event.act is Act.CONFIRMED for event in events)


def test_the_ladder_is_climbed_once_per_step():
    case = opened(start(moment("2026-03-02 10:00")), LAW)
    taken = []
    for number in range(4):
        rung = {"clock": "CITIZEN", "rung": number, "to": LAW.clocks.ladder[number].to}
        case = advance(case, Event(Act.ESCALATED, moment("2026-03-20 10:00"), rung), LAW)
        taken.append(case.citizen_rung)
    assert taken == [1, 2, 3, 4]
    assert replace(case, holder_due_at=None).citizen_rung == len(LAW.clocks.ladder)
