"""Triggers: a rule is set, read every night, fires once, and falls silent when the figure is better again."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balai.domains.risks.actions.registering import locked
from balai.domains.risks.models import Trigger
from balai.domains.risks.permissions import must_keep
from balai.domains.risks.queries.readings import Figures, read
from balai.domains.risks.rules.triggers import verdict
from balai.domains.risks.terms import (
    ALARM,
    MOST_HOLD,
    THREAD_KIND,
    TRIGGER_DAYS,
    Act,
    Comparison,
    Measure,
    Verdict,
)
from balai.engine.duties.public import owe
from balai.engine.indicators import public as indicators
from balai.engine.journal import public as journal
from balai.engine.notices.public import Draft, Recipient, notify_many
from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters
from balai.engine.people.public import officers
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Conflict, NotFound, Refused


@transaction.atomic
def set_trigger(
    *,
    risk_id: int,
    measure: str,
    code: str,
    key: str = "",
    comparison: str,
    threshold: Decimal | None,
    margin: Decimal = Decimal(0),
    hold: int = 1,
    by: Actor,
    at: datetime,
) -> Trigger:
    """Wire a risk to a figure. `threshold` None holds a yearly series against its target of the year.

    Raises NotFound RISK_UNKNOWN; Forbidden NOT_YOURS; Refused SERIES_UNKNOWN, INDICATOR_UNKNOWN, THRESHOLD_MISSING,
    HOLD_WRONG, MARGIN_WRONG, RISK_CLOSED; Conflict TRIGGER_KNOWN.
    """
    row = locked(risk_id)
    must_keep(by, row.opd_id, on=timezone.localdate(at))
    if row.closed_on is not None:
        raise Refused("RISK_CLOSED", "Risiko ini sudah ditutup.")
    _check(measure, code, threshold, margin, hold)
    if row.triggers.filter(measure=measure, code=code, key=key, is_active=True).exists():
        raise Conflict(
            "TRIGGER_KNOWN", "Risiko ini sudah dipantau dengan indikator itu. Hentikan dahulu yang lama."
        )
    made = Trigger.objects.create(
        risk=row, measure=measure, code=code, key=key, comparison=Comparison(comparison), threshold=threshold, margin=margin, hold=hold
    )  # fmt: skip
    journal.append(
        code=Act.TRIGGER_SET, subject=("risk", row.pk), by=by, at=at, data={"trigger": made.pk, "code": code}
    )
    return made


def _check(measure: str, code: str, threshold: Decimal | None, margin: Decimal, hold: int) -> None:
    if measure == Measure.SERIES and not indicators.known_series(code):
        raise Refused("SERIES_UNKNOWN", "Indikator tahunan {series} tidak ada.", series=code, field="code")
    if measure == Measure.COUNTED:
        if code not in {one.code for one in indicators.indicators()}:
            raise Refused(
                "INDICATOR_UNKNOWN", "Hitungan {indicator} tidak ada.", indicator=code, field="code"
            )
        if threshold is None:
            raise Refused(
                "THRESHOLD_MISSING", "Isi ambangnya: hitungan harian tidak punya target.", field="threshold"
            )
    if not 1 <= hold <= MOST_HOLD:
        raise Refused("HOLD_WRONG", "Lamanya 1 sampai {most}.", field="hold", most=MOST_HOLD)
    if margin < 0:
        raise Refused("MARGIN_WRONG", "Jarak aman tidak boleh negatif.", field="margin")


@transaction.atomic
def end_trigger(*, trigger_id: int, by: Actor, at: datetime) -> Trigger:
    """Stop reading it; what it told stays. Twice is once. Raises NotFound TRIGGER_UNKNOWN; Forbidden NOT_YOURS."""
    row = Trigger.objects.select_for_update(of=("self",)).select_related("risk").filter(pk=trigger_id).first()
    if row is None:
        raise NotFound("TRIGGER_UNKNOWN", "Pemicu ini tidak ada.")
    must_keep(by, row.risk.opd_id, on=timezone.localdate(at))
    if row.is_active:
        row.is_active, row.fired_at = False, None
        row.save()
        journal.append(
            code=Act.TRIGGER_ENDED, subject=("risk", row.risk_id), by=by, at=at, data={"trigger": row.pk}
        )
    return row


def check_triggers(*, at: datetime) -> dict[Verdict, int]:
    """Read every trigger; returns how many said what. Twice is once: what fired stays fired and owes nothing new."""
    today = timezone.localdate(at)
    rows = list(Trigger.objects.filter(is_active=True, risk__closed_on=None).order_by("pk"))
    figures = read(rows, on=today)
    counts = dict.fromkeys(Verdict, 0)
    for row in rows:
        counts[_check_one(row.pk, figures[row.pk], at=at)] += 1
    return counts


@transaction.atomic
def _check_one(trigger_id: int, found: Figures, *, at: datetime) -> Verdict:
    row = Trigger.objects.select_for_update(of=("self",)).select_related("risk__opd").get(pk=trigger_id)
    # A count is one sum over its days, a series one value a year.
    hold = row.hold if row.measure == Measure.SERIES else 1
    said = verdict(
        found.values, found.thresholds, comparison=row.comparison, margin=row.margin, hold=hold, is_fired=row.fired_at is not None
    )  # fmt: skip
    row.verdict, row.checked_at, row.reading = said, at, found.kept()
    if said is Verdict.FIRE:
        row.fired_at, row.spells = at, row.spells + 1
    elif said is Verdict.CALM:
        row.fired_at = None
    row.save()
    if said in {Verdict.FIRE, Verdict.CALM}:
        code = Act.TRIGGERED if said is Verdict.FIRE else Act.CALMED
        data = {"trigger": row.pk, "code": row.code, "spell": row.spells}
        journal.append(code=code, subject=("risk", row.risk_id), by=SYSTEM, at=at, data=data)
        _tell(row, said, found, at=at)
    if said is Verdict.FIRE:
        _owe(row, at=at)
    return said


def _owe(row: Trigger, *, at: datetime) -> None:
    """One duty per spell, for an owner that still exists."""
    today = timezone.localdate(at)
    if all(opd.pk != row.risk.opd_id for opd in organizations.active_opds(on=today)):
        return
    days = parameters.value(TRIGGER_DAYS, on=today, default=14)
    owe(
        kind=ALARM,
        about=(THREAD_KIND, str(row.risk_id)),
        title=f"Tinjau risiko yang terpicu: {row.risk.event}"[:120],
        holder_id=row.risk.opd_id,
        due=_due(today, days),
        by=SYSTEM,
        at=at,
        key=uuid5(NAMESPACE_URL, f"risks:trigger:{row.pk}:{row.spells}"),
    )


def _due(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _tell(row: Trigger, said: Verdict, found: Figures, *, at: datetime) -> None:
    context: dict[str, Any] = {
        "fired": said is Verdict.FIRE,
        "event": row.risk.event,
        "figure": found.label,
        "value": found.newest,
        "url": reverse("risks:detail", args=[row.risk_id]),
    }
    notify_many(
        [
            Draft(
                f"risk:{row.risk_id}:{row.pk}:{said}:{row.spells}",
                Recipient(user_id=user),
                "risk_triggered",
                context,
            )
            for user in officers(opd_id=row.risk.opd_id)
        ],
        at=at,
    )
