"""Plans and quick wins that a region brings along."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from balai.domains.masterplan.models import Plan, Programme, QuickWin
from balai.domains.masterplan.terms import PlanState, ProgrammeAct
from balai.engine.journal import public as journal
from balai.engine.organizations.public import Row, all_opds, read_yaml, room_folders
from balai.foundation.actor import Actor
from balai.foundation.dimensions import SUB_DIMENSION_LABELS, Dimension

QUICK_WIN_FIELDS = ("service", "sharpening", "contact", "source")


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Enter plans and quick wins of `masterplan/*.yaml` (`plans`, `quick_wins`) that are not there yet; what is there stays
    as officers left it. Raises Refused REGION_FILE_INVALID naming file, line and field."""
    paths = [path for place in room_folders(folder, "masterplan") for path in sorted(place.glob("*.yaml"))]
    if not paths:
        return None
    files = [read_yaml(path) for path in paths]
    plans = [_plan(row) for file in files for row in file.rows("plans")]
    quick_wins = [_quick_win(row, at=at) for file in files for row in file.rows("quick_wins")]
    made = {"plans": sum(plans), "quick_wins": sum(quick_wins)}
    if any(made.values()):
        journal.append(
            code=ProgrammeAct.PLAN_LOADED, subject=("masterplan", folder.name), by=by, at=at, data=made
        )
    return made


def _plan(row: Row) -> bool:
    state = row.may("state", str, PlanState.DRAFT)
    if state not in set(PlanState):
        raise row.fault("state", f"harus salah satu dari {', '.join(PlanState)}.")
    _kept, is_new = Plan.objects.get_or_create(
        code=row.need("code", str),
        defaults={
            "title": row.need("title", str),
            "start_year": row.need("start_year", int),
            "vision_year": row.need("vision_year", int),
            "state": state,
            "legal_reference": row.may("legal_reference", str, "") or "",
            "is_example": row.may("is_example", bool, False) or False,
        },
    )
    return is_new


def _quick_win(row: Row, *, at: datetime) -> bool:
    plan = Plan.objects.filter(code=row.need("plan", str)).first()
    if plan is None:
        raise row.fault("plan", f"rencana {row['plan']!r} tidak ada.")
    dimension, sub = row.need("dimension", str), row.may("sub_dimension", str, "") or ""
    if dimension not in set(Dimension):
        raise row.fault("dimension", f"harus salah satu dari {', '.join(Dimension)}.")
    if sub and sub not in SUB_DIMENSION_LABELS:
        raise row.fault("sub_dimension", "tidak dikenal.")
    code = row.need("code", str)
    if Programme.objects.filter(plan=plan, code=code).exists():
        return False
    leads = {opd.code: opd.pk for opd in all_opds()}
    lead = row.may("lead", str, "") or ""
    programme = Programme.objects.create(
        plan=plan,
        code=code,
        name=row.need("name", str),
        dimension=dimension,
        sub_dimension=sub,
        lead_id=leads.get(lead),
        lead_text="" if lead in leads else row.may("lead_text", str, lead) or "",
        horizon=row.may("horizon", str, "") or "",
        state=row.need("state", str),
        start_year=row.may("start_year", int, None),
        end_year=row.may("end_year", int, None),
        note=row.may("note", str, "") or "",
        is_quick_win=True,
        updated_at=at,
    )
    values = {name: row.may(name, str, "") or "" for name in QUICK_WIN_FIELDS}
    start, end = row.may("start_date", date, None), row.may("end_date", date, None)
    QuickWin.objects.create(programme=programme, start_date=start, end_date=end, **values)
    return True
