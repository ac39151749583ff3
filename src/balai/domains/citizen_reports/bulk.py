"""All public reports as one file, row by row: the columns that Open311 proposes for bulk, in three forms.

Nothing is held in memory but the rows on their way: a year of a city leaves as fast as it is read.
"""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear
from django.utils import timezone

from balai.domains.citizen_reports.families import duplicate_notes
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import format_number, number_of
from balai.domains.citizen_reports.queries import public_reports
from balai.engine.cases.public import STATE_LABELS, Case, State
from balai.foundation.text import readable

# wiki.open311.org/GeoReport/bulk
COLUMNS = [
    "service_request_id", "requested_datetime", "updated_datetime", "closed_date", "status_description", "status_notes",
    "source", "service_name", "service_subtype", "description", "agency_responsible", "address", "lat", "long",
]  # fmt: skip
TYPES = {"csv": "text/csv", "json": "application/json", "xml": "text/xml"}
_CHUNK = 2000
# The state of what stands under a head: FixMyStreet's word.
DUPLICATE = "DUPLICATE"


def rows_of(year: int | None) -> Iterator[Report]:
    """The public reports of a year of arrival, or all; in the order of arrival."""
    is_shown = Report.objects.filter(pk=OuterRef("case__head_id"), is_public=True)
    rows = public_reports().order_by("case").annotate(head_is_shown=Exists(is_shown))
    if year:
        rows = rows.filter(created_at__year=year)
    return rows.iterator(chunk_size=_CHUNK)


def years() -> list[tuple[int, int]]:
    """Each year with the number of its public reports, the newest first."""
    zone = timezone.get_current_timezone()
    found = public_reports().order_by().values(year=ExtractYear("created_at", tzinfo=zone))
    return list(found.annotate(n=Count("pk")).order_by("-year").values_list("year", "n"))


def lines(form: str, rows: Iterator[Report]) -> Iterator[str]:
    """The file in pieces of text."""
    return _FORMS[form](map(_row, rows))


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterator[list]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow(_safe(value) for value in row)


def _json(rows: Iterator[list]) -> Iterator[str]:
    """An array with one report a line: big files can be read line by line."""
    yield "["
    for number, row in enumerate(rows):
        told = dict(zip(COLUMNS, (value if value != "" else None for value in row), strict=True))
        yield f"{',' if number else ''}\n{json.dumps(told, ensure_ascii=False)}"
    yield "\n]\n"


def _xml(rows: Iterator[list]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n<service_requests>\n'
    for row in rows:
        told = "".join(_element(name, value) for name, value in zip(COLUMNS, row, strict=True))
        yield f"<request>{told}</request>\n"
    yield "</service_requests>\n"


_FORMS: dict[str, Callable[[Iterator[list]], Iterator[str]]] = {"csv": _csv, "json": _json, "xml": _xml}


def _element(name: str, value: Any) -> str:
    return f"<{name}/>" if value in {None, ""} else f"<{name}>{escape(readable(str(value)))}</{name}>"


def _safe(value: object) -> object:
    """A cell that a spreadsheet would run as a formula becomes text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _row(row: Report) -> list:
    case = row.case
    head = case.head or case
    # Under a head it is closed as itself, as Open311 lists it; what is done about it is done there.
    is_member = case.head is not None
    label = STATE_LABELS[State(head.state)]
    if is_member:
        label = duplicate_notes(_number(head) if row.head_is_shown else "", label)
    place = ", ".join(part for part in (row.landmark, row.area.title if row.area else "") if part)
    return [
        number_of(row), _utc(row.created_at), _utc(max(case.updated_at, head.updated_at)),
        _utc(case.head_since if is_member else case.closed_at), DUPLICATE if is_member else case.state, label, row.channel, row.category.name, row.report_type, row.public_text,
        head.holder.short_name, place, row.latitude, row.longitude,
    ]  # fmt: skip


def _number(case: Case) -> str:
    return format_number(case.pk, timezone.localtime(case.opened_at).year)


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
