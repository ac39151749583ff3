"""The treasury opens an account on screen: a region whose folder names none can still pay."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.engine.journal.public import history
from balai.engine.ledger import public as ledger
from balai.engine.ledger.models import Account
from balai.engine.organizations.models import Region
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> int:
    return timezone.localdate().year


@pytest.fixture
def treasury() -> Client:
    Region.objects.get_or_create(
        code="33.99",
        defaults={"name": "Kabupaten Contoh", "short_name": "Contoh", "latitude": -7, "longitude": 110},
    )
    Parameter.objects.create(code="ledger.treasury_opd", value="KAS-REKAAN", valid_from="2000-01-01")
    return signed_in("KAS-REKAAN")


def signed_in(opd: str) -> Client:
    client = Client()
    client.force_login(make_user(Role.OPD_ADMIN, email=f"{opd}@contoh.invalid".lower(), opd=make_opd(opd)))
    return client


def open_it(client: Client, **fields):
    asked = {"year": timezone.localdate().year, "code": "5.3.01", "name": "Santunan rekaan", "kind": "FUND"}
    return client.post(reverse("ledger:new_account"), {**asked, **fields})


def test_the_first_account_of_a_year_brings_its_source_and_can_be_given_money(treasury, year):
    answer = open_it(treasury)
    fund = ledger.account("5.3.01", year=year)
    assert answer.url == reverse("ledger:budget", args=[fund.pk])
    given = {
        "amount": "2.000.000",
        "description": "Perda rekaan",
        "key": "8b1a8c1e-1111-4111-8111-111111111112",
    }
    assert treasury.post(answer.url, given).status_code == 302
    fund.refresh_from_db()
    assert fund.balance_rupiah == 2_000_000
    assert ledger.account("APBD", year=year).name == "APBD Kabupaten Contoh"
    assert ledger.verify() == []
    assert [entry.code for entry in history(subject=("ledger_account", fund.pk))] == ["LEDGER_ACCOUNT_OPENED"]


def test_an_account_stands_below_the_nearest_group(treasury, year):
    for code, kind in (("5", "GROUP"), ("5.3", "GROUP"), ("5.3.01", "FUND")):
        assert open_it(treasury, code=code, kind=kind).status_code == 302
    assert ledger.account("5.3.01", year=year).parent.code == "5.3"
    assert ledger.account("5.3", year=year).parent.code == "5"
    assert ledger.account("5", year=year).parent is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": "APBD"}, "angka dan titik"),
        ({"code": "5..3"}, "angka dan titik"),
        ({"year": 2001}, "Pilih tahun"),
        ({"year": "tahun ini"}, "Tahun anggaran"),
        ({"kind": "SOURCE"}, "Jenis"),
        ({"name": "   "}, "Nama rekening"),
    ],
)
def test_what_cannot_be_an_account_is_told_and_kept(treasury, fields, words):
    answer = open_it(treasury, **fields)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert "5.3.01" in answer.content.decode() or "code" in fields
    assert not Account.objects.exists()


def test_an_account_is_opened_once(treasury, year):
    assert open_it(treasury).status_code == 302
    again = open_it(treasury, name="Nama lain")
    assert again.status_code == 422
    assert f"Rekening 5.3.01 tahun {year} sudah ada." in again.content.decode()
    assert ledger.account("5.3.01", year=year).name == "Santunan rekaan"


def test_only_the_treasury_opens_accounts(treasury):
    other = signed_in("DINAS-LAIN")
    assert open_it(other).status_code == 403
    assert other.get(reverse("ledger:new_account")).status_code == 403
    address = reverse("ledger:new_account")
    assert address not in other.get(reverse("ledger:ceilings")).content.decode()
    assert address in treasury.get(reverse("ledger:ceilings")).content.decode()
    assert not Account.objects.exists()
