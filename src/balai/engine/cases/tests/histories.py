"""Random but lawful histories of a case, for property tests."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from balai.engine.cases.rules.history import Event, Snapshot, advance, opened
from balai.engine.cases.rules.law import Law, clock_set
from balai.engine.cases.terms import MOST_HOPS, MOVES, Act, State
from balai.foundation.workdays import WorkCalendar

JAKARTA = ZoneInfo("Asia/Jakarta")
COORDINATOR = 99
OPDS = range(1, 40)

# National holidays and collective leave of March 2026 (SKB 3 Menteri on holidays 2026).
CALENDAR = WorkCalendar(
    {
        date(2026, 1, 1): "Tahun Baru",
        date(2026, 3, 18): "Cuti bersama Nyepi",
        date(2026, 3, 19): "Nyepi",
        date(2026, 3, 20): "Cuti bersama Idul Fitri",
        date(2026, 3, 21): "Idul Fitri",
        date(2026, 3, 22): "Idul Fitri",
        date(2026, 3, 23): "Cuti bersama Idul Fitri",
        date(2026, 3, 24): "Cuti bersama Idul Fitri",
    },
    zone=JAKARTA,
)
LADDER = [
    {"to": "OFFICER", "share": 0.75},
    {"to": "HEAD_OF_OPD", "amount": 0, "unit": "WORKING_DAYS"},
    {"to": "COORDINATOR", "amount": 1, "unit": "WORKING_DAYS"},
    {"to": "SEKDA", "amount": 2, "unit": "WORKING_DAYS"},
]
SEMARANG = clock_set(
    "SEMARANG",
    {
        "limits": [
            {"code": "FORWARD", "amount": 24, "unit": "HOURS"},
            {"code": "DECIDE", "amount": 1, "unit": "WORKING_DAYS"},
            {"code": "ANSWER", "amount": 3, "unit": "WORKING_DAYS"},
            {"code": "SOLVE", "amount": 5, "unit": "WORKING_DAYS"},
            {"code": "LAPSE", "amount": 10, "unit": "WORKING_DAYS"},
        ],
        "ladder": LADDER,
    },
)
LAW = Law(CALENDAR, SEMARANG)


def law_for(code: str, at: datetime) -> Law:
    return LAW


def start(at: datetime, *, unroutable: bool = False) -> Event:
    state = State.AWAITING_DECISION if unroutable else State.RECEIVED
    holder = COORDINATOR if unroutable else 1
    return Event(Act.OPENED, at, {"state": state.value, "holder": holder, "clock": "SEMARANG"})


def random_history(random: Random, *, most: int = 14) -> list[Event]:
    """A lawful history of up to `most` acts: every act is one that the actions would allow."""
    at = datetime(2026, 3, 2, 8, 0, tzinfo=JAKARTA) + timedelta(minutes=random.randrange(60 * 24 * 60))
    events = [start(at, unroutable=random.random() < 0.15)]
    case = opened(events[0], LAW)
    for _ in range(random.randrange(most)):
        at += timedelta(minutes=random.randrange(1, 60 * 24 * 3))
        choices = [event for act in MOVES if (event := _event(act, case, at, random))]
        if not choices:
            break
        events.append(random.choice(choices))
        case = advance(case, events[-1], LAW)
    return events


def _event(act: Act, case: Snapshot, at: datetime, random: Random) -> Event | None:
    if case.state not in MOVES[act][0] or (case.head_id and act is not Act.UNMERGED):
        return None
    others = [opd for opd in OPDS if opd != case.holder_id]
    match act:
        case Act.REFUSED if not case.is_decided and case.hops < MOST_HOPS:
            return Event(act, at, {"from": case.holder_id, "to": random.choice(others)})
        case Act.REFERRED if not case.is_decided and case.hops >= MOST_HOPS:
            return Event(act, at, {"from": case.holder_id, "to": COORDINATOR})
        case Act.REFUSED | Act.REFERRED:
            return None
        case Act.DECIDED:
            return Event(act, at, {"to": random.choice(others), "final": case.hops >= MOST_HOPS})
        case Act.PAUSED:
            until = at + timedelta(days=random.randrange(1, 10))
            return Event(act, at, {"reason": "PARTS", "until": until.isoformat()})
        case Act.ASSIGNED:
            return Event(act, at, {"user": random.randrange(1, 9)})
        case Act.WARNED | Act.ESCALATED:
            return None
        case Act.MERGED:
            return Event(act, at, {"into": 7}) if random.random() < 0.3 else None
        case Act.UNMERGED:
            return Event(act, at, {}) if case.head_id else None
        case Act.STEPPED:
            return _step(case, at, random, others)
        case _:
            return Event(act, at, {})


STEP_STATES = [
    State.RECEIVED,
    State.IN_PROGRESS,
    State.ON_HOLD,
    State.ANSWERED,
    State.SOLVED,
    State.CLOSED,
    State.WITHDRAWN,
]


def _step(case: Snapshot, at: datetime, random: Random, others: list[int]) -> Event:
    """A step of some flow: any state, at times to another holder."""
    state = random.choice(STEP_STATES)
    data = {"step": random.choice(["SATU", "DUA"]), "state": state.value}
    ends = state in {State.CLOSED, State.WITHDRAWN}
    if random.random() < 0.3 and not ends:
        data |= {"from": case.holder_id, "to": random.choice(others)}
    if state is State.ON_HOLD:
        until = (at + timedelta(days=random.randrange(1, 10))).isoformat() if random.random() < 0.8 else ""
        data |= {"until": until, "reason": "WAITING"}
    return Event(Act.STEPPED, at, data)
