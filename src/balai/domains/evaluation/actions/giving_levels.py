"""Levels are stated row by row, by the agency and by its assessor."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from balai.domains.evaluation.actions.assessment_row import locked, moved, part_of, say, step, wrong_state
from balai.domains.evaluation.models import Assessment, Score
from balai.domains.evaluation.permissions import must_assess, must_fill
from balai.domains.evaluation.queries.assessments import Sheet, sheet
from balai.domains.evaluation.rules.levels import level_of
from balai.domains.evaluation.terms import REASON_LIMIT, Act, Side, State
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused


@transaction.atomic
def give_levels(
    *,
    assessment_id: int,
    side: str,
    given: Mapping[str, tuple[str, str]],
    version: int,
    by: Actor,
    at: datetime,
) -> int:
    """State levels: row -> (level as written, reason). What stands already is not stated again; gives how many are new.

    An empty level takes one back. Raises NotFound; Forbidden NOT_YOURS, NOT_ASSESSOR; Conflict ASSESSMENT_MOVED; Refused
    STATE_WRONG, ROW_UNKNOWN, LEVEL_…, REASON_MISSING (an assessor says why he differs).
    """
    row = locked(assessment_id)
    _must_give(row, side, by, at)
    if row.version != version:
        raise moved()
    now = sheet(row)
    fresh = [_score(now, side, code, level, reason) for code, (level, reason) in given.items()]
    made = [one for one in fresh if one is not None]
    for one in made:
        one.given_at, one.given_by_id, one.given_opd_id = at, by.user_id, by.opd_id
    if made:
        Score.objects.bulk_create(made)
        step(row)
        say(row, Act.SCORED, by, at, {"side": side, "rows": [one.row for one in made]})
    return len(made)


def _must_give(row: Assessment, side: str, by: Actor, at: datetime) -> None:
    today = timezone.localdate(at)
    if side == Side.SELF:
        must_fill(by, row.opd_id, on=today)
        allowed = {State.DRAFT}
    else:
        must_assess(by, row, on=today)
        allowed = {State.SUBMITTED, State.ASSESSED}
    if row.state not in allowed:
        raise wrong_state()


def _score(now: Sheet, side: str, code: str, text: str, reason: str) -> Score | None:
    part = part_of(now, code)
    level = level_of(now.definition, part, text)
    reason = " ".join(reason.split())[:REASON_LIMIT]
    former = now.scores.get((code, side))
    if former is None and level is None and not reason:
        return None
    own = now.scores.get((code, Side.SELF))
    if side == Side.ASSESSOR and level is not None and own and own.level != level and not reason:
        raise Refused(
            "REASON_MISSING",
            "{row}: tulis mengapa nilai asesor berbeda dari penilaian mandiri.",
            field=f"reason-{code}",
            row=part.label,
        )
    kept = None if level is None else Decimal(level.numerator) / Decimal(level.denominator)
    if former is not None and former.level == kept and former.reason == reason:
        return None
    return Score(assessment=now.assessment, row=code, side=side, level=kept, reason=reason)
