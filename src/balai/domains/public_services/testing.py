"""Two small invented services for tests: a death grant with money, and a letter that a village signs.

Everything goes through the front doors; people and places are invented.
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from balai.domains.public_services.actions.drafts import open_draft
from balai.domains.public_services.actions.filing import file_draft
from balai.domains.public_services.models import Application, Draft, Paper
from balai.domains.public_services.testing_packs import (
    AMOUNT,
    ANSWERS,
    FUND,
    GRANT,
    LETTER,
    grant_files,
    letter_files,
    text,
)
from balai.engine.documents.public import Document
from balai.engine.ledger import public as ledger
from balai.engine.organizations.public import Area, Opd, Region
from balai.engine.packs import public as packs
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM, Actor

VILLAGE, OTHER_VILLAGE = "99.01.01.2001", "99.01.01.2002"
# Monday at nine, an ordinary working week.
MONDAY = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
_numbers = count(1)


__all__ = ["AMOUNT", "ANSWERS", "FUND", "GRANT", "LETTER", "Town", "grant_files", "letter_files", "text"]


class Town:
    """An invented regency with two villages, a social agency, a fund with money, and the two services open."""

    def __init__(self, *, budget_rupiah: int = 10 * AMOUNT, also: bool = False) -> None:
        make_places()
        self.agency = make_opd("DINSOS")
        self.office = _village_office(VILLAGE)
        self.other_office = _village_office(OTHER_VILLAGE)
        self.clerk = self._user(Role.VILLAGE_OFFICER, area_id=VILLAGE)
        self.other_clerk = self._user(Role.VILLAGE_OFFICER, area_id=OTHER_VILLAGE)
        self.verifier = self._user(Role.OPD_ADMIN, opd=self.agency)
        self.cashier = self._user(Role.OPD_ADMIN, opd=self.agency)
        self.citizen = self._user(Role.CITIZEN)
        self.fund = make_fund(budget_rupiah)
        self.grant = _open(grant_files(**({"also": [LETTER]} if also else {})))
        self.letter = _open(letter_files())

    def _user(self, role: Role, **fields: Any) -> User:
        return make_user(role, email=f"petugas{next(_numbers)}.{role.lower()}@contoh.invalid", **fields)

    def by(self, user: User) -> Actor:
        return actor_of(user)

    def draft(
        self,
        service: str = GRANT,
        *,
        by: User | None = None,
        at: datetime = MONDAY,
        papers: bool = True,
        **answers: Any,
    ) -> Draft:
        """A form of the village officer that is ready to be filed, about somebody new unless told otherwise."""
        filled = person(next(_numbers)) | answers
        draft = open_draft(
            service=service, area_id=None, by=actor_of(by or self.clerk), at=at, answers=filled
        )
        if papers and service == GRANT:
            add_paper(draft, "family_card_photo", at=at)
            add_paper(draft, "house_photo", at=at)
        return draft

    def file(
        self, service: str = GRANT, *, by: User | None = None, at: datetime = MONDAY, **answers: Any
    ) -> Application:
        draft = self.draft(service, by=by, at=at, **answers)
        return file_draft(draft_id=draft.pk, by=actor_of(by or self.clerk), at=at)


def person(number: int) -> dict[str, Any]:
    """Answers about somebody who died and the heir, invented, different for each number."""
    day, rest = number % 28 + 1, number // 28
    return {
        **ANSWERS,
        "deceased_nik": f"990101{day:02}0150{rest:04}",
        "deceased_name": f"Almarhum Contoh {number}",
        "heir_nik": f"990101{day:02}0280{rest:04}",
        "family_card": f"9901010101{number:06}",
        "death_place": "Rumah",
    }


def make_places() -> None:
    """The invented regency: one kecamatan, two villages with their governments."""
    Region.objects.get_or_create(
        code="99.01",
        defaults={
            "name": "Kabupaten Rekaan",
            "short_name": "Rekaan",
            "number_prefix": "RKN",
            "latitude": -7.0,
            "longitude": 109.8,
            "outside_advice": "-",
        },
    )
    place = {"latitude": -7.0, "longitude": 109.8}
    regency, _ = Area.objects.get_or_create(
        code="99.01", defaults={"name": "Kabupaten Rekaan", "level": "KABUPATEN", **place}
    )
    district, _ = Area.objects.get_or_create(
        code="99.01.01", defaults={"name": "Misal", "level": "KECAMATAN", "parent": regency, **place}
    )
    for code, name in ((VILLAGE, "Contohsari"), (OTHER_VILLAGE, "Rekaanjaya")):
        Area.objects.get_or_create(
            code=code, defaults={"name": name, "level": "DESA", "parent": district, **place}
        )
    make_opd("COORDINATOR", is_coordinator=True)


def _village_office(code: str) -> Opd:
    area = Area.objects.get(code=code)
    return make_opd(f"DESA-{code}", kind="DESA", area=area, short_name=area.name, name=f"Desa {area.name}")


def make_fund(budget_rupiah: int, *, year: int = 2026) -> ledger.Account:
    """The fund of the grant with that budget."""
    ledger.open_account(code="APBD", name="Sumber rekaan", year=year, kind="SOURCE", by=SYSTEM, at=MONDAY)
    fund = ledger.open_account(
        code=FUND, name="Santunan rekaan", year=year, kind="FUND", by=SYSTEM, at=MONDAY
    )
    if budget_rupiah:
        grow(fund, budget_rupiah)
    fund.refresh_from_db()
    return fund


def grow(fund: ledger.Account, amount_rupiah: int) -> None:
    """The budget grows."""
    ledger.allocate(
        account_id=fund.pk,
        amount_rupiah=amount_rupiah,
        description="Anggaran rekaan",
        by=SYSTEM,
        at=MONDAY,
        key=f"rekaan-{next(_numbers)}",
    )


def _open(files: dict[str, str]) -> packs.PackVersion:
    version = packs.install(files=files, by=SYSTEM, at=MONDAY)
    for code, value in (("agency", "DINSOS"), ("account", FUND)):
        if version.pack == GRANT:
            Parameter.objects.get_or_create(
                code=packs.value_code(GRANT, code),
                valid_from=date(2000, 1, 1),
                defaults={"value": value, "legal_reference": "Peraturan rekaan"},
            )
    packs.open_service(pack_id=version.pack, by=SYSTEM, at=MONDAY)
    return version


def add_paper(draft: Draft, code: str, *, at: datetime = MONDAY) -> Paper:
    """A paper without a file: its row only."""
    sha256 = f"{next(_numbers):064x}"
    return Paper.objects.create(draft=draft, code=code, document=make_document(sha256), sha256=sha256, at=at)


def make_document(sha256: str = "", *, kind: str = "SERVICE_PAPER", token: str = "") -> Document:
    """The row of a photo."""
    number = next(_numbers)
    return Document.objects.create(
        token=token or f"{number:032x}",
        stored_on=date(2026, 6, 8),
        kind=kind,
        content_type="image/jpeg",
        width=64,
        height=48,
        size=1000,
        size_small=100,
        sha256=sha256 or f"{number:064x}",
        difference_hash=number,
        created_at=MONDAY,
    )
