"""What officers narrow their list of applications by; the same words serve the page, the counts and the export."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from balai.domains.public_services import permissions
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries.applications import by_age, filtered
from balai.domains.public_services.rules.uniqueness import normal
from balai.engine.cases.public import OPEN_STATES
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.crypto import blind_indexes

TAB_LABELS = {
    "mine": "Perlu ditindak",
    "open": "Berjalan",
    "late": "Lewat janji",
    "waiting": "Menunggu dana",
    "done": "Selesai",
    "all": "Semua",
}
NIK_DIGITS = 16
_OPEN = [state.value for state in OPEN_STATES]
_NUMBER = re.compile(r"(?:LAYANAN-)?(\d{1,12})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filter:
    """The chosen words, named as they stand in the address of the page."""

    tab: str = "mine"
    q: str = ""
    service: str = ""
    step: str = ""
    area: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """From the query of an address; unknown words and impossible days are dropped."""
        values = {
            one.name: str(query.get(one.name, "")).replace("\0", "")[:100].strip() for one in fields(cls)
        }
        if values["tab"] not in TAB_LABELS:
            values["tab"] = "all" if values["step"] or values["q"] else "mine"
        for name in ("since", "until"):
            values[name] = values[name] if _day(values[name]) else ""
        return cls(**values)

    @property
    def is_narrowed(self) -> bool:
        """Whether more than a tab was chosen."""
        return self != Filter(tab=self.tab)


def listed_for(by: Actor, chosen: Filter, *, at: datetime) -> QuerySet[Application]:
    """The applications that `by` may see, narrowed; what is open by the deadline of whoever holds it, else newest first."""
    rows = permissions.seen(by).select_related("case__area", "case__holder")
    rows = filtered(rows, service=chosen.service, step=chosen.step, area_id=chosen.area)
    if chosen.q:
        rows = rows.filter(_words(chosen.q))
    if first := _day(chosen.since):
        rows = rows.filter(filed_date__gte=first)
    if last := _day(chosen.until):
        rows = rows.filter(filed_date__lte=last)
    return _tab(rows, chosen.tab, by, at)


def _tab(rows: QuerySet[Application], tab: str, by: Actor, at: datetime) -> QuerySet[Application]:
    urgent = (F("case__holder_due_at").asc(nulls_last=True), "case")
    match tab:
        case "mine":
            held = rows.filter(case__holder_id=by.opd_id) if by.opd_id else rows
            return held.filter(case__state__in=_OPEN, queued_at=None).order_by(*urgent)
        case "open":
            return rows.filter(case__state__in=_OPEN).order_by(*urgent)
        case "late":
            return filtered(rows, is_open=True, is_late_at=at).order_by("case__citizen_due_at", "case")
        case "waiting":
            return rows.filter(queued_at__isnull=False).order_by("queued_at", "case")
        case "done":
            return by_age(rows.exclude(case__state__in=_OPEN))
    return by_age(rows)


def _words(text: str) -> Q:
    """A NIK, a tracking code, the number of an application, or words of the person's name."""
    digits = normal(text)
    if digits.isdecimal() and len(digits) == NIK_DIGITS:
        return Q(person_key__in=blind_indexes(digits))
    found = Q(person_name__icontains=text)
    with suppress(Refused):  # most words are no code
        found |= Q(case__tracking_code=normalize_tracking_code(text))
    number = _NUMBER.fullmatch(text.strip())
    return found | Q(pk=int(number[1])) if number else found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
