"""What a case is measured by: reading the region's data, the ladder, the next look, and who had it how long."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from balai.engine.cases.rules.history import Event, advance, due_rungs, opened, replay
from balai.engine.cases.rules.law import Law, clock_set
from balai.engine.cases.rules.spans import spans
from balai.engine.cases.terms import ACT_LABELS, MOVES, STATE_LABELS, STATE_TONES, Act, State
from balai.foundation.errors import Conflict, Refused

from .histories import CALENDAR, COORDINATOR, JAKARTA, LAW, law_for, start


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


MONDAY = moment("2026-03-02 10:00")
UNTIL = moment("2026-04-30 10:00")


def told(*acts: tuple[float, Act, dict], unroutable: bool = False) -> list[Event]:
    """A history: (hours after the opening, act, data)."""
    later = [Event(act, MONDAY + timedelta(hours=after), data) for after, act, data in acts]
    return [start(MONDAY, unroutable=unroutable), *later]


# --- the region's data

BAD_CLOCKS = [
    ("a limit without a meaning", {"limits": [{"code": "SOMETIME", "amount": 1, "unit": "HOURS"}]}),
    ("a limit without a code", {"limits": [{"amount": 1, "unit": "HOURS"}]}),
    ("a limit without an amount", {"limits": [{"code": "ANSWER", "unit": "HOURS"}]}),
    ("a unit that nobody knows", {"limits": [{"code": "ANSWER", "amount": 1, "unit": "WEEKS"}]}),
    ("a limit of nothing", {"limits": [{"code": "ANSWER", "amount": -1, "unit": "HOURS"}]}),
    ("words for an amount", {"limits": [{"code": "ANSWER", "amount": "tiga", "unit": "HOURS"}]}),
    ("a step to nobody", {"ladder": [{"to": "BUPATI", "share": 0.5}]}),
    ("a step without a moment", {"ladder": [{"to": "OFFICER"}]}),
    ("a share beyond the whole", {"ladder": [{"to": "OFFICER", "share": 1.5}]}),
    ("a share in words", {"ladder": [{"to": "OFFICER", "share": "banyak"}]}),
    ("the same limit twice", {"limits": [{"code": "ANSWER", "amount": n, "unit": "HOURS"} for n in (1, 2)]}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "data"), BAD_CLOCKS, ids=[row[0] for row in BAD_CLOCKS])
def test_a_clock_that_cannot_be_understood_is_named(what, data):
    with pytest.raises(Refused) as refused:
        clock_set("REKAAN", data)
    assert refused.value.code == "CLOCK_INVALID"
    assert "REKAAN" in refused.value.message


def test_a_clock_set_reads_back_as_it_was_written():
    data = {
        "name": "Dua jam",
        "limits": [{"code": "ANSWER", "amount": 2, "unit": "HOURS"}],
        "ladder": [{"to": "OFFICER", "share": 0.5}, {"to": "SEKDA", "amount": 1, "unit": "CALENDAR_DAYS"}],
    }
    read = clock_set("DUA_JAM", data)
    assert (read.name, read.limit("ANSWER").amount, read.limit("SOLVE")) == ("Dua jam", 2, None)
    assert [(rung.to, rung.is_warning) for rung in read.ladder] == [("OFFICER", True), ("SEKDA", False)]


def test_every_state_and_act_has_words_and_a_row():
    assert set(STATE_LABELS) == set(STATE_TONES) == set(State)
    assert set(ACT_LABELS) == set(Act)
    assert set(MOVES) == set(Act) - {Act.OPENED}


# --- the table of moves, both ways


@pytest.mark.parametrize("act", list(MOVES))
@pytest.mark.parametrize("state", list(State))
def test_the_table_of_moves_is_the_law(act, state):
    data = {
        "to": 2,
        "until": UNTIL.isoformat(),
        "reason": "PARTS",
        "user": 3,
        "into": 4,
        "clock": "HOLDER",
        "rung": 0,
        "step": "SATU",
        "state": state.value,
    }
    case = replace(opened(start(MONDAY), LAW), state=state)
    allowed, after = MOVES[act]
    if state in allowed:
        assert advance(case, Event(act, MONDAY, data), LAW).state == (after or state)
    else:
        with pytest.raises(Conflict):
            advance(case, Event(act, MONDAY, data), LAW)


# --- the ladder and the next look


def test_the_first_look_is_the_earliest_step_of_either_clock():
    case = opened(start(MONDAY), LAW)
    # The holder has 24 hours: three quarters are 18. The citizen's promise ends on Thursday.
    assert case.next_check_at == MONDAY + timedelta(hours=18)
    assert dict(due_rungs(case, LAW))["CITIZEN"] == MONDAY + (case.citizen_due_at - MONDAY) * 0.75


LADDER = [
    (0, "OFFICER", "2026-03-04 20:30"),
    (1, "HEAD_OF_OPD", "2026-03-05 16:00"),
    (2, "COORDINATOR", "2026-03-06 14:30"),
    (3, "SEKDA", "2026-03-09 16:00"),
]  # fmt: skip


@pytest.mark.parametrize(("taken", "to", "when"), LADDER)
def test_each_step_of_the_citizens_ladder_has_its_moment(taken, to, when):
    case = replace(opened(start(MONDAY), LAW), citizen_rung=taken, holder_due_at=None)
    assert due_rungs(case, LAW) == [("CITIZEN", moment(when))]
    assert LAW.clocks.ladder[taken].to == to


def test_a_climbed_ladder_leaves_nothing_to_look_at():
    case = replace(opened(start(MONDAY), LAW), citizen_rung=4, holder_rung=4)
    assert due_rungs(case, LAW) == []


NEXT = [
    ("answered: when the answer lapses", [(1, Act.ANSWERED, {})], "2026-03-16 16:00"),
    ("solved: when the proof lapses", [(1, Act.ACCEPTED, {}), (2, Act.SOLVED, {})], "2026-03-16 16:00"),
    ("paused: when the pause ends", [(1, Act.ACCEPTED, {}), (2, Act.PAUSED, {"reason": "PARTS", "until": "2026-03-05T09:00:00+07:00"})], "2026-03-05 09:00"),
    ("closed: never", [(1, Act.CLOSED, {})], None),
    ("withdrawn: never", [(1, Act.WITHDRAWN, {})], None),
    ("confirmed: never", [(1, Act.ANSWERED, {}), (2, Act.CONFIRMED, {})], None),
    ("lapsed: never", [(1, Act.ANSWERED, {}), (400, Act.LAPSED, {})], None),
]  # fmt: skip


@pytest.mark.parametrize(("what", "acts", "when"), NEXT, ids=[row[0] for row in NEXT])
def test_when_the_sweeper_looks_next(what, acts, when):
    case = replay(told(*acts), law_for)
    assert case.next_check_at == (moment(when) if when else None)


def test_a_promise_in_hours_is_paused_hour_by_hour():
    law = Law(CALENDAR, clock_set("X", {"limits": [{"code": "ANSWER", "amount": 48, "unit": "HOURS"}]}))
    night, morning = moment("2026-03-06 20:00"), moment("2026-03-07 08:00")
    assert law.postponed(night, night, morning) == morning
    assert law.postponed(None, night, morning) is None


def test_a_case_without_limits_promises_no_date():
    law = Law(CALENDAR, clock_set("X", {}))
    case = opened(start(MONDAY), law)
    assert (case.citizen_due_at, case.holder_due_at, case.next_check_at) == (None, None, None)


def test_a_history_begins_with_its_opening():
    for history in ([], [Event(Act.ACCEPTED, MONDAY)]):
        with pytest.raises(ValueError, match="begins with the opening"):
            replay(history, law_for)


# --- spans: the holder's clock as an account

SPANS = [
    ("held by one", [], [(1, "HELD", 1416)]),
    ("handed over", [(20, Act.REFUSED, {"to": 2})], [(1, "HELD", 20), (2, "HELD", 1396)]),
    ("referred and decided", [(5, Act.REFERRED, {"to": COORDINATOR}), (9, Act.DECIDED, {"to": 3})], [(1, "HELD", 5), (COORDINATOR, "LIMBO", 4), (3, "HELD", 1407)]),
    ("paused and resumed", [(2, Act.ACCEPTED, {}), (4, Act.PAUSED, {}), (10, Act.RESUMED, {})], [(1, "HELD", 4), (1, "PAUSED", 6), (1, "HELD", 1406)]),
    ("an intermediate answer does not stop the holder's time", [(3, Act.REPLIED, {})], [(1, "HELD", 1416)]),
    ("answered, contested", [(3, Act.ANSWERED, {}), (13, Act.CONTESTED, {})], [(1, "HELD", 3), (1, "SILENT", 10), (1, "HELD", 1403)]),
    ("confirmed: time ends", [(3, Act.ANSWERED, {}), (13, Act.CONFIRMED, {})], [(1, "HELD", 3), (1, "SILENT", 10)]),
    ("lapsed, then contested: the silence counts", [(3, Act.ANSWERED, {}), (13, Act.LAPSED, {}), (15, Act.CONTESTED, {})], [(1, "HELD", 3), (1, "SILENT", 12), (1, "HELD", 1401)]),
    ("closed: time ends", [(7, Act.CLOSED, {})], [(1, "HELD", 7)]),
    ("withdrawn while paused", [(1, Act.ACCEPTED, {}), (2, Act.PAUSED, {}), (7, Act.WITHDRAWN, {})], [(1, "HELD", 2), (1, "PAUSED", 5)]),
    ("ended at its beginning", [(0, Act.WITHDRAWN, {})], []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "acts", "wanted"), SPANS, ids=[row[0] for row in SPANS])
def test_who_had_it_for_how_many_hours(what, acts, wanted):
    found = spans(told(*acts), until=UNTIL)
    assert [(s.holder_id, s.kind, s.length / timedelta(hours=1)) for s in found] == wanted


def test_an_unroutable_case_begins_in_limbo():
    found = spans(told((4, Act.DECIDED, {"to": 7}), unroutable=True), until=UNTIL)
    assert [(s.holder_id, s.kind) for s in found] == [(COORDINATOR, "LIMBO"), (7, "HELD")]
