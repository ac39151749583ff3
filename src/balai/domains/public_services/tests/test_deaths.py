"""A death reaches the civil registry and the residents register, whatever goes wrong on the way."""

from datetime import date, timedelta

import pytest

from balai.domains.public_services import ports, queries
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.models import DeathFact
from balai.domains.public_services.tasks import mark_deaths, send_deaths
from balai.domains.public_services.testing import ANSWERS, MONDAY, Town
from balai.engine.journal.models import Entry
from balai.kits.crypto import blind_index

LATER = MONDAY + timedelta(hours=1)


class Register:
    def __init__(self) -> None:
        self.dead: list[tuple[str, date]] = []

    def listed(self, code, nik, *, on, kk="", area_id=None):
        return False

    def mark_dead(self, nik, *, on, area_id):
        self.dead.append((nik, on))


class Registry:
    is_away = False

    def __init__(self) -> None:
        self.told: list[str] = []

    def report(self, notice: ports.DeathNotice) -> str:
        if self.is_away:
            raise ports.RegistryAway("the registry answered 503")
        assert (notice.nik, notice.death_date) == (ANSWERS["deceased_nik"], date(2026, 6, 1))
        self.told.append(notice.number)
        return f"TERIMA-{notice.number}"


@pytest.fixture(autouse=True)
def register(monkeypatch) -> Register:
    found = Register()
    monkeypatch.setattr(ports, "_people", found)
    monkeypatch.setattr(ports, "_registry", None)
    return found


def died(town: Town, **answers) -> DeathFact:
    application = town.file(**answers)
    move(application_id=application.pk, move="approve", by=town.by(town.verifier), at=LATER)
    return DeathFact.objects.get(application=application)


def test_the_registry_is_told_once(town: Town, monkeypatch):
    fact = died(town, deceased_nik=ANSWERS["deceased_nik"])
    assert send_deaths.call() == 0  # nobody listens yet
    registry = Registry()
    monkeypatch.setattr(ports, "_registry", registry)
    registry.is_away = True
    assert send_deaths.call() == 0
    registry.is_away = False
    assert (send_deaths.call(), send_deaths.call()) == (1, 0)
    assert registry.told == [f"BALAI-{fact.pk}"]
    fact.refresh_from_db()
    assert fact.sent_at and fact.receipt == f"TERIMA-BALAI-{fact.pk}"
    assert Entry.objects.filter(code="DEATH_SENT").count() == 1


def test_the_residents_register_is_told_once(town: Town, register: Register):
    died(town, deceased_nik=ANSWERS["deceased_nik"])
    died(town, deceased_nik="", deceased_name="Bayi Contoh")
    assert (mark_deaths.call(), mark_deaths.call()) == (2, 0)
    assert register.dead == [(ANSWERS["deceased_nik"], date(2026, 6, 1))]


def test_deaths_that_one_side_knows(town: Town):
    ours, known = died(town), died(town, deceased_nik=ANSWERS["deceased_nik"])
    shared = {"source": "REGISTRY", "recorded_at": MONDAY}
    DeathFact.objects.create(person_key=known.person_key, death_date=date(2026, 7, 2), **shared)
    theirs = DeathFact.objects.create(person_key=blind_index("lain"), death_date=date(2026, 6, 3), **shared)
    found = queries.one_sided(year=2026, month=6)
    assert (list(found.ours), list(found.theirs), found.both) == ([ours], [theirs], 1)
