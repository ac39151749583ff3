"""What no form sends and strangers do: numbers too long, dates that are none, texts made to be slow."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.tests.factories import DESA, file, make_opd, officer, photo
from balai.engine.cases import public as cases
from balai.engine.cases.models import SavedView
from balai.engine.cases.public import Case
from balai.engine.documents.public import Document
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.privacy import scrub

pytestmark = pytest.mark.django_db
NUMBERS = ["9" * 30, str(2**63), "9" * 4301, "-1", "²", "abc", ""]


@pytest.fixture
def coordinator(client):
    file()
    user = make_user(Role.COORDINATOR, opd=make_opd("KOORDINATOR"))
    client.force_login(user)
    return user


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_beyond_a_table_are_no_fault_of_ours(client, coordinator, number):
    assert client.get("/arahan/", {"page": number, "opd": number}).status_code == 200
    assert client.get("/laporan/RKN-26-%s/" % (number or "0")).status_code == 404
    assert client.get("/api/reports/RKN-26-%s" % (number or "0")).status_code == 404
    if number.isascii() and number.isdigit():
        assert client.get(f"/petugas/laporan/{number}/kontak/").status_code == 404


def test_a_nul_reaches_no_table(client, coordinator):
    """PostgreSQL refuses it; SQLite keeps it."""
    for name in ("q", "opd", "kelompok", "wilayah", "keadaan"):
        assert client.get("/laporan/", {name: "jalan\0"}).status_code == 200
    client.post("/petugas/tampilan/", {"name": "Jalan\0", "query": "q=\0jalan\r\nX-Rekaan: 1"})
    assert list(SavedView.objects.values_list("name", "query")) == [("Jalan", "q=jalan\r\nX-Rekaan: 1")]
    assert client.get("/petugas/").status_code == 200


@pytest.mark.parametrize("query", ["end_date=0001-01-01", "start_date=0001-01-01&end_date=0001-01-01"])
def test_the_first_day_of_all_has_no_day_before_it(client, coordinator, query):
    assert client.get(f"/open311/v2/servicerequestupdates.json?{query}").status_code == 400


# --- an accused agency that cannot be read


@pytest.mark.parametrize("accused", ["abc", "9" * 30, "9" * 5000, "-1", "²"])
def test_a_confidential_report_is_never_filed_without_its_accused(client, accused):
    """Dropped in silence, it could be sent to the very agency that it accuses."""
    file()
    before = Report.objects.count()
    page = client.post(
        "/lapor/",
        {
            "text": "Petugas loket meminta uang lebih.",
            "area": DESA,
            "category": "JLN01",
            "report_type": "COMPLAINT",
            "identity": "CONFIDENTIAL",
            "accused_opd": accused,
            "client_key": "kunci-rekaan-0123456789",
        },
    )
    assert (page.status_code, Report.objects.count()) == (422, before)
    assert "accused_opd" in page.context["form"].errors


# --- the time and place of a proof

ODD_PROOFS = [
    {"taken_at": "2026-13-45T99:99"},
    {"taken_at": "0001-01-01T00:00"},
    {"taken_at": "9999-12-31T23:59:59-23:00"},
    {"latitude": "nan", "longitude": "nan"},
    {"latitude": "1e400"},
]


@pytest.mark.parametrize("odd", ODD_PROOFS, ids=lambda odd: "-".join(odd.values()))
def test_a_proof_with_an_impossible_time_or_place_is_refused(client, odd):
    report = file(latitude=None, longitude=None, area_code=DESA)
    cases.accept(case_id=report.pk, by=officer(report.case.holder), at=timezone.now())
    client.force_login(make_user(Role.OPD_ADMIN, opd=report.case.holder))
    stated = {"taken_at": timezone.localtime().isoformat(), "latitude": "-6.95", "longitude": "109.75"}
    form = {"text": "Sudah ditambal.", "photos": photo(), **stated, **odd}
    page = client.post(reverse("cases:do", args=[report.pk, "selesai"]), form)
    assert (page.status_code, page.context["refusal"].code) == (400, "PROOF_INCOMPLETE")
    assert Case.objects.get(pk=report.pk).state == "IN_PROGRESS"


def test_a_proof_with_its_time_and_place_is_taken(client):
    report = file()
    holder, now = report.case.holder, timezone.now()
    cases.accept(case_id=report.pk, by=officer(holder), at=now)
    client.force_login(make_user(Role.OPD_ADMIN, opd=holder))
    form = {"text": "Sudah ditambal.", "photos": photo(), "latitude": "-6.9508", "longitude": "109,7508"}
    client.post(
        reverse("cases:do", args=[report.pk, "selesai"]), {**form, "taken_at": now.isoformat()}, follow=True
    )
    assert Case.objects.get(pk=report.pk).state == "SOLVED"
    assert Document.objects.get().taken_at == now


# --- texts made to be slow


@pytest.mark.parametrize("text", ["a." * 100_000, "a@" * 100_000, "a.b-" * 50_000, "0 " * 100_000, "G 1" * 60_000, "@a." * 60_000, "(0" * 100_000])  # fmt: skip
def test_scrubbing_takes_time_in_proportion_to_the_text(text):
    """Words of visitors are scrubbed before their length is looked at. Squared, this takes a day."""
    began = time.process_time()
    scrub(text)
    assert time.process_time() - began < 10


def test_a_long_name_in_an_address_is_still_found():
    assert scrub("a" * 70 + "@contoh.example").endswith("[surel disamarkan]")
    assert scrub("Surat: x-_.y@contoh.example, terima kasih") == "Surat: [surel disamarkan], terima kasih"
