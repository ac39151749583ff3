"""The life of a case as a fold over its history.

`advance` is the only place where an act changes a case: the actions call it for the act that is being
done, `replay` calls it for every act that ever was. Live values therefore equal replayed values.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from balai.engine.cases.rules.law import Law
from balai.engine.cases.terms import MOVES, NOTED, OPEN_STATES, UNDER_HEAD, Act, State
from balai.foundation.errors import Conflict


@dataclass(frozen=True, slots=True)
class Event:
    """One act: what, when, and its codes and ids."""

    act: Act
    at: datetime
    data: Mapping = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything about a case that follows from its history. Field names are the columns of `Case`."""

    state: State
    holder_id: int
    clock_set: str
    opened_at: datetime
    holder_since: datetime
    citizen_due_at: datetime | None = None
    citizen_stopped_at: datetime | None = None
    holder_due_at: datetime | None = None
    lapse_at: datetime | None = None
    paused_at: datetime | None = None
    pause_until: datetime | None = None
    pause_reason: str = ""
    pause_count: int = 0
    hops: int = 0
    is_decided: bool = False
    answered_at: datetime | None = None
    solved_at: datetime | None = None
    confirmed_at: datetime | None = None
    closed_at: datetime | None = None
    contest_count: int = 0
    citizen_rung: int = 0
    holder_rung: int = 0
    assignee_id: int | None = None
    next_check_at: datetime | None = None
    step: str = ""
    head_id: int | None = None
    head_since: datetime | None = None


def opened(event: Event, law: Law) -> Snapshot:
    """The first snapshot. Data: `state`, `holder`, `clock`, `step` where the kind has a flow, `due` (a moment) where
    the promise has a date of its own."""
    start, due = event.at, event.data.get("due")
    state = State(event.data["state"])
    first = Snapshot(
        state=state,
        holder_id=event.data["holder"],
        clock_set=event.data["clock"],
        step=event.data.get("step", ""),
        opened_at=start,
        holder_since=start,
        citizen_due_at=datetime.fromisoformat(due) if due else law.due(start, "ANSWER"),
        holder_due_at=law.due(start, "DECIDE" if state is State.AWAITING_DECISION else "FORWARD"),
    )
    return replace(first, next_check_at=next_check(first, law))


def advance(case: Snapshot, event: Event, law: Law) -> Snapshot:
    """The case after `event`.

    Raises Conflict CASE_MOVED when the table of moves does not allow the act in the present state, CASE_IN_FAMILY
    for an act on a case that stands under a head.
    """
    allowed_in, after = MOVES[event.act]
    if case.state not in allowed_in:
        raise Conflict("CASE_MOVED", "Keadaan kasus ini sudah berubah. Muat ulang halaman lalu periksa lagi.")
    if case.head_id is not None and event.act not in UNDER_HEAD | NOTED:
        raise Conflict(
            "CASE_IN_FAMILY",
            "Laporan ini sudah disatukan dengan laporan lain. Kerjakan laporan induknya, atau pisahkan dahulu.",
        )
    moved = replace(case, state=after) if after else case
    effect = _EFFECTS.get(event.act)
    if effect:
        moved = effect(moved, event, law)
    return replace(moved, next_check_at=next_check(moved, law))


def replay(events: Iterable[Event], law_for: Callable[[str, datetime], Law]) -> Snapshot:
    """The snapshot after the whole history. `law_for(clock code, moment of opening)` gives the law.

    Raises ValueError for an empty history or one that does not begin with the opening.
    """
    iterator = iter(events)
    first = next(iterator, None)
    if first is None or first.act is not Act.OPENED:
        raise ValueError("a history begins with the opening of the case")
    law = law_for(first.data["clock"], first.at)
    case = opened(first, law)
    for event in iterator:
        case = advance(case, event, law)
    return case


def next_check(case: Snapshot, law: Law) -> datetime | None:
    """The earliest moment at which the sweeper has something to do; None when it never will."""
    if case.head_id is not None:
        return None  # its head is watched
    if case.state is State.ON_HOLD:
        return case.pause_until
    if case.state in {State.ANSWERED, State.SOLVED}:
        return case.lapse_at
    if case.state not in OPEN_STATES:
        return None
    moments = [moment for _, moment in due_rungs(case, law)]
    return min(moments, default=None)


