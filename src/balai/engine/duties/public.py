"""The front door of duties. Tests that call `owe` make the clock first: `balai.engine.duties.testing.make_clock()`."""

from balai.engine.duties.actions import end_duty, owe
from balai.engine.duties.kinds import DutyKind, duty_kinds, register_duty_kind
from balai.engine.duties.models import Duty
from balai.engine.duties.queries import DutyView, Owing, duties_about, open_and_late, owed
from balai.engine.duties.terms import CASE_KIND

__all__ = [
    "CASE_KIND",
    "Duty",
    "DutyKind",
    "DutyView",
    "Owing",
    "duties_about",
    "duty_kinds",
    "end_duty",
    "open_and_late",
    "owe",
    "owed",
    "register_duty_kind",
]
