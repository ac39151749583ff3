"""Satisfaction by service, unit and period, as Permenpan RB 14/2017 counts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from balai.domains.public_services.models import Application, Survey
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import Text
from balai.engine.parameters import public as parameters
from balai.foundation.periods import DateRange
from balai.foundation.satisfaction import ELEMENTS, EXACT, Satisfaction, sample_size, satisfaction

WEIGHT, LEAST = "public_services.satisfaction_weight", "public_services.satisfaction_least"
DEFAULT_LEAST = 5
_SUMS = {code.lower(): Sum(code.lower()) for code in ELEMENTS}


@dataclass(frozen=True, slots=True)
class Rating:
    """Satisfaction with something. `figure` is None while too few answered to publish one; `served` how many were
    filed in the period, `needed` how many answers that asks for."""

    key: str
    name: Text
    respondents: int
    figure: Satisfaction | None
    served: int = 0
    needed: int = 0

    @property
    def is_enough(self) -> bool:
        return self.figure is not None and self.respondents >= self.needed


def mode_on(day: date) -> str:
    """Which weight this region uses on that day: EXACT (1/9) or ROUNDED (0.11)."""
    return parameters.value(WEIGHT, on=day, default=EXACT)


def least_on(day: date) -> int:
    """How many must have answered before a figure is published at all."""
    return parameters.value(LEAST, on=day, default=DEFAULT_LEAST)


def overall(period: DateRange, *, service: str = "", office_id: int | None = None) -> Rating:
    """The satisfaction of a period; of one service or one unit where it is named."""
    found = _answers(period, service, office_id).aggregate(number=Count("pk"), **_SUMS)
    served = _served(period, service, office_id)
    return _rating("", Text("", ""), found, period, served)


def by_service(period: DateRange) -> list[Rating]:
    """A row per service that somebody judged, by name; two queries."""
    filed = Application.objects.filter(filed_date__gte=period.start, filed_date__lte=period.end)
    served = dict(filed.order_by().values_list("service").annotate(number=Count("pk")))
    rows = _answers(period, "", None).order_by().values("service").annotate(number=Count("pk"), **_SUMS)
    found = [
        _rating(row["service"], service_name(row["service"]), row, period, served.get(row["service"], 0))
        for row in rows
    ]
    return sorted(found, key=lambda rating: rating.name.id)


def by_office(period: DateRange, *, service: str = "") -> list[Rating]:
    """A row per unit that was judged, by name. There is no ranking."""
    rows = _answers(period, service, None).order_by().values("office").annotate(number=Count("pk"), **_SUMS)
    found = [_rating(str(row["office"]), _office_name(row["office"]), row, period, 0) for row in rows]
    return sorted(found, key=lambda rating: rating.name.id)


def _office_name(office_id: int) -> Text:
    name = organizations.opd_by_id(office_id).name
    return Text(name, name)


def service_name(service: str) -> Text:
    """The name of a service in both languages; its code where the pack is not known any more."""
    view = packs.service(service)
    return view.pack.name if view else Text(service, service)


def _answers(period: DateRange, service: str, office_id: int | None) -> QuerySet[Survey]:
    rows = Survey.objects.filter(answered_on__gte=period.start, answered_on__lte=period.end)
    if service:
        rows = rows.filter(service=service)
    return rows.filter(office_id=office_id) if office_id else rows


def _served(period: DateRange, service: str, office_id: int | None) -> int:
    rows = Application.objects.filter(filed_date__gte=period.start, filed_date__lte=period.end)
    if service:
        rows = rows.filter(service=service)
    return (rows.filter(case__holder_id=office_id) if office_id else rows).count()


def _rating(key: str, name: Text, sums: dict, period: DateRange, served: int) -> Rating:
    number, day = sums["number"], period.end
    totals: Sequence[int] = [sums[code.lower()] or 0 for code in ELEMENTS]
    figure = satisfaction(totals, number, mode=mode_on(day)) if number >= max(1, least_on(day)) else None
    return Rating(key, name, number, figure, served, sample_size(max(served, number)))
