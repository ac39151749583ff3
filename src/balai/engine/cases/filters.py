"""What an officer may narrow the inbox by; the same words serve the list, the export and saved views."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from balai.engine.cases.models import Case
from balai.engine.cases.restricted import restricted_cases
from balai.engine.cases.terms import OPEN_STATES, State
from balai.foundation.errors import Refused
from balai.foundation.ids import normalize_tracking_code
from balai.foundation.text import whole_number

TABS = {
    "open": "Perlu ditindak",
    "mine": "Tugas saya",
    "late": "Lewat tenggat",
    "decide": "Menunggu keputusan",
    "waiting": "Menunggu pelapor",
    "done": "Selesai",
    "restricted": "Dibatasi",
    "all": "Semua",
}
_OPEN = [state.value for state in OPEN_STATES]
_DONE = [State.CONFIRMED.value, State.LAPSED.value, State.CLOSED.value, State.WITHDRAWN.value]


@dataclass(frozen=True, slots=True)
class Filter:
    """The chosen words, as they stand in the address of the page."""

    tab: str = "open"
    q: str = ""
    kind: str = ""
    category: str = ""
    area: str = ""
    holder: str = ""
    due: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """From the query of an address; unknown words are dropped."""
        values = {
            field.name: str(query.get(field.name, "")).replace("\0", "")[:100].strip()
            for field in fields(cls)
        }
        if values["tab"] not in TABS:
            values["tab"] = "open"
        return cls(**values)

    @property
    def is_narrowed(self) -> bool:
        return any([self.q, self.kind, self.category, self.area, self.holder, self.due])


def apply(cases: QuerySet[Case], chosen: Filter, *, user_id: int | None, at: datetime) -> QuerySet[Case]:
    """`cases` narrowed by the filter; `at` says what is late now."""
    cases = _tab(cases, chosen.tab, user_id, at)
    if chosen.q:
        cases = cases.filter(_words(chosen.q))
    if chosen.kind:
        cases = cases.filter(kind=chosen.kind)
    if chosen.category:
        cases = cases.filter(category_code=chosen.category)
    if chosen.area:
        cases = cases.filter(Q(area=chosen.area) | Q(area__code__startswith=chosen.area + "."))
    if chosen.holder:
        cases = cases.filter(holder_id=whole_number(chosen.holder))
    if chosen.due == "today":
        cases = cases.filter(holder_due_at__lte=at + timedelta(hours=24))
    elif chosen.due == "late":
        cases = cases.filter(holder_due_at__lt=at)
    elif chosen.due == "none":
        cases = cases.filter(holder_due_at=None)
    return cases


def _tab(cases: QuerySet[Case], tab: str, user_id: int | None, at: datetime) -> QuerySet[Case]:
    if tab not in {"all", "restricted"}:
        # What stands under a head is worked on there.
        cases = cases.filter(head=None)
    match tab:
        case "mine":
            return cases.filter(assignee_id=user_id, state__in=_OPEN)
        case "late":
            return cases.filter(state__in=_OPEN).filter(
                Q(holder_due_at__lt=at) | Q(citizen_due_at__lt=at, citizen_stopped_at=None)
            )
        case "decide":
            return cases.filter(state=State.AWAITING_DECISION.value)
        case "waiting":
            return cases.filter(state__in=[State.ANSWERED.value, State.SOLVED.value])
        case "done":
            return cases.filter(state__in=_DONE)
        case "restricted":
            return cases.filter(restricted_cases())
        case "all":
            return cases
        case _:
            return cases.filter(state__in=_OPEN)


def _words(text: str) -> Q:
    """A tracking code, or else the digits of a public number; and words of the title."""
    in_title = Q(title__icontains=text)
    with suppress(Refused):  # most words are no code
        # The digits at the end of a code are no number of another case.
        return in_title | Q(tracking_code=normalize_tracking_code(text))
    digits = re.search(r"(\d{1,12})$", text)
    return in_title | Q(pk=int(digits[1])) if digits else in_title
