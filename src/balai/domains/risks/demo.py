"""The risks of the demonstration, from a file of the region; all of them say that they are examples."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.utils import timezone

from balai.domains.risks.actions.judging import accept_risk, assess_risk, plan_treatment
from balai.domains.risks.actions.registering import register_risk
from balai.domains.risks.actions.triggering import check_triggers, set_trigger
from balai.domains.risks.models import Risk
from balai.domains.risks.terms import THREAD_KIND, Stage
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import read_yaml
from balai.engine.threads.public import thread_kind, tie
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

Row = Mapping[str, Any]
# When the three judgements were made, in days before today.
STAGES = (("before", Stage.INHERENT, 300), ("target", Stage.TARGET, 290), ("after", Stage.RESIDUAL, 40))


def make(*, at: datetime) -> int:
    """Everything of the file that is not there yet; returns how many are new. Then the triggers are read."""
    rows = read_yaml(settings.REGIONS_DIR / "batang" / "demo" / "risks.yaml")["risks"]
    known = set(Risk.objects.values_list("client_key", flat=True))
    offices = {opd.code: opd.pk for opd in organizations.active_opds(on=timezone.localdate(at))}
    fresh = [row for row in rows if key_of(row["key"]) not in known and row["opd"] in offices]
    for row in fresh:
        _make(row, offices, at)
    if fresh:
        check_triggers(at=at)
    return len(fresh)


def key_of(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"risks:demo:{name}")


def _make(row: Row, offices: Mapping[str, int], at: datetime) -> None:
    given = {
        name: row.get(name, "")
        for name in ("event", "cause", "effect", "goal", "sign", "category", "lens", "controls")
    }
    given |= {
        "impact_area": row["area"], "opd_id": offices[row["opd"]], "citizen_voice": row.get("voice", ""),
        "is_open": not row.get("hidden", False), "review_date": timezone.localdate(at) + timedelta(days=90),
    }  # fmt: skip
    risk = register_risk(
        given=given, key=key_of(row["key"]), by=SYSTEM, at=at - timedelta(days=301), is_example=True
    )
    for name, stage, ago in STAGES:
        if name in row:
            likelihood, impact = row[name]
            assess_risk(
                risk_id=risk.pk, stage=stage, likelihood=likelihood, impact=impact, why=f"{row['why']} (contoh)", by=SYSTEM, at=at - timedelta(days=ago)
            )  # fmt: skip
    _treat(risk, row, offices, at)
    for one in row.get("triggers", ()):
        _wire(risk, one, at)
    for kind, words, why in row.get("ties", ()):
        _tie(risk, kind, words, why, at)


def _treat(risk: Risk, row: Row, offices: Mapping[str, int], at: datetime) -> None:
    for number, one in enumerate(row.get("treatments", ())):
        due = timezone.localdate(at) + timedelta(days=one["days"])
        plan_treatment(
            risk_id=risk.pk, option=one["option"], title=one["title"], holder_id=offices[one["holder"]], due=due,
            key=key_of(f"{row['key']}:{number}"), by=SYSTEM, at=at,
        )  # fmt: skip
    if accept := row.get("accept"):
        risk.refresh_from_db()
        until = timezone.localdate(at) + timedelta(days=accept["days"])
        accept_risk(risk_id=risk.pk, why=accept["why"], expires=until, version=risk.version, by=SYSTEM, at=at)


def _wire(risk: Risk, one: Row, at: datetime) -> None:
    threshold = Decimal(one["threshold"]) if "threshold" in one else None
    try:
        set_trigger(
            risk_id=risk.pk, measure=one["measure"], code=one["code"], comparison=one["comparison"], threshold=threshold,
            margin=Decimal(one.get("margin", 0)), hold=one["hold"], by=SYSTEM, at=at,
        )  # fmt: skip
    except Refused:
        # A region without this figure shows the risk without a trigger.
        return


def _tie(risk: Risk, kind: str, words: str, why: str, at: datetime) -> None:
    known = thread_kind(kind)
    found = known.search(words, 1) if known else []
    if found:
        tie(start=(kind, found[0].id), end=(THREAD_KIND, str(risk.pk)), why=why, by=SYSTEM, at=at)
