"""Named questions about parameters and the working calendar; answered from a copy in the process."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from balai.foundation.errors import NotFound
from balai.foundation.periods import DateRange
from balai.foundation.workdays import WorkCalendar

from .kept import Kept
from .models import Holiday, Parameter
from .terms import OFFICE_HOURS

MISSING: Final = object()


@dataclass(frozen=True, slots=True)
class _Law:
    values: dict[str, list[tuple[DateRange, Any]]]
    calendar: WorkCalendar


def value(code: str, *, on: date, default: Any = MISSING) -> Any:
    """The value of the parameter on that day, as JSON types.

    Raises NotFound PARAMETER_MISSING when none holds on that day and no default is given.
    """
    for period, found in kept.get().values.get(code, ()):
        if on in period:
            return found
    if default is MISSING:
        raise NotFound("PARAMETER_MISSING", f"Parameter {code} belum diisi untuk tanggal {on}.")
    return default


def in_force(code: str, *, on: date) -> Parameter | None:
    """The row that holds on that day, with its start and source; read from the database."""
    rows = Parameter.objects.filter(code=code, valid_from__lte=on).order_by("-valid_from")
    return next((row for row in rows if on in DateRange(row.valid_from, row.valid_to)), None)


def calendar() -> WorkCalendar:
    """The region's working calendar: all loaded holidays, and the office hours of the row still in force."""
    return kept.get().calendar


def _load() -> _Law:
    values: dict[str, list[tuple[DateRange, Any]]] = defaultdict(list)
    for row in Parameter.objects.order_by("code", "-valid_from"):
        values[row.code].append((DateRange(row.valid_from, row.valid_to), row.value))
    names: dict[date, str] = {}
    for day, name in Holiday.objects.order_by("date", "id").values_list("date", "name"):
        names[day] = f"{names[day]}; {name}" if day in names else name
    return _Law(dict(values), _calendar(names, values.get(OFFICE_HOURS, [])))


def _calendar(names: dict[date, str], hours: list[tuple[DateRange, Any]]) -> WorkCalendar:
    current = next((found for period, found in hours if period.end is None), None)
    if current is None:
        return WorkCalendar(names)
    by_weekday = {int(day): (_time(opens), _time(closes)) for day, (opens, closes) in current.items()}
    return WorkCalendar(names, hours=by_weekday, weekend=frozenset(range(7)) - by_weekday.keys())


def _time(text: str) -> time:
    return time.fromisoformat(text)


kept: Kept[_Law] = Kept("parameters", _load)
