"""A case is opened: it has a holder and two running clocks from its first instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from balai.engine.cases.actions.moving import columns_of, part_of_act
from balai.engine.cases.laws import law_for
from balai.engine.cases.models import Attachment, Case
from balai.engine.cases.rules.history import Event, opened
from balai.engine.cases.rules.law import Law
from balai.engine.cases.terms import Act, State
from balai.engine.documents.public import Document
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.ids import new_tracking_code


@dataclass(frozen=True, slots=True)
class Opening:
    """What a room decides about a new case. `needs_decision`: nobody is responsible by rule, so the
    coordinator holds it and must decide; `step` is the first one of a kind with a flow; `grounds` are codes that explain the choice of the holder.
    `due` is the promise's own date: kept until the end of that day, by a clock set that has no ANSWER limit."""

    kind: str
    title: str
    holder_id: int
    clock_set: str
    area_id: str | None = None
    category_code: str = ""
    priority: int = 2
    is_confidential: bool = False
    barred_opd_id: int | None = None
    needs_decision: bool = False
    step: str = ""
    grounds: dict[str, Any] | None = None
    due: date | None = None


def open_case(
    *,
    opening: Opening,
    by: Actor,
    at: datetime,
    photos: Sequence[Document] = (),
    tracking_code: str = "",
) -> Case:
    """Open a case and journal it. The photos are attached as the reporter's.

    Raises Refused PARAMETER_MISSING when the clock set is unknown.
    """
    case, details = unsaved_case(opening=opening, at=at, tracking_code=tracking_code)
    with part_of_act():
        case.save(force_insert=True)
        if photos:
            public = not opening.is_confidential
            Attachment.objects.bulk_create(
                Attachment(case=case, document=photo, role="REPORT", is_public=public) for photo in photos
            )
        journal.append(code=Act.OPENED, subject=("case", case.pk), by=by, at=at, data=details)
    return case


def unsaved_case(*, opening: Opening, at: datetime, tracking_code: str = "") -> tuple[Case, dict[str, Any]]:
    """The row of a new case, and what the journal says of its opening; nothing is written.

    Raises Refused PARAMETER_MISSING, CLOCK_HAS_LIMIT.
    """
    state = State.AWAITING_DECISION if opening.needs_decision else State.RECEIVED
    details = {
        "kind": opening.kind,
        "state": state.value,
        "holder": opening.holder_id,
        "clock": opening.clock_set,
        "category": opening.category_code,
        "area": opening.area_id,
        "grounds": opening.grounds or {},
    }
    law = law_for(opening.clock_set, at)
    if opening.step:
        details["step"] = opening.step
    if opening.due:
        details["due"] = _own_date(opening.due, law).isoformat()
    first = opened(Event(Act.OPENED, at, details), law)
    case = Case(
        **columns_of(first),
        kind=opening.kind,
        tracking_code=tracking_code or new_tracking_code(),
        title=opening.title,
        area_id=opening.area_id,
        category_code=opening.category_code,
        priority=opening.priority,
        is_confidential=opening.is_confidential,
        barred_opd_id=opening.barred_opd_id,
        updated_at=at,
    )
    return case, details


def _own_date(due: date, law: Law) -> datetime:
    """The moment at which that day is over. It stands in the journal: the replay asks no calendar."""
    if law.clocks.limit("ANSWER"):
        raise Refused(
            "CLOCK_HAS_LIMIT",
            "Jam {clock} sudah punya batas; tanggal sendiri tidak berlaku.",
            clock=law.clocks.code,
        )
    return law.calendar.end_of(due)
