"""What the reporter says, and what silence leads to. Silence never confirms anything."""

from datetime import datetime

from balai.engine.cases.actions.family import has_seconded, release, unmerge
from balai.engine.cases.actions.moving import act, carry_out, spokesman
from balai.engine.cases.actions.words import add_remark
from balai.engine.cases.models import Case
from balai.engine.cases.terms import Act, State
from balai.foundation.actor import SYSTEM, Actor


@act()
def confirm(*, case_id: int, by: Actor, at: datetime, rating: int | None = None) -> Case:
    """The reporter says that it is solved. `rating` is 1 to 5. Raises Conflict, Forbidden.

    Under a head he says so for himself, once in each round; the head waits for its own reporter.
    """
    details = {"rating": rating} if rating else {}
    case, member = spokesman(case_id)
    if member is None:
        return carry_out(case, Act.CONFIRMED, by=by, at=at, data=details)
    if has_seconded(case, member):
        return case
    return carry_out(case, Act.SECONDED, by=by, at=at, data={**details, "member": member})


@act()
def contest(*, case_id: int, text: str, by: Actor, at: datetime) -> Case:
    """The reporter says that it is not solved: back to the same holder; the citizen's clock keeps its start.

    Each reporter of a family may reopen it for all. Once the head's own reporter confirmed, the word of another opens
    his own case again: it leaves the family. Raises Refused TEXT_…; Conflict; Forbidden.
    """
    case, member = spokesman(case_id)
    if member is not None and case.state == State.CONFIRMED:
        return unmerge(case_id=member, text=text, is_public=True, by=by, at=at)
    remark = add_remark(case, text=text, is_public=True, by=by, at=at, label="Alasan sanggahan")
    details = {"remark": remark.pk} | ({"member": member} if member else {})
    return carry_out(case, Act.CONTESTED, by=by, at=at, data=details)


@act()
def withdraw(*, case_id: int, by: Actor, at: datetime, text: str = "") -> Case:
    """The reporter takes the case back, and may say why; the others of its family stay.

    Raises Refused TEXT_…; Conflict; Forbidden.
    """
    case, member = spokesman(case_id)
    if member is not None:
        case = unmerge(case_id=member, by=by, at=at)
    release(case, by=SYSTEM, at=at)
    remark = (
        add_remark(case, text=text, is_public=True, by=by, at=at, label="Alasan") if text.strip() else None
    )
    return carry_out(case, Act.WITHDRAWN, by=by, at=at, data={"remark": remark.pk} if remark else {})
