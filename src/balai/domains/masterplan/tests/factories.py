"""Invented plans and programmes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from balai.domains.masterplan.actions.programmes import add_programme
from balai.domains.masterplan.models import Plan, Programme
from balai.engine.organizations.public import Opd
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM, Actor

NOON = datetime(2026, 6, 8, 12, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def make_plan(code: str = "rekaan", **fields: Any) -> Plan:
    """A plan of five years from 2019 with a vision for 2029, made once per code."""
    values = {
        "title": "Rencana rekaan",
        "start_year": 2019,
        "vision_year": 2029,
        "state": "IN_FORCE",
        **fields,
    }
    return Plan.objects.get_or_create(code=code, defaults=values)[0]


def make_programme(
    code: str = "R-01", *, plan: Plan | None = None, at: datetime = NOON, **given: Any
) -> Programme:
    """A programme as the house itself enters it."""
    values = {"code": code, "name": f"Program rekaan {code}", "dimension": "GOVERNANCE", **given}
    return add_programme(plan_id=(plan or make_plan()).pk, given=values, by=SYSTEM, at=at)


def planner() -> Actor:
    """An admin of the office that plans for everybody."""
    values = {"value": ["PERENCANA"], "valid_from": datetime(2000, 1, 1).date()}
    Parameter.objects.get_or_create(code="masterplan.planning_opds", defaults=values)
    return officer(make_opd("PERENCANA"))


def officer(opd: Opd, role: Role = Role.OPD_ADMIN) -> Actor:
    """Somebody of that office with an account, made once."""
    email = f"{opd.code}.{role}@contoh.invalid".lower()
    return actor_of(User.objects.filter(email=email).first() or make_user(role, email=email, opd=opd))
