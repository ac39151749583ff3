"""How many people live in a kecamatan: filled in by whoever coordinates, dated, with a source, never invented."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from balai.domains.citizen_reports.resident_counts import OF_KECAMATAN, residents, residents_told
from balai.domains.citizen_reports.tests.factories import make_parameter, make_region
from balai.engine.journal import public as journal
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user

pytestmark = pytest.mark.django_db
URL = "/petugas/penduduk/"
ONE, OTHER = "99.01.01", "99.01.02"
COUNTED = timezone.localdate() - timedelta(days=300)
DAY = timedelta(days=1)
GIVEN = {"counted_on": COUNTED.isoformat(), "source": "BPS, angka rekaan", ONE: "56.789", OTHER: ""}


@pytest.fixture
def coordinator(client):
    make_region()
    client.force_login(make_user(Role.COORDINATOR, email="koordinator@contoh.invalid"))
    return client


def test_what_is_filled_in_holds_from_its_date_with_its_source(coordinator):
    make_parameter("organizations.population", {"99.01": 90_000})
    assert coordinator.post(URL, GIVEN).status_code == 302
    today = timezone.localdate()
    assert residents(on=today) == {"99.01": 90_000, ONE: 56_789}
    assert residents(on=COUNTED - DAY) == {"99.01": 90_000}
    assert (
        residents_told(on=today)
        == f"Jumlah penduduk: keadaan {date_format(COUNTED, 'j F Y')}, sumber BPS, angka rekaan."
    )
    assert "56789" in coordinator.get(URL).text
    assert [entry.code for entry in journal.history(subject=("parameter", OF_KECAMATAN))] == ["PARAMETER_SET"]


def test_the_same_day_corrects_and_an_older_day_is_refused(coordinator):
    coordinator.post(URL, GIVEN)
    assert coordinator.post(URL, {**GIVEN, ONE: "56 798"}).status_code == 302
    assert Parameter.objects.get(code=OF_KECAMATAN).value == {ONE: 56_798}
    answer = coordinator.post(URL, {**GIVEN, "counted_on": COUNTED - DAY})
    assert answer.status_code == 422
    assert f"Sudah ada hitungan yang lebih baru, per {COUNTED:%d-%m-%Y}." in answer.text
    assert (
        coordinator.post(URL, {**GIVEN, "counted_on": COUNTED + 99 * DAY, OTHER: "7000"}).status_code == 302
    )
    assert residents(on=COUNTED + 98 * DAY) == {ONE: 56_798}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({ONE: "lima ribu"}, "Tulis jumlah orang dengan angka saja"),
        ({ONE: "0"}, "tidak mungkin"),
        ({ONE: "56789000"}, "tidak mungkin"),
        ({ONE: ""}, "Isi jumlah penduduk sedikitnya satu kecamatan."),
        ({"source": " "}, "id_source"),
        ({"counted_on": f"{timezone.localdate() + timedelta(days=9)}"}, "Tanggalnya belum tiba."),
    ],
)
def test_bad_input_is_refused_and_kept(coordinator, wrong, said):
    answer = coordinator.post(URL, {**GIVEN, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert "BPS, angka rekaan" in answer.text or "source" in wrong
    assert not Parameter.objects.filter(code=OF_KECAMATAN).exists()


def test_only_who_coordinates_fills_and_sees_the_link(coordinator, client):
    statistics = "/statistik/?menurut=kec"
    client.force_login(make_user(Role.FIELD_OFFICER, email="petugas@contoh.invalid"))
    assert client.post(URL, GIVEN).status_code == 403
    assert URL not in client.get(statistics).text
    assert not Parameter.objects.filter(code=OF_KECAMATAN).exists()
