"""Editions, innovations with a life, and peers, invented for the tests of paper and of its check."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from balai.domains.innovations.loading_iga import _editions
from balai.domains.innovations.models import IgaEdition, Innovation, Liveness
from balai.engine.organizations.public import read_yaml
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import Actor

NATIONAL = Path(settings.ROOT) / "regions" / "national" / "innovations" / "iga.yaml"
MANDATORY = {
    "16": {"level": 2, "note": ""},
    "17": {"level": 1, "note": ""},
    "32": {"level": 1, "note": ""},
    "33": {"basis": "a", "amount": Decimal(250), "note": ""},
    "35": {"level": 3, "note": ""},
}


def load_editions() -> None:
    """The national editions, as they are shipped."""
    IgaEdition.objects.bulk_create(
        IgaEdition(**one, loaded_at=timezone.now()) for one in _editions(read_yaml(NATIONAL))
    )


def make_innovation(
    name: str = "Inovasi rekaan", *, opd: str = "SATU", life: str = "ALIVE", **fields: Any
) -> Innovation:
    """One with a measured life, adopted inside the window of 2026."""
    given = {
        "opd": make_opd(opd), "stage": "ADOPTED", "origin": "OPD", "form": "PUBLIC_SERVICE", "is_digital": True,
        "affair": "kesehatan", "adoption_date": date(2024, 6, 1), "launch_date": date(2024, 6, 1),
        "registered_at": timezone.now(),
    }  # fmt: skip
    one = Innovation.objects.create(name=name, **{**given, **fields})
    Liveness.objects.create(
        innovation=one, life=life, index=8123, confidence=6400, measured_at=timezone.now()
    )
    return one


def officer(opd: str, role: Role = Role.OPD_ADMIN, number: int = 1) -> User:
    """Somebody of that agency, made once."""
    email = f"{opd}.{role}.{number}@contoh.invalid".lower()
    found = User.objects.filter(email=email).first()
    return found or make_user(
        role, email=email, opd=make_opd(opd), full_name=f"Petugas {opd.title()} {number}"
    )


def coordinator() -> Actor:
    """Whoever oversees innovations, of an agency of their own."""
    return actor_of(officer("KOORDINASI", Role.COORDINATOR))


def regent() -> Actor:
    """The leadership."""
    email = "bupati.rekaan@contoh.invalid"
    return actor_of(User.objects.filter(email=email).first() or make_user(Role.EXECUTIVE, email=email))


def citizen(number: int = 1) -> User:
    """A citizen with an account, made once."""
    email = f"warga.{number}@contoh.invalid"
    return User.objects.filter(email=email).first() or make_user(
        Role.CITIZEN, email=email, full_name=f"Warga Rekaan {number}"
    )


def make_model() -> None:
    """The model of life in force, as the national parameters have it."""
    value = {
        "version": 1,
        "weights": {"USAGE": 35, "RESULT": 15, "CITIZENS": 15, "STEWARDSHIP": 15, "RESOURCES": 10, "EVIDENCE": 10},
        "windows": {"DAILY": 30, "WEEKLY": 60, "MONTHLY": 90, "SEASONAL": 365},
        "thresholds": [["ALIVE", 70], ["WEAKENING", 50], ["CRITICAL", 25], ["DORMANT", 0]],
        "new_days": 90, "dormant_days": 180, "dormant_windows": 4, "dead_days": 365, "critical_windows": 2,
        "vacant_days": 30, "verified_quality": 0.8, "respondents": 30,
    }  # fmt: skip
    Parameter.objects.create(code="innovations.liveness_model", value=value, valid_from=date(2018, 1, 1))


def next_month() -> date:
    """A day on which a round may close."""
    return timezone.localdate() + timedelta(days=30)
