"""Invented rubrics, stages and workshops."""

from datetime import date
from typing import Any
from uuid import uuid4

from balai.domains.masterplan.actions.worksheets import write_row
from balai.domains.masterplan.actions.workshops import open_workshop
from balai.domains.masterplan.models import Plan, WorksheetRow, Workshop
from balai.domains.masterplan.tests.factories import NOON, make_plan, planner
from balai.engine.parameters.public import Parameter
from balai.foundation.actor import Actor

MEANINGS = {"good": "Sudah", "medium": "Sebagian", "poor": "Belum"}
RUBRIC = {
    "criteria": [
        {"code": "S1", "part": "PEOPLE", "text": "Ada pelaksana", **MEANINGS},
        {"code": "I1", "part": "DIGITAL", "text": "Ada jaringan", **MEANINGS},
    ]
}


def stage(number: int, gates: list[dict[str, Any]]) -> dict[str, Any]:
    """A stage with every worksheet and one group."""
    sheets = ["READINESS", "SWOT", "GAP", "KEYWORD", "CANDIDATE", "QUICK_WIN", "ROADMAP", "REVIEW"]
    return {
        "stage": number,
        "title": f"Tahap rekaan {number}",
        "work": ["bekerja"],
        "groups": [["SATU", "Kelompok satu"]],
        "sheets": sheets,
        "gates": gates,
    }


def make_rules(*gates: dict[str, Any]) -> None:
    """The rubric, and a first stage with these gates."""
    for code, value in (
        ("masterplan.readiness_rubric", RUBRIC),
        ("masterplan.bimtek_stages", [stage(1, list(gates))]),
    ):
        Parameter.objects.update_or_create(code=code, valid_from=date(2000, 1, 1), defaults={"value": value})


def make_workshop(*gates: dict[str, Any], plan: Plan | None = None) -> Workshop:
    """An open first stage of an invented plan."""
    make_rules(*gates)
    return open_workshop(
        plan_id=(plan or make_plan()).pk,
        stage=1,
        held_on=date(2026, 6, 1),
        place="Pendopo rekaan",
        by=planner(),
        at=NOON,
    )


def fill(workshop: Workshop, sheet: str, by: Actor | None = None, **given: Any) -> WorksheetRow:
    """A row that somebody filled in."""
    return write_row(
        workshop_id=workshop.pk, sheet=sheet, group="", given=given, key=uuid4(), by=by or planner(), at=NOON
    )
