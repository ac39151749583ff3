"""A risk is assessed, treated, accepted. Assessments and acceptances are added, never changed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.domains.risks.actions.registering import locked
from balai.domains.risks.models import Acceptance, Assessment, Risk, Treatment
from balai.domains.risks.permissions import must_accept, must_keep
from balai.domains.risks.queries.reference import appetite, reference
from balai.domains.risks.rules.appetite import bound
from balai.domains.risks.terms import (
    LONGEST_ACCEPTANCE_DAYS,
    OPTIONS,
    TEXT_LIMIT,
    THREAD_KIND,
    TREATMENT,
    Act,
    Option,
    Sign,
    Stage,
)
from balai.engine.duties.public import owe
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Refused
from balai.foundation.text import clean_text


@transaction.atomic
def assess_risk(
    *, risk_id: int, stage: str, likelihood: int, impact: int, why: str, by: Actor, at: datetime
) -> Assessment:
    """Judge likelihood and impact; value and level follow from the matrix of the day and stay with the assessment.

    What is left after treatment can only be judged once the risk itself was. Raises NotFound; Forbidden NOT_YOURS; Refused
    RISK_CLOSED, STEP_UNKNOWN, STAGE_EARLY, TEXT_….
    """
    row, today = _open(risk_id, by, at), timezone.localdate(at)
    why = clean_text(why, field="why", label="Penjelasan", minimum=5, maximum=TEXT_LIMIT)
    of = reference(on=today)
    try:
        value = of.matrix.value(likelihood, impact)
    except ValueError:
        raise Refused(
            "STEP_UNKNOWN", "Kemungkinan dan dampak dinilai 1 sampai 5.", field="likelihood"
        ) from None
    if Stage(stage) is not Stage.INHERENT and not row.assessments.filter(stage=Stage.INHERENT).exists():
        raise Refused("STAGE_EARLY", "Nilai dahulu risikonya sebelum penanganan.", field="stage")
    level = of.matrix.level(value).code
    made = Assessment.objects.create(
        risk=row, stage=stage, likelihood=likelihood, impact=impact, value=value, level=level, edition=of.edition.edition,
        why=why, at=at, by_id=by.user_id,
    )  # fmt: skip
    if Stage(stage) is not Stage.TARGET:
        row.likelihood, row.impact, row.value, row.level = likelihood, impact, value, level
        row.version += 1
        row.save()
    data = {"stage": stage, "value": value, "edition": of.edition.edition}
    journal.append(code=Act.ASSESSED, subject=("risk", row.pk), by=by, at=at, data=data)
    return made


@transaction.atomic
def plan_treatment(
    *,
    risk_id: int,
    option: str,
    title: str,
    text: str = "",
    output: str = "",
    holder_id: int,
    due: date,
    key: UUID,
    by: Actor,
    at: datetime,
) -> Treatment:
    """Give somebody a duty that treats the risk, until a day. The same `key` gives it once.

    Raises NotFound; Forbidden NOT_YOURS; Refused RISK_CLOSED, OPTION_UNKNOWN, TEXT_…, OPD_UNKNOWN, DUE_….
    """
    row = _open(risk_id, by, at)
    if option not in OPTIONS[Sign(row.sign)] or option == Option.ACCEPT:
        raise Refused("OPTION_UNKNOWN", "Pilihan itu tidak tersedia untuk risiko ini.", field="option")
    duty = owe(
        kind=TREATMENT, about=(THREAD_KIND, str(row.pk)), title=title, text=text, holder_id=holder_id, due=due, by=by, at=at, key=key
    )  # fmt: skip
    made, is_new = Treatment.objects.get_or_create(
        duty=duty, defaults={"risk": row, "option": option, "output": output.strip()[:300]}
    )
    if is_new:
        data = {"option": option, "duty": duty.pk}
        journal.append(code=Act.TREATED, subject=("risk", row.pk), by=by, at=at, data=data)
    return made


@transaction.atomic
def accept_risk(
    *, risk_id: int, why: str, expires: date, version: int, by: Actor, at: datetime
) -> Acceptance:
    """Bear the risk until a day, at most a year ahead. What is known now is kept with the decision.

    Raises NotFound; Forbidden NOT_YOURS; Conflict RISK_MOVED; Refused RISK_CLOSED, RISK_UNJUDGED,
    EXPIRY_WRONG, TEXT_….
    """
    row, today = locked(risk_id), timezone.localdate(at)
    must_accept(by, row)
    _must_be_open(row)
    why = clean_text(why, field="why", label="Alasan", minimum=10, maximum=TEXT_LIMIT)
    if row.value is None:
        raise Refused("RISK_UNJUDGED", "Nilai dahulu risikonya.")
    if row.version != version:
        raise Conflict(
            "RISK_MOVED", "Risiko ini baru saja dinilai atau diubah. Baca lagi sebelum menerimanya."
        )
    if not 0 < (expires - today).days <= LONGEST_ACCEPTANCE_DAYS:
        raise Refused("EXPIRY_WRONG", "Penerimaan berlaku paling lama satu tahun ke depan.", field="expires")
    made = Acceptance.objects.create(
        risk=row, snapshot=_snapshot(row, today), why=why, expires_on=expires, at=at, by_id=by.user_id
    )
    data = {"value": row.value, "until": expires.isoformat()}
    journal.append(code=Act.ACCEPTED, subject=("risk", row.pk), by=by, at=at, data=data)
    return made


def _snapshot(row: Risk, today: date) -> dict[str, Any]:
    limit, is_verified = appetite(on=today)
    return {
        "event": row.event, "cause": row.cause, "effect": row.effect, "controls": row.controls, "likelihood": row.likelihood,
        "impact": row.impact, "value": row.value, "level": row.level, "edition": reference(on=today).edition.edition,
        "bound": bound(limit, sign=row.sign, category=row.category), "bound_verified": is_verified,
        "triggers": [f"{one.code} {one.comparison}" for one in row.triggers.filter(fired_at__isnull=False)],
    }  # fmt: skip


def _open(risk_id: int, by: Actor, at: datetime) -> Risk:
    row = locked(risk_id)
    must_keep(by, row.opd_id, on=timezone.localdate(at))
    _must_be_open(row)
    return row


def _must_be_open(row: Risk) -> None:
    if row.closed_on is not None:
        raise Refused("RISK_CLOSED", "Risiko ini sudah ditutup.")
