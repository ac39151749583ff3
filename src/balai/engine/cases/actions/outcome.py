"""What the reporter says, and what silence leads to. Silence never confirms anything."""

from datetime import datetime

from balai.engine.cases.actions.moving import act, carry_out, locked
from balai.engine.cases.actions.words import add_remark
from balai.engine.cases.models import Case
from balai.engine.cases.terms import Act
from balai.foundation.actor import Actor


@act()
def confirm(*, case_id: int, by: Actor, at: datetime, rating: int | None = None) -> Case:
    """The reporter says that it is solved. `rating` is 1 to 5. Raises Conflict, Forbidden."""
    details = {"rating": rating} if rating else {}
    return carry_out(locked(case_id), Act.CONFIRMED, by=by, at=at, data=details)


@act()
def contest(*, case_id: int, text: str, by: Actor, at: datetime) -> Case:
    """The reporter says that it is not solved: back to the same holder; the citizen's clock keeps its start.

    Raises Refused TEXT_…; Conflict; Forbidden.
    """
    case = locked(case_id)
    remark = add_remark(case, text=text, is_public=True, by=by, at=at, label="Alasan sanggahan")
    return carry_out(case, Act.CONTESTED, by=by, at=at, data={"remark": remark.pk})


@act()
def withdraw(*, case_id: int, by: Actor, at: datetime, text: str = "") -> Case:
    """The reporter takes the case back, and may say why. Raises Refused TEXT_…; Conflict; Forbidden."""
    case = locked(case_id)
    remark = (
        add_remark(case, text=text, is_public=True, by=by, at=at, label="Alasan") if text.strip() else None
    )
    return carry_out(case, Act.WITHDRAWN, by=by, at=at, data={"remark": remark.pk} if remark else {})
