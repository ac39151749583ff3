"""The closed list of functions that compute facts from answers. Pure: the day of filing comes in as a value.

A fact is None where an answer that it needs is missing; questions of yes or no are then False.
"""

from calendar import monthrange
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from balai.foundation.workdays import WorkCalendar

from .description import Fact, Pack

FILED_ON = "filed_on"
DAY_TYPES = ("CALENDAR", "WORKING", "CALENDAR_DAYS", "WORKING_DAYS")
# What an argument of a function may be: a date of the form (or `filed_on`, or a DATE of the region); a question; a
# paper; the name of a list outside; a value of the region; a number of days; a way of counting; answers to `field`.
ARGUMENTS = ("DAY", "QUESTION", "PAPER", "LIST", "VALUE", "COUNT", "DAY_TYPE", "ANSWERS")


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that facts are computed from; answers are cleaned: dates as 2026-01-31."""

    answers: Mapping[str, Any]
    papers: Collection[str]
    lookups: Mapping[str, Any]
    values: Mapping[str, Any]
    filed_on: date
    calendar: WorkCalendar

    def answer(self, name: str) -> Any:
        """The answer to a question, or None; `filed_on` is the day of filing."""
        if name == FILED_ON:
            return self.filed_on.isoformat()
        given = self.answers.get(name)
        return None if given == "" else given

    def day(self, name: str) -> date | None:
        """The answer as a date; None where there is none."""
        given = self.values.get(name[1:]) if name.startswith("$") else self.answer(name)
        if isinstance(given, date):
            return given
        try:
            return date.fromisoformat(given) if isinstance(given, str) else None
        except ValueError:
            return None

    def literal(self, written: Any) -> Any:
        """What is written, or the region's value where that is `$name`."""
        if isinstance(written, str) and written.startswith("$"):
            return self.values.get(written[1:])
        return written


def compute_facts(pack: Pack, situation: Situation) -> dict[str, Any]:
    """Every fact of the pack by its code."""
    return {fact.code: compute(fact, situation) for fact in pack.facts}


def compute(fact: Fact, situation: Situation) -> Any:
    """The value of one fact. Raises KeyError for a function that is not in the list."""
    return FUNCTIONS[fact.function].run(situation, fact.arguments)


def days_between(start: date, end: date) -> int:
    """Days from `start` to `end`; 1 from today to tomorrow, negative when `end` is earlier."""
    return (end - start).days


def months_between(start: date, end: date) -> int:
    """Complete months from `start` to `end`; negative when `end` is earlier.

    A month is complete on the same day of a later month, or on its last day where it has no such day: from 31
    January to 28 February is one month, and a year after 29 February ends on 28 February.
    """
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    anniversary = min(start.day, monthrange(end.year, end.month)[1])
    return months - (end.day < anniversary)


def age_years(born: date, on: date) -> int:
    """Complete years of age on that day."""
    months = months_between(born, on)
    return months // 12 if months >= 0 else -(-months // 12)


def days_counted(start: date, end: date, day_type: str, calendar: WorkCalendar) -> int:
    """Days from `start` to `end` by the region's way of counting: every day, or working days (`WORKING`)."""
    if day_type.startswith("WORKING"):
        return calendar.workdays_between(start, end)
    return days_between(start, end)


def _between(
    count: Callable[[date, date], int], first: str = "from", last: str = "to"
) -> Callable[..., int | None]:
    def run(situation: Situation, arguments: Mapping[str, Any]) -> int | None:
        start, end = situation.day(arguments[first]), situation.day(arguments[last])
        return count(start, end) if start and end else None

    return run


def _working_days_between(situation: Situation, arguments: Mapping[str, Any]) -> int | None:
    return _between(situation.calendar.workdays_between)(situation, arguments)


def _deadline_passed(situation: Situation, arguments: Mapping[str, Any]) -> bool | None:
    """Whether more than `days` have gone by. Without a number of days there is no deadline."""
    days = situation.literal(arguments["days"])
    if days is None or days == "":
        return False
    day_type = situation.literal(arguments.get("day_type")) or "CALENDAR"
    start, end = situation.day(arguments["from"]), situation.day(arguments["to"])
    if not start or not end:
        return None
    return days_counted(start, end, day_type, situation.calendar) > int(days)


def _same(situation: Situation, arguments: Mapping[str, Any]) -> bool:
    first, second = situation.answer(arguments["a"]), situation.answer(arguments["b"])
    return first is not None and first == second


def _listed(situation: Situation, arguments: Mapping[str, Any]) -> bool:
    return bool(situation.lookups.get(situation.literal(arguments["list"]), False))


def _has_paper(situation: Situation, arguments: Mapping[str, Any]) -> bool:
    return arguments["paper"] in situation.papers


def _answered(situation: Situation, arguments: Mapping[str, Any]) -> bool:
    return situation.answer(arguments["field"]) is not None


def _is_any(situation: Situation, arguments: Mapping[str, Any]) -> bool:
    wanted = situation.literal(arguments["of"])
    given = situation.answer(arguments["field"])
    return given is not None and given in (wanted if isinstance(wanted, list | tuple) else [wanted])


def _value(situation: Situation, arguments: Mapping[str, Any]) -> Any:
    return situation.values.get(arguments["name"].removeprefix("$"))


def _field(situation: Situation, arguments: Mapping[str, Any]) -> Any:
    return situation.answer(arguments["name"])


@dataclass(frozen=True, slots=True)
class Function:
    """`parameters`: name -> what may stand there, one of `ARGUMENTS`; a name that ends in `?` may be left out.
    `gives`: BOOLEAN, INTEGER, or "" where that depends on the argument."""

    run: Callable[[Situation, Mapping[str, Any]], Any]
    parameters: Mapping[str, str]
    gives: str


_SPAN = {"from": "DAY", "to": "DAY"}
FUNCTIONS: Mapping[str, Function] = {
    "days_between": Function(_between(days_between), _SPAN, "INTEGER"),
    "working_days_between": Function(_working_days_between, _SPAN, "INTEGER"),
    "months_between": Function(_between(months_between), _SPAN, "INTEGER"),
    "age_years": Function(_between(age_years, "born", "on"), {"born": "DAY", "on": "DAY"}, "INTEGER"),
    "deadline_passed": Function(
        _deadline_passed, {**_SPAN, "days": "COUNT", "day_type?": "DAY_TYPE"}, "BOOLEAN"
    ),
    "same": Function(_same, {"a": "QUESTION", "b": "QUESTION"}, "BOOLEAN"),
    "listed": Function(_listed, {"list": "LIST"}, "BOOLEAN"),
    "has_paper": Function(_has_paper, {"paper": "PAPER"}, "BOOLEAN"),
    "answered": Function(_answered, {"field": "QUESTION"}, "BOOLEAN"),
    "is_any": Function(_is_any, {"field": "QUESTION", "of": "ANSWERS"}, "BOOLEAN"),
    "value": Function(_value, {"name": "VALUE"}, ""),
    "field": Function(_field, {"name": "QUESTION"}, ""),
}
