"""A case turns out to be about something else. Holder, clocks and promise stay; only what it is called changes."""

from datetime import datetime

from balai.engine.cases.actions.moving import carry_out, part_of_act
from balai.engine.cases.models import Case
from balai.engine.cases.terms import Act
from balai.foundation.actor import Actor


@part_of_act()
def reclassify(*, case: Case, category_code: str, by: Actor, at: datetime) -> Case:
    """Give a `locked` case another category. Raises Conflict CASE_MOVED when it is over; Forbidden NOT_YOURS."""
    details = {"from": case.category_code, "to": category_code}
    case = carry_out(case, Act.RECLASSIFIED, by=by, at=at, data=details)
    Case.objects.filter(pk=case.pk).update(category_code=category_code)
    case.category_code = category_code
    return case
