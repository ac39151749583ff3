"""How long something is kept: from an amount and a unit to the moment before which it is over."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

UNITS = ("DAYS", "MONTHS", "YEARS")
WAYS = ("DESTROY", "ANONYMISE")


@dataclass(frozen=True, slots=True)
class Retention:
    """`amount` of `unit` after `start` (in words); then `way`."""

    amount: int
    unit: str
    start: str
    way: str
    reference: str = ""
    verified: bool = False

    def cutoff(self, at: datetime) -> datetime:
        """What began to age before this moment is over at `at`: whole calendar months and years."""
        if self.unit == "DAYS":
            return at - timedelta(days=self.amount)
        months = self.amount * (12 if self.unit == "YEARS" else 1)
        year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return at.replace(year=year, month=month + 1, day=min(at.day, last))


def read(value: Mapping[str, Any], *, reference: str = "", verified: bool = False) -> Retention:
    """A retention from the value of its parameter. Raises ValueError for one that cannot be."""
    amount, unit, way = value.get("amount"), value.get("unit"), value.get("way")
    if type(amount) is not int or amount < 1 or unit not in UNITS or way not in WAYS:
        raise ValueError(f"retention {value!r}")
    return Retention(amount, unit, str(value.get("from", "")), way, reference, verified)
