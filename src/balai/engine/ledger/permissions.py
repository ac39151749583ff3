"""Who may change a ceiling: the agency that keeps the region's books."""

from datetime import date

from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound

from .terms import TREASURY


def may_budget(by: Actor, *, on: date) -> bool:
    """Whether `by` is an admin of the agency that the parameter `ledger.treasury_opd` names."""
    if not by.is_officer or by.role != Role.OPD_ADMIN or by.opd_id is None:
        return False
    code = parameters.value(TREASURY, on=on, default="")
    try:
        return bool(code) and organizations.opd(code).pk == by.opd_id
    except NotFound:
        return False


def require_budget(by: Actor, *, on: date) -> None:
    """Raises Forbidden NOT_YOURS for anybody but the treasury."""
    if not may_budget(by, on=on):
        raise Forbidden("NOT_YOURS", "Hanya admin pengelola keuangan daerah yang mengubah pagu.")
