"""What a reporter typed of NIK, telephone and address is masked on the desk; a look at it is an act that is written down."""

import pytest
from django.utils import timezone

from balai.domains.citizen_reports.actions.numbers import show_numbers
from balai.domains.citizen_reports.corrections.acts import ask
from balai.engine.journal.public import history
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused

from .factories import file, make_category, make_opd, officer, words_of_workbook

pytestmark = pytest.mark.django_db
NIK, PHONE, MAIL = "3325010101010001", "0812-3456-7890", "warga@contoh.example"
TEXT = f"Bantuan rekaan belum cair. NIK saya {NIK}, KK 3325010101010002, WA {PHONE}, {MAIL}."
SECRETS = (NIK, "3325010101010002", PHONE, MAIL)


@pytest.fixture
def report():
    make_category(questions=[{"code": "WHO", "label": "Siapa?", "type": "text"}])
    return file(text=TEXT, landmark=f"Sebelah warung, {PHONE}", answers={"WHO": f"Hubungi {PHONE}"})


def told(answer) -> str:
    return answer.content.decode()


def looks(report) -> list:
    return [one for one in history(subject=("case", report.pk)) if one.code == "REPORT_NUMBERS_SHOWN"]


@pytest.mark.slow
def test_the_desk_is_masked_and_the_look_is_journaled(client, report):
    mine = make_user(Role.OPD_ADMIN, opd=report.case.holder)
    client.force_login(mine)
    page = told(client.get(f"/petugas/kasus/{report.pk}/"))
    assert "Bantuan rekaan belum cair" in page and "[NIK disamarkan]" in page
    assert not any(secret in page for secret in SECRETS)
    assert "Tampilkan nomor lengkap" in page and not looks(report)
    address = f"/petugas/laporan/{report.pk}/nomor/"
    assert client.get(address).status_code == 405
    shown = client.post(address)
    assert all(secret in told(shown) for secret in SECRETS)
    assert "no-store" in shown["Cache-Control"]
    (look,) = looks(report)
    assert (look.by_kind, look.by_id) == ("OFFICER", mine.pk)
    # The look itself is no act on the case, and shows nothing afterwards.
    assert not any(secret in told(client.get(f"/petugas/kasus/{report.pk}/")) for secret in SECRETS)


@pytest.mark.parametrize(
    ("role", "is_own", "identity", "refusal"),
    [
        ("OPD_ADMIN", True, "OPEN", ""),
        ("FIELD_OFFICER", True, "CONFIDENTIAL", ""),
        ("OPD_ADMIN", True, "HIDDEN", "NOT_YOURS"),
        ("COORDINATOR", False, "HIDDEN", ""),
        ("COORDINATOR", False, "CONFIDENTIAL", ""),
        ("OPD_ADMIN", False, "OPEN", "CASE_UNKNOWN"),
        ("AUDITOR", False, "OPEN", "NOT_YOURS"),
        ("AUDITOR", False, "CONFIDENTIAL", "CASE_UNKNOWN"),
        ("EXECUTIVE", False, "OPEN", "NOT_YOURS"),
    ],
)
def test_who_may_look(role, is_own, identity, refusal):
    report = file(text=TEXT, identity=identity)
    by = officer(report.case.holder if is_own else make_opd("DINAS_LAIN"), role)
    look = {"case_id": report.pk, "by": by, "at": timezone.now()}
    if refusal:
        with pytest.raises(Refused) as caught:
            show_numbers(**look)
        assert caught.value.code == refusal
    else:
        show_numbers(**look)
    assert len(looks(report)) == (not refusal)


@pytest.mark.slow
def test_who_may_not_look_is_offered_nothing(client, report):
    client.force_login(make_user(Role.AUDITOR))
    page = told(client.get(f"/petugas/kasus/{report.pk}/"))
    assert "Nomor lengkap hanya dibuka" in page and "Tampilkan nomor lengkap" not in page
    assert client.post(f"/petugas/laporan/{report.pk}/nomor/").status_code == 403
    client.force_login(make_user(Role.OPD_ADMIN, opd=make_opd("DINAS_LAIN")))
    assert client.post(f"/petugas/laporan/{report.pk}/nomor/").status_code == 404
    assert not looks(report)


@pytest.mark.slow
def test_nothing_is_offered_where_nothing_is_masked(client):
    report = file()
    client.force_login(make_user(Role.OPD_ADMIN, opd=report.case.holder))
    page = told(client.get(f"/petugas/kasus/{report.pk}/"))
    assert "Tampilkan nomor lengkap" not in page and "Yang dilihat umum" not in page


@pytest.mark.slow
def test_what_the_reporter_asks_for_is_masked_too(client, report):
    now = timezone.now()
    report.created_at = now.replace(year=now.year - 1)
    report.save(update_fields=["created_at"])
    ask(report=report, wish="HIDE", words=f"Nomor saya {PHONE} ikut tertulis", by=CITIZEN, at=now)
    client.force_login(make_user(Role.COORDINATOR))
    page = told(client.get(f"/petugas/kasus/{report.pk}/"))
    assert "ikut tertulis" in page and PHONE not in page


@pytest.mark.slow
def test_the_list_and_its_file_are_masked(client):
    report = file(text=f"NIK {NIK} dan WA {PHONE} rekaan, jalan rusak")
    client.force_login(make_user(Role.OPD_ADMIN, opd=report.case.holder))
    listed = told(client.get("/petugas/"))
    assert "jalan rusak" in listed and NIK not in listed and PHONE not in listed
    words = words_of_workbook(client.get("/petugas/ekspor.xlsx").content)
    assert "jalan rusak" in words and NIK not in words and PHONE not in words
