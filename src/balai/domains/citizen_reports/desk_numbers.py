"""Under the words of a report on the desk: the way to the full numbers, where something in them is masked."""

from collections.abc import Mapping
from typing import Any

from balai.domains.citizen_reports.actions.numbers import may_show_numbers
from balai.domains.citizen_reports.besides import Beside, Place
from balai.domains.citizen_reports.masked import masked, typed
from balai.domains.citizen_reports.models import Report
from balai.foundation.actor import Actor


def _numbers(report: Report, by: Actor) -> Mapping[str, Any] | None:
    words = typed(report)
    return {"may_show": may_show_numbers(by, report)} if masked(words) != words else None


PIECE = Beside(Place.WORDS, "citizen_reports/_numbers.html", _numbers)
