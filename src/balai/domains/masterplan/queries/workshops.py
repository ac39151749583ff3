"""Named questions about the bimtek: its stages as data, and the workshops of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from balai.domains.masterplan.models import Plan, WorksheetRow, Workshop
from balai.domains.masterplan.terms_workshops import STAGES, Sheet
from balai.engine.parameters import public as parameters
from balai.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage as the parameter says it: (code, label) of its groups, its worksheets, its gates."""

    stage: int
    title: str
    work: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    gates: tuple[Mapping[str, Any], ...]
    source: str


def stages(*, on: date) -> list[Stage]:
    """All stages that held on a day."""
    return [
        Stage(
            stage=row["stage"],
            title=row["title"],
            work=tuple(row["work"]),
            groups=tuple((code, label) for code, label in row["groups"]),
            sheets=tuple(Sheet(code) for code in row["sheets"]),
            gates=tuple(row["gates"]),
            source=row.get("source", ""),
        )
        for row in parameters.value(STAGES, on=on, default=[])
    ]


def stage_of(number: int, *, on: date) -> Stage:
    """One stage. Raises NotFound STAGE_UNKNOWN."""
    found = next((one for one in stages(on=on) if one.stage == number), None)
    if found is None:
        raise NotFound("STAGE_UNKNOWN", "Tahap {stage} tidak dikenal.", stage=number)
    return found


def workshops(plan: Plan) -> QuerySet[Workshop]:
    """Those of a plan in their order, with how many institutions sat there and how many rows stand."""
    return plan.workshops.annotate(
        seats=Count("participants", distinct=True),
        written=Count("rows", filter=Q(rows__undone_at=None), distinct=True),
    ).order_by("held_on", "stage", "pk")


def rows_of(workshop: Workshop, sheet: str = "") -> QuerySet[WorksheetRow]:
    """What was written there, the newest first."""
    rows = workshop.rows.select_related("written_opd", "written_by")
    return rows.filter(sheet=sheet) if sheet else rows
