"""Pages of risks translate only; the register asks the database as often at one risk as at thirty."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.risks.models import Assessment, Risk, Trigger
from balai.domains.risks.tests.factories import SERIES, a_risk, figures, given, owner, world
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd, make_user
from balai.kits.testing.queries import assert_bounded
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeps(client):
    world()
    client.force_login(owner())
    return client


def test_a_risk_is_entered_and_judged_by_form(keeps):
    data = given(make_opd("PEMILIK")) | {"is_open": "on", "key": "6f2c6f3e-0000-4000-8000-000000000001"}
    answer = keeps.post(reverse("risks:new"), data)
    risk = Risk.objects.get()
    assert answer.headers["Location"] == reverse("risks:assess", args=[risk.pk])
    keeps.post(
        answer.headers["Location"],
        {"stage": "INHERENT", "likelihood": 2, "impact": 5, "why": "Alasan rekaan"},
    )
    assert Assessment.objects.get().value == 21
    page = keeps.get(reverse("risks:detail", args=[risk.pk])).content.decode()
    assert "Sangat tinggi" in page and "belum diverifikasi" in page


def test_what_is_refused_comes_back_with_its_words(keeps):
    data = given(make_opd("PEMILIK"), event="pendek") | {"key": "6f2c6f3e-0000-4000-8000-000000000002"}
    answer = keeps.post(reverse("risks:new"), data)
    assert (answer.status_code, Risk.objects.count()) == (422, 0)
    assert "paling sedikit 10 huruf" in answer.content.decode() and "Sebab rekaan" in answer.content.decode()


def test_a_second_closing_with_another_reason_comes_back_with_it(keeps):
    risk = a_risk()
    path = reverse("risks:close", args=[risk.pk])
    assert keeps.post(path, {"why": "Tidak relevan lagi sama sekali"}).status_code == 302
    answer = keeps.post(path, {"why": "Digabung dengan risiko lain"})
    told = answer.content.decode()
    assert answer.status_code == 422 and "sudah ditutup dengan alasan lain" in told
    assert "Digabung dengan risiko lain" in told


def test_a_trigger_set_by_form_is_read_at_once(keeps):
    figures({2025: "9"})
    risk = a_risk(3, 3)
    data = {
        "measure": "SERIES",
        "code": SERIES,
        "comparison": "BELOW",
        "threshold": "10",
        "hold": 1,
        "margin": 0,
    }
    keeps.post(reverse("risks:wire", args=[risk.pk]), data)
    assert Trigger.objects.get().fired_at is not None
    assert "terpicu" in keeps.get(reverse("risks:list") + "?keadaan=FIRED").content.decode()


def test_another_agency_reads_and_does_not_write(client):
    risk = a_risk(3, 3)
    client.force_login(make_user(Role.OPD_ADMIN, email="lain@contoh.invalid", opd=make_opd("LAIN")))
    assert client.get(reverse("risks:detail", args=[risk.pk])).status_code == 200
    assert client.get(reverse("risks:assess", args=[risk.pk])).status_code == 403


def test_the_register_as_excel_has_every_risk(keeps):
    a_risk(3, 3, event="Kejadian yang pertama di daftar"), a_risk()
    book = CalamineWorkbook.from_filelike(BytesIO(keeps.get(reverse("risks:list") + "?bentuk=xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert (len(rows), rows[1][4], rows[1][13]) == (3, "Kejadian yang pertama di daftar", 14)


@pytest.mark.slow
def test_the_register_is_bounded(keeps):
    assert_bounded(keeps, reverse("risks:list"), lambda n: [a_risk(4, 4) for _ in range(n)])


def test_everybody_reads_what_is_open_and_judged_and_no_more(client):
    a_risk(4, 5, event="Jaringan desa putus", cause="Sebab rahasia", citizen_voice="Suara rekaan")
    a_risk(5, 5, event="Lubang di pagar", is_open=False)
    a_risk(event="Belum dinilai siapa pun")
    a_risk(1, 1, event="Peluang yang kecil sekali", sign="POSITIVE")
    answer = client.get(reverse("risks:public"))
    page = answer.content.decode()
    shown = [one["risk"].event for one in answer.context["rows"]]
    assert shown == ["Jaringan desa putus", "Peluang yang kecil sekali"] and "Daftar lengkap" not in page
    for kept in ("Sebab rahasia", "Suara rekaan", "Lubang di pagar", "Belum dinilai"):
        assert kept not in page
    assert client.get(reverse("risks:list")).status_code in {302, 403}
    client.force_login(owner())
    assert "Daftar lengkap" in client.get(reverse("risks:public")).content.decode()


def test_the_public_page_says_where_nothing_is_open_yet(client):
    world()
    page = client.get(reverse("risks:public")).content.decode()
    assert "Belum ada risiko yang dibuka untuk umum" in page


@pytest.mark.slow
def test_the_public_page_asks_as_often_at_one_risk_as_at_thirty(client):
    assert_bounded(client, reverse("risks:public"), lambda n: [a_risk(3, 3) for _ in range(n)])


def test_who_was_not_the_quicker_looks_and_saves_again(keeps):
    risk = a_risk(2, 2)
    stale = given(make_opd("PEMILIK")) | {
        "controls": "Kontrol yang saya ketik",
        "is_open": True,
        "version": risk.version - 1,
        "key": "6f2c6f3e-0000-4000-8000-000000000003",
    }
    assert_saved_when_sent_again(keeps, reverse("risks:edit", args=[risk.pk]), stale)
    expires = (timezone.localdate() + timedelta(days=30)).isoformat()
    stale = {"why": "Dapat ditanggung sebulan", "expires": expires, "version": risk.version}
    assert_saved_when_sent_again(keeps, reverse("risks:accept", args=[risk.pk]), stale)
    risk.refresh_from_db()
    assert risk.controls == "Kontrol yang saya ketik"
