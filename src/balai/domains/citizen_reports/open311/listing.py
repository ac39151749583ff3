"""Which requests a question asks for."""

from datetime import datetime

from django.db.models import Q, QuerySet

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import case_id_of
from balai.domains.citizen_reports.open311.parsing import Invalid, Parameters, window
from balai.domains.citizen_reports.open311.terms import MOST_ROWS
from balai.engine.cases import public as cases
from balai.foundation.errors import NotFound, Refused

# Greater numbers are no keys of a table.
_GREATEST = 2**63


def wanted(parameters: Parameters, *, now: datetime) -> QuerySet[Report]:
    """The public reports that the parameters name, newest first; ids override everything else.

    What is wrong is added to `parameters.problems`.
    """
    public = Report.objects.filter(is_public=True)
    numbers = parameters.codes("service_request_id")
    if numbers:
        return public.filter(pk__in=_ids(numbers[:MOST_ROWS])).order_by("-case")
    since, until = _window(parameters, now)
    reports = public.filter(created_at__gte=since, created_at__lte=until)
    services = parameters.codes("service_code")
    if services:
        reports = reports.filter(category_id__in=services)
    is_open = _is_open(parameters)
    if is_open is not None:
        # What stands under a head is closed as a duplicate; see `records`.
        alone = Q(case__head=None, case__state__in=[state.value for state in cases.OPEN_STATES])
        reports = reports.filter(alone if is_open else ~alone)
    # In the order of the index on created_at; the numbers follow the same order.
    return reports.order_by("-created_at", "-case")


def one(number: str) -> QuerySet[Report]:
    """The public report of that number, or nothing."""
    return Report.objects.filter(is_public=True, pk__in=_ids([number]))


def _ids(numbers: list[str]) -> list[int]:
    found = []
    for number in numbers:
        try:
            key = case_id_of(number)
        except NotFound:
            continue
        if key < _GREATEST:
            found.append(key)
    return found


def _window(parameters: Parameters, now: datetime) -> tuple[datetime, datetime]:
    start, end = parameters.moment("start_date"), parameters.moment("end_date")
    try:
        return window(start, end, now=now)
    except Refused as refusal:
        parameters.problems.append(refusal)
        return now, now


def _is_open(parameters: Parameters) -> bool | None:
    """Whether only open or only closed ones are asked for; None for both."""
    asked = {code.lower() for code in parameters.codes("status")}
    if not asked <= {"open", "closed"}:
        parameters.problems.append(Invalid("status", "hanya open dan closed."))
    return asked == {"open"} if len(asked) == 1 else None