def due_rungs(case: Snapshot, law: Law) -> list[tuple[str, datetime]]:
    """The next step of the ladder for each running clock: `[(CITIZEN | HOLDER, moment)]`."""
    ladder = law.clocks.ladder
    found = []
    if case.citizen_due_at and not case.citizen_stopped_at and case.citizen_rung < len(ladder):
        rung = ladder[case.citizen_rung]
        moment = rung.moment(start=case.opened_at, due=case.citizen_due_at, calendar=law.calendar)
        found.append(("CITIZEN", moment))
    if case.holder_due_at and case.holder_rung < len(ladder):
        rung = ladder[case.holder_rung]
        moment = rung.moment(start=case.holder_since, due=case.holder_due_at, calendar=law.calendar)
        found.append(("HOLDER", moment))
    return found


def _taken(case: Snapshot, event: Event, law: Law) -> Snapshot:
    """Work begins: the holder's limit is now the one for answering, from when he got the case."""
    if case.citizen_stopped_at:
        due = _work_due(case, case.answered_at or event.at, law, "SOLVE")
    else:
        due = _work_due(case, case.holder_since, law, "ANSWER")
    return replace(case, holder_due_at=due, holder_rung=0)


def _work_due(case: Snapshot, start: datetime, law: Law, code: str) -> datetime | None:
    """When the holder must be done: by the limit `code` of the set, or on the case's own date, which nothing restarts."""
    has_own_date = case.citizen_due_at is not None and law.clocks.limit("ANSWER") is None
    return case.citizen_due_at if has_own_date else law.due(start, code)


def _given_to(case: Snapshot, event: Event, law: Law, limit: str) -> Snapshot:
    return replace(
        case,
        holder_id=event.data["to"],
        holder_since=event.at,
        holder_due_at=law.due(event.at, limit),
        holder_rung=0,
        assignee_id=None,
    )


