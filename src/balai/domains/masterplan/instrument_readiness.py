"""The rubric of readiness as an instrument: a proof kept once may stand beside its criteria too. An edition is a plan."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from balai.domains.masterplan.models import Plan
from balai.domains.masterplan.queries.readiness import rubric
from balai.engine.evidence.public import InstrumentRows, Thing, Verdict, evidence_for

INSTRUMENT, ABOUT = "READINESS", "PLAN"


def _editions() -> Sequence[str]:
    return list(Plan.objects.order_by("-start_year", "code").values_list("code", flat=True))


def _rows(edition: str) -> Sequence[tuple[str, str]]:
    return [(one.code, one.text) for one in rubric()]


INSTRUMENT_ROWS = InstrumentRows(
    code=INSTRUMENT, label="Kesiapan daerah (masterplan)", editions=_editions, rows=_rows
)


def plan_thing(code: str) -> Thing | None:
    """A plan, for proofs about it."""
    plan = Plan.objects.filter(code=code).first()
    if plan is None:
        return None
    return Thing(ABOUT, code, plan.title, f"{reverse('masterplan:strategy')}?rencana={code}")


def beside_rubric(plan: Plan | None) -> dict[str, Any]:
    """What a page needs to show the proofs beside each criterion; those found wanting are left out."""
    if plan is None:
        return {"proofs": {}, "place": "", "about": ""}
    found = evidence_for(INSTRUMENT, plan.code)
    proofs = {row: [one for one in rows if one.verdict != Verdict.BAD] for row, rows in found.items()}
    return {"proofs": proofs, "place": f"{INSTRUMENT}|{plan.code}|", "about": f"{ABOUT}:{plan.code}"}
