"""The front door of duties. Tests that call `owe` make the clock first: `balai.engine.duties.testing.make_clock()`."""

from balai.engine.duties.actions import end_duty, owe
from balai.engine.duties.kinds import DutyKind, duty_kinds, register_duty_kind
from balai.engine.duties.models import Duty
from balai.engine.duties.queries import (
    Account,
    DutyView,
    Owing,
    accounts,
    duties_about,
    listed,
    of_tab,
    open_and_late,
    owed,
)
from balai.engine.duties.queries import views as duty_views
from balai.engine.duties.terms import CASE_KIND

__all__ = [
    "CASE_KIND",
    "Account",
    "Duty",
    "DutyKind",
    "DutyView",
    "Owing",
    "accounts",
    "duties_about",
    "duty_kinds",
    "duty_views",
    "end_duty",
    "listed",
    "of_tab",
    "open_and_late",
    "owe",
    "owed",
    "register_duty_kind",
]
