"""The law that a case is measured by, read from the region's dated parameters."""

from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from balai.engine.cases.rules.law import ClockSet, Law, clock_set
from balai.engine.parameters import public as parameters

CLOCK_PREFIX = "cases.clock."


def law_for(code: str, at: datetime) -> Law:
    """The law for a case that is measured by clock set `code` and was opened at `at`.

    Raises Refused PARAMETER_MISSING when the region has no such set on that day.
    """
    data = parameters.value(CLOCK_PREFIX + code, on=timezone.localdate(at))
    return Law(parameters.calendar(), _clock_set(code, _frozen(data)))


def _frozen(data: dict) -> tuple:
    rows = tuple(tuple(sorted(row.items())) for row in data.get("limits", ()))
    ladder = tuple(tuple(sorted(row.items())) for row in data.get("ladder", ()))
    return data.get("name", ""), rows, ladder


@lru_cache(maxsize=64)
def _clock_set(code: str, frozen: tuple) -> ClockSet:
    name, limits, ladder = frozen
    data = {"name": name, "limits": [dict(r) for r in limits], "ladder": [dict(r) for r in ladder]}
    return clock_set(code, data)
