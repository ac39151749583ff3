"""Invented risks, figures and people for the tests of risks."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.conf import settings

from balai.domains.risks.actions.judging import assess_risk
from balai.domains.risks.actions.registering import register_risk
from balai.domains.risks.loading import load
from balai.domains.risks.models import MatrixEdition, Risk
from balai.engine.duties.testing import make_clock
from balai.engine.indicators.public import declare_series, set_target, state_point
from balai.engine.organizations.public import Opd
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM, Actor

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SERIES = "REKAAN.INDEKS"
_numbers = count(1)


def world() -> Opd:
    """The matrix, the limits of duties, a coordinator and the agency that owns risks."""
    if not MatrixEdition.objects.exists():
        load(settings.REGIONS_DIR / "batang", by=SYSTEM, at=AT)
    make_clock()
    make_opd("KOORD", is_coordinator=True)
    return make_opd("PEMILIK")


def given(opd: Opd, **more: Any) -> dict[str, Any]:
    return {
        "event": f"Kejadian rekaan nomor {next(_numbers)}", "cause": "Sebab rekaan", "effect": "Akibat rekaan", "sign": "NEGATIVE",
        "category": "INNOVATION", "impact_area": "PERFORMANCE", "lens": "IMPROVEMENT", "opd_id": opd.pk, **more,
    }  # fmt: skip


def a_risk(likelihood: int = 0, impact: int = 0, **more: Any) -> Risk:
    """A risk of the agency PEMILIK, judged where two numbers are given."""
    risk = register_risk(given=given(world(), **more), key=uuid4(), by=SYSTEM, at=AT)
    if likelihood:
        judge(risk, likelihood, impact)
        risk.refresh_from_db()
    return risk


def judge(risk: Risk, likelihood: int, impact: int, stage: str = "INHERENT", **more: Any) -> Any:
    more.setdefault("by", SYSTEM)
    return assess_risk(
        risk_id=risk.pk, stage=stage, likelihood=likelihood, impact=impact, why="Alasan rekaan", at=AT, **more
    )


def owner(role: Role = Role.OPD_ADMIN) -> User:
    email = f"{role}@pemilik.invalid".lower()
    return User.objects.filter(email=email).first() or make_user(role, email=email, opd=make_opd("PEMILIK"))


def stranger() -> Actor:
    return actor_of(make_user(Role.OPD_ADMIN, email="lain@contoh.invalid", opd=make_opd("LAIN")))


def figures(points: dict[int, str | None], targets: dict[int, str] | None = None) -> None:
    """A yearly series with these values; None says that somebody looked and found nothing."""
    declare_series(code=SERIES, label="Indeks rekaan", family="OWN", by=SYSTEM, at=AT)
    for year, value in points.items():
        status = "NOT_FOUND" if value is None else "OWN"
        state_point(
            code=SERIES, year=year, value=Decimal(value) if value else None, status=status, by=SYSTEM, at=AT
        )
    for year, value in (targets or {}).items():
        set_target(code=SERIES, year=year, value=Decimal(value), source="Rencana rekaan", by=SYSTEM, at=AT)
