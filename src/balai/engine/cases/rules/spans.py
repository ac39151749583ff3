"""How long each holder had a case: the holder's clock as an account that always balances."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from balai.engine.cases.rules.history import Event
from balai.engine.cases.terms import Act, State

_STOPS = {Act.ANSWERED, Act.SOLVED, Act.CLOSED, Act.WITHDRAWN}
_STEP_KINDS = {
    State.ON_HOLD: "PAUSED",
    State.ANSWERED: "SILENT",
    State.SOLVED: "SILENT",
    State.CLOSED: "SILENT",
    State.WITHDRAWN: "SILENT",
}
_REOPENS = {Act.CONTESTED, Act.PROOF_REFUSED, Act.PROOF_RETAKE}
_END_STATES = {State.CLOSED, State.WITHDRAWN}
_ENDS = {Act.CONFIRMED, Act.LAPSED, Act.CLOSED, Act.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the citizen's time. `kind`: HELD by an agency, LIMBO at the coordinator for a
    decision, PAUSED for a coded reason, or SILENT between an answer and a contest."""

    holder_id: int
    kind: str
    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        return self.until - self.since


def spans(events: Iterable[Event], *, until: datetime) -> list[Span]:
    """The case's time from opening to `until` (or to its end), cut wherever holder or kind changes.

    The spans follow one another without gap or overlap: their sum is the citizen's whole time.
    """
    found: list[Span] = []
    holder, kind, since, resume_kind = 0, "", None, "HELD"
    ended_at: datetime | None = None
    for event in events:
        holder_after, kind_after = holder, kind
        match event.act:
            case Act.OPENED:
                holder_after = event.data["holder"]
                kind_after = "LIMBO" if event.data["state"] == "AWAITING_DECISION" else "HELD"
                since = event.at
            case Act.REFUSED | Act.DECIDED:
                holder_after, kind_after = event.data["to"], "HELD"
            case Act.REFERRED:
                holder_after, kind_after = event.data["to"], "LIMBO"
            case Act.PAUSED:
                resume_kind, kind_after = kind, "PAUSED"
            case Act.RESUMED:
                kind_after = resume_kind
            case act if act in _REOPENS:
                kind_after = "HELD"
            case Act.STEPPED:
                holder_after = event.data.get("to", holder)
                kind_after = _STEP_KINDS.get(event.data["state"], "HELD")
            case act if act in _STOPS:
                kind_after = "SILENT"
        if (holder_after, kind_after) != (holder, kind):
            if kind and since is not None and event.at > since:
                found.append(Span(holder, kind, since, event.at))
            holder, kind, since = holder_after, kind_after, event.at
        if event.act in _ENDS or (event.act is Act.STEPPED and event.data["state"] in _END_STATES):
            ended_at = event.at
        elif event.act in _REOPENS:
            ended_at = None
    until = ended_at or until
    if since is not None and until > since:
        found.append(Span(holder, kind, since, until))
    return found
