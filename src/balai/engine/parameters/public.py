"""The front door of parameters."""

from .actions import correct_value, load_holidays, load_parameters, set_value
from .kept import Kept
from .models import Holiday, Parameter
from .queries import MISSING, calendar, in_force, value
from .terms import HOLIDAY_LABELS, OFFICE_HOURS, PARAMETER_SET, HolidayKind

__all__ = [
    "HOLIDAY_LABELS",
    "MISSING",
    "OFFICE_HOURS",
    "PARAMETER_SET",
    "Holiday",
    "HolidayKind",
    "Kept",
    "Parameter",
    "calendar",
    "correct_value",
    "in_force",
    "load_holidays",
    "load_parameters",
    "set_value",
    "value",
]
