"""Invented people, requests and clocks for the tests of data protection."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from balai.domains.data_protection.actions.asking import Asked, file_request, prove_address
from balai.domains.data_protection.models import DataRequest
from balai.engine.cases.tests.factories import make_region
from balai.engine.organizations.public import Opd, Region, coordinator, read_yaml
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN, Actor

AT = datetime(2026, 6, 6, 2, 0, tzinfo=UTC)  # a Saturday: the clock of the law knows no days off
NIK = "3325110101900001"
MAIL, PHONE = "warga.rekaan@contoh.example", "081200000001"


def make_clocks() -> None:
    """Coordinator and clocks, once; the clocks are those that every region includes."""
    if not Opd.objects.filter(is_coordinator=True).exists():
        make_region()
        Region.objects.create(
            code="99.01", name="Kabupaten Rekaan", short_name="Rekaan", number_prefix="RKN", latitude=-7, longitude=109.8, outside_advice="-"
        )  # fmt: skip
    folder = settings.REGIONS_DIR / "national" / "data_protection"
    for row in read_yaml(folder / "clocks.yaml").need("parameters", list):
        Parameter.objects.get_or_create(
            code=row["code"], valid_from=date(2022, 10, 17), defaults={"value": row["value"]}
        )


def officer() -> User:
    known = User.objects.filter(role=Role.COORDINATOR).first()
    return known or make_user(Role.COORDINATOR, opd=coordinator())


def second() -> User:
    return User.objects.filter(role=Role.AUDITOR).first() or make_user(Role.AUDITOR)


def works() -> Actor:
    return actor_of(officer())


def confirms() -> Actor:
    return actor_of(second())


def ask(right: str = "ACCESS", *, at: datetime = AT, key: UUID | None = None, **more: Any) -> DataRequest:
    make_clocks()
    more.setdefault("contact", MAIL)
    more.setdefault("text", "Permintaan rekaan untuk diuji")
    return file_request(asked=Asked(right=right, **more), key=key or uuid4(), by=CITIZEN, at=at)


def proven(right: str = "ACCESS", **more: Any) -> DataRequest:
    row = ask(right, **more)
    return prove_address(request_id=row.pk, by=CITIZEN, at=more.get("at", AT))


def at_desk(right: str = "ACCESS", *, nik: str = NIK, at: datetime = AT) -> DataRequest:
    make_clocks()
    asked = Asked(right=right, nik=nik, text="Permintaan rekaan di loket")
    return file_request(asked=asked, key=uuid4(), by=works(), at=at)


def account(*, email: str = MAIL, role: Role = Role.CITIZEN) -> User:
    """The account of the invented person: what the house holds of him here."""
    return make_user(role, email=email, phone="0812 0000 0001")
