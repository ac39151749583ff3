"""What a plan holds now, as the gates of a stage ask."""

from collections.abc import Mapping

from django.db.models import Count

from balai.domains.masterplan.models import Keyword, Plan, Programme, ReviewRemark, SwotEntry, Workshop
from balai.domains.masterplan.queries.commitments import signing
from balai.domains.masterplan.queries.readiness import marks, rubric
from balai.domains.masterplan.queries.workshops import stage_of
from balai.domains.masterplan.rules.workshops import Checked, Facts, check
from balai.domains.masterplan.terms import ProgrammeState
from balai.domains.masterplan.terms_books import BOOKS
from balai.domains.masterplan.terms_strategy import QUADRANT_LABELS
from balai.domains.masterplan.terms_workshops import INSTITUTION_LABELS, OUTSIDERS
from balai.engine.publications.public import versions
from balai.foundation.dimensions import DIMENSION_LABELS

_GONE = (ProgrammeState.STOPPED,)


def checked_gates(workshop: Workshop) -> list[Checked]:
    """Every gate of this stage against the plan as it is now."""
    stage = stage_of(workshop.stage, on=workshop.held_on)
    return check(stage.gates, facts(workshop))


def facts(workshop: Workshop) -> Facts:
    """Counts of the plan; a bounded number of queries."""
    plan = workshop.plan
    criteria, given = rubric(on=workshop.held_on), marks(plan)
    programmes = list(
        Programme.objects.filter(plan=plan)
        .exclude(state__in=_GONE)
        .values_list("dimension", "is_quick_win", "lead", "horizon", "state")
    )
    present = set(workshop.participants.values_list("kind", flat=True))
    commitment = getattr(workshop, "commitment", None)
    return Facts(
        asked=len(criteria),
        scored=sum(one.code in given for one in criteria),
        swot=_swot(plan),
        keywords=Keyword.objects.filter(plan=plan, removed_at=None).count(),
        candidates=_by_dimension(row[0] for row in programmes),
        quick_wins=_by_dimension(row[0] for row in programmes if row[1]),
        led=_by_dimension(row[0] for row in programmes if row[2]),
        outsiders={INSTITUTION_LABELS[kind]: int(kind in present) for kind in OUTSIDERS},
        open_remarks=_remarks(plan),
        versions={code: len(versions(code, plan.code)) for code in BOOKS},
        book_titles=BOOKS,
        without_horizon=sum(not row[3] for row in programmes),
        final_quick_wins=sum(row[1] and row[4] != ProgrammeState.PROPOSED for row in programmes),
        unsigned=[one.name for one in signing(workshop, commitment) if one.signature is None],
        has_visit=bool(workshop.visit_note.strip()),
    )


def _swot(plan: Plan) -> dict[str, int]:
    rows = (
        SwotEntry.objects.filter(plan=plan, removed_at=None).values_list("quadrant").annotate(n=Count("pk"))
    )
    counted = dict(rows.order_by())
    return {label: counted.get(code.value, 0) for code, label in QUADRANT_LABELS.items()}


def _remarks(plan: Plan) -> Mapping[str, int]:
    rows = ReviewRemark.objects.filter(plan=plan, settled_at=None, removed_at=None)
    return dict(rows.values_list("book").annotate(n=Count("pk")).order_by())


def _by_dimension(codes) -> dict[str, int]:
    counts = {code.value: 0 for code in DIMENSION_LABELS}
    for code in codes:
        if code in counts:
            counts[code] += 1
    return {label: counts[code.value] for code, label in DIMENSION_LABELS.items()}
