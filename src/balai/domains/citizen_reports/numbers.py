"""The public number of a report: `BTG-26-000123`. Says nothing but the year and the order of arrival."""

import re

from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.engine.organizations import public as organizations
from balai.foundation.errors import NotFound

_NUMBER = re.compile(r"[A-Z]{2,5}-[0-9]{2}-([0-9]{6,12})\Z")


def number_of(report: Report) -> str:
    """The public number; the Open311 `service_request_id`."""
    return format_number(report.pk, timezone.localtime(report.created_at).year)


def format_number(case_id: int, year: int) -> str:
    return f"{organizations.region().number_prefix}-{year % 100:02d}-{case_id:06d}"


def case_id_of(number: str) -> int:
    """The case of a public number. Raises NotFound REPORT_UNKNOWN."""
    match = _NUMBER.match(number.strip().upper())
    if not match:
        raise NotFound("REPORT_UNKNOWN", "Nomor laporan tidak dikenal.")
    return int(match[1])
