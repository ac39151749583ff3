"""When an obligation is due. Pure."""

from calendar import monthrange
from datetime import date


def next_due(first_due: date, every_months: int, *, on: date) -> date | None:
    """The first date on or after `on` on which it is owed; None for one that was owed once and has passed.

    A day that a month lacks becomes its last one: 31 January and every month gives 28 February, then 31 March.
    """
    if first_due >= on:
        return first_due
    if every_months <= 0:
        return None
    passed = (on.year - first_due.year) * 12 + on.month - first_due.month
    steps = max(passed // every_months, 0)
    while (due := _later(first_due, steps * every_months)) < on:
        steps += 1
    return due


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
