"""Whoever reports keeps receipts that anybody may check, and that give nothing away."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from balai.domains.citizen_reports.receipts import first_receipt, receipts_of
from balai.domains.citizen_reports.tests.factories import DESA, file, officer
from balai.engine.cases import public as cases
from balai.engine.journal.public import check_receipt, publish_root, seal
from balai.foundation.actor import CITIZEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_guessed_yet():
    cache.clear()


def closed_day(day):
    now = timezone.now()
    seal(at=now)
    publish_root(day=day, at=now)


def test_the_filing_and_every_act_of_the_reporter_have_receipts_officers_acts_have_none(client):
    report = file()
    at = timezone.now()
    cases.reply(
        case_id=report.pk, text="Sudah ditambal.", is_final=True, by=officer(report.case.holder), at=at
    )
    cases.contest(case_id=report.pk, text="Masih berlubang.", by=CITIZEN, at=at + timedelta(minutes=1))
    labels = [one.label for one in receipts_of(report)]
    assert labels == ["Laporan diterima", "Disanggah pelapor"]
    page = client.get(f"/lacak/{report.case.tracking_code}/").text
    sheet = client.get(f"/lacak/{report.case.tracking_code}/tanda-terima/").text
    for one in receipts_of(report):
        assert one.code in page
        assert one.code in sheet
    # The sheet is made to be shown to others.
    assert report.case.tracking_code not in sheet.partition("<h1>")[2].replace(
        f"/lacak/{report.case.tracking_code}/", ""
    )


def test_anybody_checks_a_receipt_and_learns_nothing_of_the_report(client):
    report = file(text="Lubang besar di depan pasar, rahasia kata kunci mangga.")
    code = first_receipt(report)
    waiting = client.get(f"/periksa/{code}/")
    assert "segera dikunci" in waiting.text
    closed_day(timezone.localdate() - timedelta(days=1))
    page = client.get(f"/periksa/{code.lower().replace('-', '')}/").text
    assert "belum diubah, di bawah akar hari" in page
    for secret in ("mangga", report.case.tracking_code, "DPUPR", report.case.title):
        assert secret not in page
    told = json.loads(client.get(f"/periksa/{code}/tanda-terima.json").content)
    assert (told["keadaan"], "isi" in told) == ("ROOTED", False)


def test_the_reporter_alone_gets_the_entry_with_the_file(client):
    report, other = file(), file(text="Lampu jalan mati sejak kemarin malam.")
    closed_day(timezone.localdate())
    path = f"/lacak/{report.case.tracking_code}/tanda-terima/"
    told = json.loads(client.get(f"{path}{first_receipt(report)}.json").content)
    assert "CASE_OPENED" in told["isi"]
    assert told["mata_rantai"]["sidik"] == check_receipt(told["kode"]).link.digest
    assert client.get(f"{path}{first_receipt(other)}.json").status_code == 404
    assert client.get(f"{path}abc.json").status_code == 404


def test_the_form_on_the_check_page_takes_both_kinds_of_code(client):
    code = first_receipt(file())
    answer = client.post("/periksa/", {"code": code})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/periksa/{code}/")
    slip = client.post("/periksa/", {"code": code[:-1] + ("0" if code[-1] != "0" else "1")})
    assert slip.status_code == 422
    assert "tanda terima ini keliru" in slip.text


def test_the_tracking_code_is_no_receipt_and_a_receipt_opens_no_report(client):
    report = file()
    tracking = client.post("/periksa/", {"code": report.case.tracking_code})
    assert tracking.status_code == 422
    assert "halaman Lacak" in tracking.text
    assert client.get(f"/periksa/{report.case.tracking_code}/tanda-terima.json").status_code == 404
    assert client.post("/lacak/", {"code": first_receipt(report)}).status_code in {400, 404, 422}


def test_who_guesses_receipts_is_stopped(client):
    code = "000-000-000-000-000"
    for _ in range(20):
        assert client.get(f"/periksa/{code}/").status_code == 404
    assert client.get(f"/periksa/{first_receipt(file())}/").status_code == 429


def test_reports_of_programs_get_a_receipt_too(client):
    file()
    body = {
        "text": "Lubang besar di depan pasar.",
        "type": "COMPLAINT",
        "category": "",
        "identity": "ANONYMOUS",
        "area": DESA,
    }
    answer = client.post("/api/reports", body, content_type="application/json").json()
    assert check_receipt(answer["receipt_code"]).is_whole
    assert answer["receipt_url"] == f"/periksa/{answer['receipt_code']}/"


def test_roots_are_published_as_a_file_and_as_atom(client):
    file()
    closed_day(timezone.localdate())
    line = client.get("/transparansi/akar.txt").text.splitlines()[-1]
    day, _position, chain, crown = line.split()
    assert (day, len(chain), len(crown)) == (timezone.localdate().isoformat(), 64, 64)
    feed = client.get("/transparansi/akar.atom")
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert line in feed.text
