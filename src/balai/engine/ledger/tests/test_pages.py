"""Pages of the ledger: what they show, to whom, and that a refusal keeps what was typed."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from balai.engine.ledger import public as ledger
from balai.engine.ledger.loading import load
from balai.engine.ledger.models import Account, Entry
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM
from balai.kits.testing.queries import assert_bounded

from .factories import NOON, YEAR, make_fund

pytestmark = pytest.mark.django_db


def browser(role: Role = Role.OPD_ADMIN, opd: str = "KAS-REKAAN") -> Client:
    client = Client()
    fields = {"opd": make_opd(opd)} if role == Role.OPD_ADMIN else {}
    client.force_login(make_user(role, email=f"{role}.{opd}@contoh.invalid".lower(), **fields))
    return client


@pytest.fixture
def treasury() -> Client:
    Parameter.objects.create(code="ledger.treasury_opd", value="KAS-REKAAN", valid_from=date(2000, 1, 1))
    return browser()


def given(**fields) -> dict:
    return {
        "amount": "Rp 2.000.000",
        "description": "Perda rekaan 1/2026",
        "key": "8b1a8c1e-1111-4111-8111-111111111111",
        **fields,
    }


def test_the_treasury_changes_a_ceiling_once(treasury):
    fund = make_fund(1_000_000)
    address = reverse("ledger:budget", args=[fund.pk])
    for _ in range(2):
        assert treasury.post(address, given()).status_code == 302
    fund.refresh_from_db()
    assert fund.balance_rupiah == 3_000_000
    page = treasury.get(reverse("ledger:statement", args=[fund.pk])).content.decode()
    assert "Perda rekaan 1/2026" in page and "Rp 3.000.000" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": "-Rp 1.000.001"}, "Sisa pagu tidak cukup"),
        ({"amount": "dua juta"}, "tidak terbaca"),
        ({"amount": "0"}, "tidak boleh nol"),
        ({"description": "x"}, "Perda"),
    ],
)
def test_a_refused_change_keeps_what_was_typed(treasury, fields, words):
    fund = make_fund(1_000_000)
    answer = treasury.post(reverse("ledger:budget", args=[fund.pk]), given(**fields))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page and fields.get("amount", "Rp 2.000.000") in page
    assert Entry.objects.count() == 1


def test_another_agency_changes_no_ceiling(treasury):
    fund = make_fund(1_000_000)
    other = browser(opd="DINAS-LAIN")
    assert other.post(reverse("ledger:budget", args=[fund.pk]), given()).status_code == 403
    assert other.get(reverse("ledger:ceilings")).status_code == 200
    assert Entry.objects.count() == 1


def test_files_say_what_the_pages_say(treasury):
    fund = make_fund(3_000_000)
    held = ledger.reserve(
        account_id=fund.pk, amount_rupiah=1_000_000, reference=("c", 1), key="a", by=SYSTEM, at=NOON
    )
    ledger.pay(reservation_id=held.pk, description="=Santunan rekaan", key="p", by=SYSTEM, at=NOON)
    ledger.reserve(account_id=fund.pk, amount_rupiah=500_000, reference=("c", 2), key="b", by=SYSTEM, at=NOON)

    def rows(name: str, *args) -> list:
        answer = treasury.get(reverse(name, args=args), {"bentuk": "xlsx"})
        return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()

    assert rows("ledger:ceilings")[1] == ["5.3.01", "Pagu rekaan", 3e6, 5e5, 1e6, 1.5e6]
    assert [line[1:] for line in rows("ledger:statement", fund.pk)[1:]] == [
        ["Pagu", 3e6, 0, 3e6],
        ["=Santunan rekaan", 0, 1e6, 2e6],
    ]
    balance = rows("ledger:trial_balance")
    assert sum(line[4] for line in balance[1:]) == 0


def test_lists_ask_a_bounded_number_of_questions(treasury):
    fund = make_fund(10_000)

    def lines(prefix: str):
        def make(count: int) -> None:
            for _ in range(count):
                key = f"{prefix}{Entry.objects.count()}"
                ledger.allocate(
                    account_id=fund.pk, amount_rupiah=1, description="x", key=key, by=SYSTEM, at=NOON
                )

        return make

    for address in (reverse("ledger:ceilings"), reverse("ledger:statement", args=[fund.pk])):
        assert_bounded(treasury, address, lines(address))


@pytest.mark.slow
def test_batangs_years_are_loaded_once():
    folder = Path(settings.REGIONS_DIR) / "batang"
    for _ in range(2):
        load(folder, by=SYSTEM, at=NOON)
    shown = {year: [row for row in ledger.funds(year)] for year in (2017, 2020, 2021, 2022)}
    figures = {year: (rows[0].budget_rupiah, rows[0].paid_rupiah) for year, rows in shown.items()}
    assert figures == {
        2017: (2_000_000_000, 900_000_000),
        2020: (1_600_000_000, 1_004_000_000),
        2021: (2_664_000_000, 2_664_000_000),
        2022: (2_489_000_000, 2_489_000_000),
    }
    assert ledger.verify() == [] and Account.objects.filter(year=YEAR, code="5.3.01").exists()
