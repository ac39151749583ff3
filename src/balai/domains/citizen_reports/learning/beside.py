"""What was learned, beside a report on the desk: a category that its words speak for, and who usually deals with it."""

from collections.abc import Mapping
from typing import Any

from balai.domains.citizen_reports.besides import Beside, Place
from balai.domains.citizen_reports.models import LearnedRouting, Report
from balai.domains.citizen_reports.proposals import proposals, version_in_use
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.learned import CONFIDENCE_LABELS, Proposal, confidence_of
from balai.engine.cases.public import OPEN_STATES, Act, is_restricted, may_do
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound

# Of fewer decided reports a share says little.
FEWEST = 10


def desk(report: Report, by: Actor) -> Mapping[str, Any] | None:
    """For those who may change the category of a report that is still open."""
    case = report.case
    if case.head_id is not None or case.state not in OPEN_STATES or not may_do(by, Act.RECLASSIFIED, case):
        return None
    if is_restricted(case):
        return None
    found = [one for one in proposals(report.text) if one.category != report.category_id]
    return {
        "case": case,
        "version": case.version,
        "proposed": [_shown(one) for one in found[:2]],
        "groups": _groups(report.category_id),
        "usual": _usual(report),
    }


def _shown(one: Proposal) -> dict[str, str]:
    category = reference().categories[one.category]
    sure = CONFIDENCE_LABELS[confidence_of(one)]
    return {"code": one.category, "name": category.name, "sure": sure, "words": ", ".join(one.words)}


def _groups(but: str) -> dict[str, list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    names = {group.code: group.name for group in reference().groups}
    for code, row in reference().categories.items():
        if row.is_active and code != but:
            groups.setdefault(names.get(row.group_id, row.group_id), []).append((code, row.name))
    return groups


def _usual(report: Report) -> str:
    """Who mostly dealt with such reports in the end, where that is another agency than the one that holds it."""
    used = version_in_use()
    agencies = (
        LearnedRouting.objects.filter(pk=used).values_list("agencies", flat=True).first() if used else None
    )
    code, share, n = (agencies or {}).get(report.category_id, ("", 0, 0))
    if n < FEWEST or not code:
        return ""
    try:
        opd = organizations.opd(code)
    except NotFound:
        return ""
    return "" if opd.pk == report.case.holder_id else f"{opd.name} ({share:.0%} dari {n} laporan)"


PIECE = Beside(Place.DESK, "citizen_reports/_learned_desk.html", desk)
