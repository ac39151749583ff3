"""Invented needs, people and files for the tests of needs."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from balai.domains.needs.actions.stating import Statement, state_need
from balai.domains.needs.models import Need
from balai.engine.organizations.public import Area
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN, SYSTEM, Actor
from balai.kits.excel import Sheet, workbook

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
_numbers = count(1)


def keeper() -> User:
    return User.objects.filter(role=Role.COORDINATOR).first() or make_user(Role.COORDINATOR)


def planner() -> Actor:
    return actor_of(keeper())


def a_need(title: str = "", *, by: Actor = SYSTEM, key: UUID | None = None, **more: Any) -> Need:
    more.setdefault("source", "CITIZEN")
    more.setdefault("stated", TODAY)
    said = Statement(title=title or f"Kebutuhan rekaan nomor {next(_numbers)}", **more)
    return state_need(said=said, key=key or uuid4(), by=by, at=AT)


def sent(title: str = "Kiriman rekaan warga") -> Need:
    return a_need(title, by=CITIZEN)


def make_reasons() -> None:
    Parameter.objects.get_or_create(
        code="needs.reasons",
        valid_from=date(2000, 1, 1),
        defaults={"value": [{"code": "NOT_OURS", "label": "Bukan kewenangan"}]},
    )


def make_places() -> None:
    """Two kecamatan with a desa of the same name, and one that only the first has."""
    places = [
        ("33.25.01", "Rekaan Hulu", "KECAMATAN", None),
        ("33.25.02", "Rekaan Hilir", "KECAMATAN", None),
        ("33.25.01.2001", "Sumberasih", "DESA", "33.25.01"),
        ("33.25.02.2001", "Sumberasih", "DESA", "33.25.02"),
        ("33.25.01.2002", "Banjarmaju", "DESA", "33.25.01"),
    ]
    for code, name, level, parent in places:
        place = {"name": name, "level": level, "parent_id": parent, "latitude": -6.9, "longitude": 109.7}
        Area.objects.get_or_create(code=code, defaults=place)


def book(titles: list[str], *rows: list[Any]) -> bytes:
    return workbook(Sheet("Kebutuhan", titles, rows))