def _refused(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return replace(_given_to(case, event, law, "FORWARD"), hops=case.hops + 1)


def _referred(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return _given_to(case, event, law, "DECIDE")


def _decided(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return replace(_given_to(case, event, law, "FORWARD"), is_decided=bool(event.data.get("final")))


def _paused(case: Snapshot, event: Event, law: Law) -> Snapshot:
    until = datetime.fromisoformat(event.data["until"]) if event.data["until"] else None
    return replace(
        case,
        paused_at=event.at,
        pause_until=until,
        pause_reason=event.data["reason"],
        pause_count=case.pause_count + 1,
    )


def _resumed(case: Snapshot, event: Event, law: Law) -> Snapshot:
    # A pause never counts beyond its limit, however late somebody ends it.
    since = case.paused_at or event.at
    until = min(event.at, case.pause_until or event.at)
    citizen_due = case.citizen_due_at
    if not case.citizen_stopped_at:
        citizen_due = law.postponed(citizen_due, since, until)
    return replace(
        case,
        citizen_due_at=citizen_due,
        holder_due_at=law.postponed(case.holder_due_at, since, until),
        paused_at=None,
        pause_until=None,
        pause_reason="",
    )


def _first_answer(case: Snapshot, at: datetime) -> Snapshot:
    return replace(case, answered_at=case.answered_at or at, citizen_stopped_at=case.citizen_stopped_at or at)


def _replied(case: Snapshot, event: Event, law: Law) -> Snapshot:
    answered = _first_answer(case, event.at)
    return replace(answered, holder_due_at=_work_due(case, event.at, law, "SOLVE"), holder_rung=0)


def _answered(case: Snapshot, event: Event, law: Law) -> Snapshot:
    answered = _first_answer(case, event.at)
    return replace(answered, holder_due_at=None, lapse_at=law.due(event.at, "LAPSE"))


def _solved(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return replace(_answered(case, event, law), solved_at=event.at)


def _confirmed(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return replace(case, confirmed_at=event.at, closed_at=event.at, lapse_at=None)


def _contested(case: Snapshot, event: Event, law: Law) -> Snapshot:
    """Back to the same holder. The citizen's clock keeps its start and its date, and runs again."""
    return replace(
        case,
        citizen_stopped_at=None,
        solved_at=None,
        closed_at=None,
        lapse_at=None,
        contest_count=case.contest_count + 1,
        holder_due_at=_work_due(case, event.at, law, "ANSWER"),
        holder_rung=0,
    )


def _sent_back(case: Snapshot, event: Event, law: Law) -> Snapshot:
    """The proof did not hold: as after a contest, only that the reporter did not contest."""
    return replace(_contested(case, event, law), contest_count=case.contest_count)


def _lapsed(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return replace(case, closed_at=event.at, lapse_at=None)


def _closed(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return replace(
        case,
        closed_at=event.at,
        citizen_stopped_at=case.citizen_stopped_at or event.at,
        holder_due_at=None,
        lapse_at=None,
        paused_at=None,
        pause_until=None,
        pause_reason="",
    )


def _stepped(case: Snapshot, event: Event, law: Law) -> Snapshot:
    """A step of the room's flow. Data: `step`, `state`, and `to` (a new holder), `until` and `reason` (a pause).

    What the state means for the clocks is what it means for every other kind of case.
    """
    before, after = case.state, State(event.data["state"])
    if before is State.ON_HOLD:
        case = _resumed(case, event, law)
    given = event.data.get("to", case.holder_id) != case.holder_id
    if given:
        case = _given_to(case, event, law, "FORWARD")
    if after is State.IN_PROGRESS and (given or before is State.RECEIVED):
        case = _taken(case, event, law)
    effect = _STATE_EFFECTS.get(after)
    if effect:
        case = effect(case, event, law)
    return replace(case, state=after, step=event.data["step"])


def _merged(case: Snapshot, event: Event, law: Law) -> Snapshot:
    """Under a head everything stays as it was, its promise included: merging wins no time. Nobody is reminded of it,
    because the head came first and is therefore due first. Data: `into`, `since` where it only comes back to it."""
    since = event.data.get("since")
    return replace(
        case,
        head_id=event.data["into"],
        head_since=datetime.fromisoformat(since) if since else event.at,
    )


def _unmerged(case: Snapshot, event: Event, law: Law) -> Snapshot:
    """On its own again, as if it had never been under a head: the clock neither stopped nor starts again."""
    return replace(case, head_id=None, head_since=None)


def _assigned(case: Snapshot, event: Event, law: Law) -> Snapshot:
    return replace(case, assignee_id=event.data["user"])


def _rung_taken(case: Snapshot, event: Event, law: Law) -> Snapshot:
    if event.data["clock"] == "CITIZEN":
        return replace(case, citizen_rung=event.data["rung"] + 1)
    return replace(case, holder_rung=event.data["rung"] + 1)


_STATE_EFFECTS = {
    State.ON_HOLD: _paused,
    State.ANSWERED: _answered,
    State.SOLVED: _solved,
    State.CLOSED: _closed,
    State.WITHDRAWN: _closed,
}
_EFFECTS: dict[Act, Callable[[Snapshot, Event, Law], Snapshot]] = {
    Act.ACCEPTED: _taken,
    Act.REFUSED: _refused,
    Act.REFERRED: _referred,
    Act.DECIDED: _decided,
    Act.PAUSED: _paused,
    Act.RESUMED: _resumed,
    Act.REPLIED: _replied,
    Act.ANSWERED: _answered,
    Act.SOLVED: _solved,
    Act.CONFIRMED: _confirmed,
    Act.CONTESTED: _contested,
    Act.PROOF_REFUSED: _sent_back,
    Act.PROOF_RETAKE: _sent_back,
    Act.LAPSED: _lapsed,
    Act.CLOSED: _closed,
    Act.WITHDRAWN: _closed,
    Act.ASSIGNED: _assigned,
    Act.STEPPED: _stepped,
    Act.WARNED: _rung_taken,
    Act.ESCALATED: _rung_taken,
    Act.MERGED: _merged,
    Act.UNMERGED: _unmerged,
}
