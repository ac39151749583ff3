"""A case of a kind with its own flow takes a step. Which steps there are, and whose, is the room's table."""

from datetime import datetime
from typing import Any

from balai.engine.cases.actions.moving import carry_out, part_of_act
from balai.engine.cases.actions.words import add_remark
from balai.engine.cases.models import Case
from balai.engine.cases.terms import Act, State
from balai.foundation.actor import Actor


@part_of_act()
def step(
    *,
    case: Case,
    to_step: str,
    state: State,
    by: Actor,
    at: datetime,
    move: str = "",
    text: str = "",
    is_public: bool = True,
    holder_id: int | None = None,
    until: datetime | None = None,
    reason: str = "",
) -> Case:
    """Take a `locked` case to `to_step`, which means `state` to the clocks; `text` goes to the applicant.

    `holder_id` hands it to another agency, `until` and `reason` belong to a step that waits (ON_HOLD).
    Raises Conflict CASE_MOVED; Forbidden NOT_YOURS for kinds without a flow; Refused TEXT_….
    """
    details: dict[str, Any] = {"step": to_step, "state": State(state).value, "move": move}
    ends = state in {State.CLOSED, State.WITHDRAWN}
    # A case ends with whoever holds it: what is over is handed to nobody.
    if holder_id is not None and holder_id != case.holder_id and not ends:
        details |= {"from": case.holder_id, "to": holder_id}
    if state is State.ON_HOLD:
        details |= {"until": until.isoformat() if until else "", "reason": reason}
    if text.strip():
        details["remark"] = add_remark(
            case, text=text, is_public=is_public, by=by, at=at, label="Penjelasan"
        ).pk
    if not is_public:
        details["public"] = False
    return carry_out(case, Act.STEPPED, by=by, at=at, data=details)
