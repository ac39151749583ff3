"""The words of parameters: kinds of holidays, journal codes."""

from enum import StrEnum


class HolidayKind(StrEnum):
    """Who closes the offices on that day."""

    NATIONAL = "NATIONAL"
    COLLECTIVE_LEAVE = "COLLECTIVE_LEAVE"
    REGIONAL = "REGIONAL"


HOLIDAY_LABELS = {
    HolidayKind.NATIONAL: "Hari libur nasional",
    HolidayKind.COLLECTIVE_LEAVE: "Cuti bersama",
    HolidayKind.REGIONAL: "Libur daerah",
}

PARAMETER_SET = "PARAMETER_SET"
# The parameter that the working calendar reads its office hours from.
OFFICE_HOURS = "office.hours"
