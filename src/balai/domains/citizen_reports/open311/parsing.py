"""Parameters of strangers. Everything wrong with a request is collected, not only the first thing."""

import re
from datetime import UTC, date, datetime, time, timedelta
from math import isfinite

from django.http import HttpRequest, QueryDict

from balai.domains.citizen_reports.open311.terms import MOST_DAYS, MOST_ROWS
from balai.foundation.errors import Refused

_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,80})\](?:\[\d*\])?\Z")
# A plus sign that was not escaped in an address arrives as a space.
_LOST_PLUS = re.compile(r" (\d\d:?\d\d)\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


class Invalid(Refused):
    """A parameter is missing or wrong; `status` 400 unless said otherwise."""

    def __init__(self, parameter: str, message: str, *, status: int = 400) -> None:
        super().__init__("INVALID", f"{parameter}: {message}", field=parameter)
        self.status = status


class Several(Exception):
    """More than one thing is wrong."""

    def __init__(self, refusals: list[Refused]) -> None:
        super().__init__()
        self.refusals = refusals


class Parameters:
    """The parameters of a request, body before address. An empty one is absent; `problems` grows as they are read."""

    def __init__(self, request: HttpRequest) -> None:
        self._sources: tuple[QueryDict, ...] = (request.POST, request.GET)
        self.problems: list[Refused] = []
        # Whether the caller came by the address for FixMyStreet.
        self.is_fixmystreet = False

    def all(self, *names: str) -> list[str]:
        """Every value given under any of these names."""
        values = [value for name in names for source in self._sources for value in source.getlist(name)]
        return [value.strip() for value in values if value.strip()]

    def text(self, *names: str) -> str:
        return next(iter(self.all(*names)), "")

    def codes(self, name: str) -> list[str]:
        """A list separated by commas; what cannot be a code (unprintable, over 80 characters) is left out."""
        values = [part.strip() for value in self.all(name) for part in value.split(",")]
        return [value for value in values if value and len(value) <= 80 and value.isprintable()]

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1", "yes"}

    def number(self, name: str) -> float | None:
        raw = self.text(name)
        if not raw:
            return None
        try:
            value = float(raw)
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            self.problems.append(Invalid(name, "harus berupa bilangan, misalnya -6.9082."))
            return None
        return value

    def count(self, name: str, *, default: int, most: int) -> int:
        raw = self.text(name)
        if not raw:
            return default
        if not (raw.isascii() and raw.isdigit() and len(raw) < 10 and 1 <= int(raw) <= most):
            self.problems.append(Invalid(name, f"harus bilangan bulat dari 1 sampai {most}."))
            return default
        return int(raw)

    def moment(self, name: str) -> datetime | None:
        """A W3C date and time in any zone, or a day in UTC."""
        raw = self.text(name)
        if not raw:
            return None
        try:
            return parse_moment(raw)
        except ValueError:
            self.problems.append(Invalid(name, "tulis seperti 2026-03-17T08:00:00+07:00 atau …Z."))
            return None

    def attributes(self) -> dict[str, list[str]]:
        """`attribute[CODE]`, `attribute[CODE][]` and `attribute[CODE][0]`: code -> values."""
        found: dict[str, list[str]] = {}
        for source in self._sources:
            for name, values in source.lists():
                match = _ATTRIBUTE.match(name)
                if match:
                    found.setdefault(match[1], []).extend(values)
        return found

    def check(self) -> None:
        """Raises Several when anything that was read so far is wrong."""
        if self.problems:
            raise Several(self.problems)


def parse_moment(raw: str) -> datetime:
    """An aware moment; raises ValueError. Without a zone it is taken as UTC."""
    if _DATE.match(raw):
        return datetime.combine(date.fromisoformat(raw), time(), UTC)
    value = datetime.fromisoformat(_LOST_PLUS.sub(r"+\1", raw))
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise ValueError(raw) from None


def window(start: datetime | None, end: datetime | None, *, now: datetime) -> tuple[datetime, datetime]:
    """The span of `requested_datetime` that is listed: at most 90 days, by default the latest.

    Raises Invalid when it ends before it starts.
    """
    most = timedelta(days=MOST_DAYS)
    if start and end and end < start:
        raise Invalid("end_date", "harus sesudah start_date.")
    try:
        if end is None:
            end = min(start + most, now) if start else now
        return max(start, end - most) if start else end - most, end
    except OverflowError:
        raise Invalid("start_date", "di luar jangkauan.") from None


def page(parameters: Parameters) -> tuple[int, int]:
    """Page number from 1, and rows per page."""
    number = parameters.count("page", default=1, most=100_000)
    return number, parameters.count("page_size", default=MOST_ROWS, most=MOST_ROWS)
