"""The real packs of Batang at work: one death from the village office to the money, letters signed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache

from balai.adapters.local_signing.client import LocalSigning
from balai.adapters.local_signing.demo import demo_file
from balai.domains.public_services.actions.drafts import open_draft
from balai.domains.public_services.actions.filing import FormFaults, NotEligible, file_draft
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.serving import serve_waiting_list
from balai.domains.public_services.actions.signatories import appoint
from balai.domains.public_services.models import Application, DeathFact
from balai.domains.public_services.testing import add_paper, make_document
from balai.engine.cases.models import Case
from balai.engine.documents import ports
from balai.engine.documents.public import letter
from balai.engine.ledger import public as ledger
from balai.engine.organizations import public as organizations
from balai.engine.organizations.testing import region_of_module
from balai.engine.packs import public as packs
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Forbidden

FOLDER = settings.REGIONS_DIR / "batang"
AT = datetime(2026, 3, 5, 3, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
VILLAGE = "33.25.11.2004"
GRANT, LETTER, REGISTRY = "santunan-kematian", "surat-keterangan-kematian", "surat-pengantar-kematian"


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    cache.clear()
    with region_of_module(FOLDER, at=AT, blocker=django_db_blocker):
        yield


@pytest.fixture
def clerk(region: None, db: None) -> User:
    cache.clear()
    return make_user(Role.VILLAGE_OFFICER, email="perangkat@contoh.invalid", area_id=VILLAGE)


@pytest.fixture
def signing(tmp_path: Path) -> Iterator[None]:
    """A key that was made before the day of these tests."""
    before = ports.signing()
    demo_file(tmp_path, now=AT - timedelta(days=1))
    ports.bind_signing(LocalSigning(folder=tmp_path))
    yield
    ports.bind_signing(before)


def sample(service: str) -> dict:
    return dict(packs.current(service).samples[0].answers)


def filed(service: str, by: User, papers: tuple[str, ...], **answers: object) -> Application:
    draft = open_draft(
        service=service, area_id=VILLAGE, by=actor_of(by), at=AT, answers=sample(service) | answers
    )
    for code in papers:
        add_paper(draft, code, at=AT)
    return file_draft(draft_id=draft.pk, by=actor_of(by), at=AT)


def step_of(application: Application) -> str:
    return Case.objects.get(pk=application.pk).step


def test_every_pack_is_open(clerk: User) -> None:
    assert len(packs.services()) == 20


PAPERS = ("family_card_copy", "deceased_ktp", "heir_ktp", "village_letter", "house_photo")
ENTRY = {
    "death_letter_source": "BALAI",
    "poverty_proof": "VILLAGE_LETTER",
    "family_condition": "Buruh tani musiman, tiga tanggungan.",
    # What only the letter and the way to the registry ask.
    "is_resident": True,
    "burial_place": "Makam Desa Rekaan",
    "kk_change": "REMOVE",
}


def test_one_death_one_entry(clerk: User, signing: None) -> None:
    """One form opens the grant, the death letter and the way to the registry; all of them end well."""
    grant = filed(GRANT, clerk, PAPERS, **ENTRY)
    children = {child.service: child for child in grant.children.all()}
    assert set(children) == {LETTER, REGISTRY}
    assert (grant.route, grant.amount_rupiah) == ("B", 1_000_000)

    office = organizations.village_office(VILLAGE)
    appoint(
        office_id=office.pk, user_id=clerk.pk, position="Kepala Desa Kalisalak", is_delegate=False,
        valid_from=date(2026, 1, 1), by=actor_of(clerk), at=AT,
    )  # fmt: skip
    for number, child in enumerate((children[LETTER], children[REGISTRY]), start=1):
        move(application_id=child.pk, move="check", by=actor_of(clerk), at=LATER)
        move(application_id=child.pk, move="sign", by=actor_of(clerk), at=LATER)
        assert step_of(child) == "SIGNED"
        issued = letter(child.letters.get().letter_id)
        assert issued.state == "SIGNED"
        assert issued.number == f"474.3/{number}/KALISALAK/III/2026"
    assert DeathFact.objects.count() == 1

    agency = organizations.opd("DINSOS")
    first, second = (
        make_user(Role.OPD_ADMIN, email=f"dinsos{number}@contoh.invalid", opd=agency) for number in (1, 2)
    )
    move(application_id=grant.pk, move="verify", by=actor_of(first), at=LATER)
    move(application_id=grant.pk, move="approve", by=actor_of(first), at=LATER)
    assert step_of(grant) == "WAITING"
    fund = ledger.account("5.3.01", year=2026)
    ledger.allocate(
        account_id=fund.pk, amount_rupiah=1_000_000, description="Rekaan", by=SYSTEM, at=LATER, key="rekaan"
    )
    assert serve_waiting_list(service=GRANT, at=LATER) == 1
    paid = {"channel": "CASH", "receipt": make_document(kind="SERVICE_RECEIPT")}
    with pytest.raises(Forbidden):
        move(application_id=grant.pk, move="pay", by=actor_of(first), at=LATER, **paid)
    move(application_id=grant.pk, move="pay", by=actor_of(second), at=LATER, **paid)
    assert step_of(grant) == "PAID"
    assert ledger.verify() == []
    assert DeathFact.objects.count() == 1


def test_the_grant_alone(clerk: User) -> None:
    """Nobody is made to open the letter: without an answer to its own questions only the grant is filed."""
    grant = filed(GRANT, clerk, PAPERS, **{k: v for k, v in ENTRY.items() if k[:2] in ("de", "po", "fa")})
    assert not grant.children.exists()


def test_day_61_is_refused_with_reason_and_appeal(clerk: User) -> None:
    with pytest.raises(NotEligible) as refusal:
        filed(GRANT, clerk, PAPERS, **ENTRY, death_date="2026-01-03")
    assert "60 hari" in refusal.value.text.id
    assert "keberatan" in refusal.value.text.id
    assert filed(GRANT, clerk, PAPERS, **ENTRY, death_date="2026-01-04").pk


def test_what_is_missing_is_said(clerk: User) -> None:
    with pytest.raises(FormFaults) as faulty:
        filed(GRANT, clerk, PAPERS[:3], **ENTRY)
    assert {fault.field for fault in faulty.value.faults} == {"village_letter", "house_photo"}


def test_a_letter_from_home(clerk: User) -> None:
    citizen = make_user(Role.CITIZEN, email="warga@contoh.invalid")
    application = filed("surat-pengantar-skck", citizen, ("identity_card",))
    move(application_id=application.pk, move="check", by=actor_of(clerk), at=LATER)
    assert step_of(application) == "CHECKED"
