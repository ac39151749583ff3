"""Questions about bans and appeals."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from balai.engine.gate import appealing
from balai.engine.gate.models import Appeal, Ban
from balai.engine.gate.terms import OUTCOME_TONES, Outcome


def bans(*, at: datetime, is_over: bool = False) -> QuerySet[Ban]:
    """The bans in force, those that end last first; or those that are over."""
    rows = Ban.objects.select_related("by", "lifted_by")
    open_rows = rows.filter(lifted_at__isnull=True, expires_at__gt=at)
    return (
        rows.exclude(pk__in=open_rows.values("pk")).order_by("-created_at")
        if is_over
        else open_rows.order_by("-expires_at")
    )


def appeals() -> QuerySet[Appeal]:
    """Every appeal: those that wait first, the oldest first."""
    return Appeal.objects.select_related("decided_by").order_by("-outcome", "made_at")


def shown(appeal: Appeal) -> dict[str, Any]:
    """An appeal with what it is about."""
    measure = appealing.measure_of(appeal.subject_kind, appeal.subject_id)
    return {"appeal": appeal, "measure": measure, "tone": OUTCOME_TONES[Outcome(appeal.outcome)]}


def latest_appeal(measure: appealing.Measure) -> Appeal | None:
    """The last appeal against a measure."""
    rows = Appeal.objects.filter(subject_kind=measure.kind, subject_id=measure.number)
    return rows.order_by("-made_at", "-pk").first()


def waiting_count(user: Any) -> int:
    """How many appeals wait."""
    return Appeal.objects.filter(outcome=Outcome.WAITING).count()


def ban_measure(row: Ban) -> appealing.Measure:
    """A ban as something that can be objected to."""
    is_over = row.lifted_at is not None or row.expires_at <= timezone.now()
    return appealing.Measure(
        "ban", row.pk, row.kind_label, row.reason_label, row.created_at, row.by_id, row.expires_at, is_over
    )


def ban_by_code(code: str) -> appealing.Measure | None:
    """The ban of a code."""
    row = Ban.objects.filter(code=code).first()
    return ban_measure(row) if row else None


def ban_by_number(number: int) -> appealing.Measure | None:
    """The ban of a number."""
    row = Ban.objects.filter(pk=number).first()
    return ban_measure(row) if row else None
