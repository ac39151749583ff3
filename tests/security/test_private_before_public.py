"""A NIK, a telephone and an account planted at every door where people write never come out at one where others read."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.models import ExactPlace
from balai.domains.citizen_reports.tests.factories import (
    PLACE,
    file,
    make_category,
    make_key,
    make_opd,
    photo,
)
from balai.engine.cases.public import Remark
from balai.engine.journal.public import run_followers, seal
from balai.engine.notices.models import Notice
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.ids import new_tracking_code

from .doors import PUBLIC, read

pytestmark = pytest.mark.django_db
NIK, PHONE, PLATE, MAIL, ACCOUNT = (
    "3325010101900000",
    "0812-0000-4321",
    "G 4321 XY",
    "rahasia@contoh.example",
    "987654321012",
)
PLANTED = f"NIK {NIK}, hp {PHONE}, mobil {PLATE}, {MAIL}, rek BRI {ACCOUNT}."
SECRETS = ("3325010101900000", "0000-4321", "4321 XY", "rahasia@", "987654321012", "33250101")
ANSWERS = {"WHO": f"Nomor {PHONE}", "COUNT": NIK}
QUESTIONS = [
    {"code": "WHO", "label": "Siapa?", "type": "text", "required": False},
    {"code": "COUNT", "label": "Berapa?", "type": "number", "required": False},
]


@pytest.fixture
def report():
    make_category(questions=QUESTIONS)
    return file(
        text=f"Jalan rekaan rusak. {PLANTED}",
        landmark=f"depan rumah {PHONE}",
        answers=ANSWERS,
        email="pelapor@contoh.invalid",
    )


def _nothing_is_readable(report):
    for address, (status, text) in read(Client(), report).items():
        assert status == 200, address
        assert [secret for secret in SECRETS if secret in text] == [], address


def test_words_of_the_report(report):
    _nothing_is_readable(report)


def _desk(opd):
    client = Client()
    client.force_login(make_user(Role.OPD_ADMIN, opd=opd, email=f"{new_tracking_code()}@contoh.invalid"))
    return client


def _act(report, what, **form):
    report.case.refresh_from_db()
    answer = _desk(report.case.holder).post(
        f"/petugas/kasus/{report.pk}/{what}/", {"version": report.case.version, **form}
    )
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.slow
def test_words_that_come_later(report):
    code = report.case.tracking_code
    assert Client().post(f"/lacak/{code}/tambah/", {"text": PLANTED}).status_code == 302
    _act(report, "tolak", reason="NOT_OURS", opd=make_opd("DINAS_AIR").pk, text=PLANTED)
    _act(report, "terima")
    _act(report, "tunda", reason="WEATHER", text=PLANTED)
    _act(report, "lanjut")
    _act(report, "jawab", text=PLANTED, is_final="1")
    assert Client().post(f"/lacak/{code}/sanggah/", {"text": PLANTED}).status_code == 302
    _key, secret = make_key()
    _other_site(report, secret)
    _act(report, "tutup", reason="DUPLICATE", text=PLANTED)
    assert Remark.objects.filter(is_public=True).count() >= 6
    _nothing_is_readable(report)
    seal(at=timezone.now())
    run_followers(at=timezone.now())
    told = " ".join(f"{row.subject} {row.body}" for row in Notice.objects.all())
    assert told and [secret for secret in SECRETS if secret in told] == []


def _other_site(report, secret):
    from balai.domains.citizen_reports.numbers import number_of

    given = {"api_key": secret, "service_request_id": number_of(report), "description": PLANTED, "status": "OPEN", "update_id": "1", "updated_datetime": timezone.now().isoformat()}  # fmt: skip
    assert Client().post("/open311/v2/servicerequestupdates.json", given).status_code in {200, 201}


def test_ideas_and_needs_pass_it_too():
    from balai.domains.ideas.actions.sending import Words, checked
    from balai.domains.needs.actions.stating import Statement
    from balai.domains.needs.actions.stating import checked as stated

    make_category()
    idea = checked(
        Words(title=f"Gagasan {PHONE}", text=f"Uraian rekaan yang panjang. {PLANTED}", benefit=PLANTED)
    )
    need = stated(Statement(title=f"Kebutuhan {PHONE}", text=PLANTED))
    told = f"{idea} {need}"
    assert [secret for secret in SECRETS if secret in told] == []


# --- homes


def test_others_see_only_the_cell_of_a_home():
    report = file(is_home=True, landmark="rumah cat hijau rekaan")
    seen = read(Client(), report)
    for address, (_, text) in seen.items():
        assert str(PLACE[0]) not in text and str(PLACE[1]) not in text and "cat hijau" not in text, address
    assert str(round(report.longitude, 5)) in seen[next(door for door in PUBLIC if "titik" in door)][1]
    page = _desk(report.case.holder).get(reverse("cases:case", args=[report.pk])).content.decode()
    assert f"{PLACE[0]:.6f}" in page and "cat hijau" in page


def test_a_category_of_dwellings_is_coarsened_without_asking():
    from balai.domains.citizen_reports.tests.factories import make_parameter

    make_parameter("citizen_reports.home_categories", ["JLN01"])
    report = file()
    assert (report.latitude, report.longitude) != PLACE
    assert ExactPlace.objects.get().point == f"{PLACE[0]},{PLACE[1]}"


def test_many_reports_of_one_home_do_not_give_it_away():
    first, second = file(is_home=True), file(is_home=True, text="Laporan kedua dari rumah rekaan yang sama.")
    assert (first.latitude, first.longitude) == (second.latitude, second.longitude)


def test_another_place_stays_exact():
    report = file()
    assert (report.latitude, report.longitude) == PLACE
    assert not ExactPlace.objects.exists()


def test_the_form_asks_whether_it_is_a_home(client):
    make_category()
    given = {"text": "Rumah saya kebanjiran, mohon bantuan.", "report_type": "COMPLAINT", "identity": "ANONYMOUS", "category": "JLN01", "latitude": PLACE[0], "longitude": PLACE[1], "is_home": "on", "client_key": "contoh", "photos": photo()}  # fmt: skip
    assert client.post("/lapor/", given).status_code == 302
    assert ExactPlace.objects.exists()
