"""The front door of parameters."""

from .actions import load_holidays, load_parameters, set_value
from .kept import Kept
from .models import Holiday, Parameter
from .queries import MISSING, calendar, value
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
    "load_holidays",
    "load_parameters",
    "set_value",
    "value",
]
