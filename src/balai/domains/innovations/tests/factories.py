"""Invented innovations and people around them."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings

from balai.domains.innovations.actions.usage import add_source
from balai.domains.innovations.models import Innovation, UsageDay, UsageSource
from balai.engine.duties.testing import make_clock
from balai.engine.journal.public import Entry
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM, Actor

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 6, 10, 9, 0, tzinfo=JAKARTA)
TODAY = NOW.date()


def make_law() -> None:
    """The shipped parameters of the room, and the clock of duties."""
    make_clock()
    rows = yaml.safe_load((settings.REGIONS_DIR / "national" / "parameters.yaml").read_text())["parameters"]
    for row in rows:
        if row["code"].startswith("innovations."):
            Parameter.objects.get_or_create(
                code=row["code"], valid_from=row["valid_from"], defaults={"value": row["value"]}
            )


def account(opd: str = "DINAS-CONTOH", role: Role = Role.OPD_ADMIN, name: str = "a") -> Actor:
    """Somebody with an account, made once."""
    email = f"{name}.{opd}.{role}@contoh.invalid".lower()
    found = User.objects.filter(email=email).first()
    if found is None:
        fields = {} if role in {Role.COORDINATOR, Role.EXECUTIVE} else {"opd": make_opd(opd)}
        found = make_user(role, email=email, **fields)
    return actor_of(found)


def lead(role: Role = Role.COORDINATOR) -> Actor:
    """Who decides."""
    return account(role=role)


def innovation(
    name: str = "Antrean rekaan", *, opd: str = "DINAS-CONTOH", age: int = 400, **fields: Any
) -> Innovation:
    """One that was launched `age` days ago."""
    launch = TODAY - timedelta(days=age)
    values = {
        "stage": "ADOPTED", "origin": "OPD", "form": "PUBLIC_SERVICE", "is_digital": True, "rhythm": "DAILY",
        "trial_date": launch, "launch_date": launch, "cohort_year": launch.year, "expected_per_window": 300,
        "registered_at": NOW - timedelta(days=age),
    }  # fmt: skip
    return Innovation.objects.create(name=name, opd=make_opd(opd), **{**values, **fields})


def source(one: Innovation, kind: str = "APPLICATION") -> UsageSource:
    """A source that was connected at the launch."""
    return add_source(innovation_id=one.pk, kind=kind, label="Sumber rekaan", by=SYSTEM, at=NOW)[0]


def used(one: Innovation, amounts: dict[date, int], *, quality: int = 100) -> None:
    """So much use on these days."""
    UsageDay.objects.bulk_create(
        UsageDay(innovation=one, day=day, quality=quality, amount=amount) for day, amount in amounts.items()
    )


def steadily(amount: int, *, days: int, until: date = TODAY) -> dict[date, int]:
    """The same on each of the last `days` days."""
    return {until - timedelta(days=back): amount for back in range(days)}


def codes(one: Innovation | int) -> list[str]:
    """What the journal says of an innovation, in its order."""
    number = one if isinstance(one, int) else one.pk
    rows = Entry.objects.filter(subject_kind="innovation", subject_id=str(number)).order_by("pk")
    return list(rows.values_list("code", flat=True))
