"""Who may state figures."""

from datetime import date

from balai.engine.organizations.public import plans
from balai.engine.people.public import Role
from balai.foundation.actor import Actor

from .models import Series


def may_state(by: Actor, series: Series, *, on: date) -> bool:
    """The coordinator and the planning offices for all; an agency's admin for the series that his agency owns."""
    if by.role == Role.COORDINATOR:
        return True
    if by.role != Role.OPD_ADMIN:
        return False
    return plans(by.opd_id, on=on) or (series.owner_id is not None and series.owner_id == by.opd_id)
