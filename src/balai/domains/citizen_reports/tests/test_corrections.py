"""What others see: shown before sending, corrected by the code for a while, then by asking."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.corrections.preview import preview
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.models_wishes import PrivacyWish
from balai.domains.citizen_reports.numbers import number_of
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.journal.public import history
from balai.engine.people.menu import counted
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN

from .factories import PLACE, file, make_category, make_opd, officer, photo

pytestmark = pytest.mark.django_db
TEXT = "Jalan rekaan rusak, kata Bu Contoh. Hubungi 0812-0000-4321."


@pytest.fixture
def report():
    kept = documents.store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=timezone.now())
    return file(text=TEXT, photos=[kept])


def _send(report, what, **given):
    address = reverse("citizen_reports:correcting", args=[report.case.tracking_code])
    return Client().post(address, {"what": what, **given})


def _public(report):
    return Client().get(f"/laporan/{number_of(report)}/")


def _desk(report, role=Role.OPD_ADMIN, opd=None):
    client = Client()
    opd = opd or report.case.holder
    client.force_login(make_user(role, opd=opd, email=f"{role}.{opd.code}{timezone.now():%f}@contoh.invalid"))
    return client


def _codes(report):
    return [entry.code for entry in history(subject=("case", report.pk))][1:]


# --- before sending


def test_the_preview_marks_what_is_masked_and_asks_about_names():
    shown = preview(TEXT)
    assert "".join(piece.text for piece in shown.pieces) == TEXT.replace(
        "0812-0000-4321", "[nomor disamarkan]"
    )
    assert (shown.masked, shown.named) == (("PHONE",), ("Contoh",))


def test_the_form_shows_what_others_will_see(client):
    given = {"text": TEXT, "landmark": "dekat G 4321 XY", "identity": "ANONYMOUS"}
    page = client.post(reverse("citizen_reports:preview"), given).content.decode()
    assert (
        "0812" not in page
        and "4321 XY" not in page
        and page.count('class="masked"') == 2
        and "Contoh" in page
    )
    secret = client.post(
        reverse("citizen_reports:preview"), {**given, "identity": "CONFIDENTIAL"}
    ).content.decode()
    assert "tidak ditampilkan di mana pun" in secret and "masked" not in secret
    home = client.post(reverse("citizen_reports:preview"), {**given, "is_home": "on"}).content.decode()
    assert "dekat" not in home and "hanya terlihat kira-kira" in home


def test_without_a_script_a_button_shows_it_and_nothing_is_filed_yet(client):
    make_category()
    given = {"text": TEXT, "report_type": "COMPLAINT", "identity": "ANONYMOUS", "category": "JLN01", "latitude": PLACE[0], "longitude": PLACE[1], "client_key": "contoh"}  # fmt: skip
    page = client.post("/lapor/", {**given, "look": "1"})
    assert (
        page.status_code == 200
        and "[nomor disamarkan]" in page.content.decode()
        and not Report.objects.exists()
    )
    assert client.post("/lapor/", given).status_code == 302


# --- the reporter alone


def test_other_words_for_everybody_the_first_ones_for_the_office(report):
    assert _send(report, "teks", text="Jalan rekaan rusak parah. HP 0812-0000-9999.").status_code == 302
    page = _public(report).content.decode()
    assert "rusak parah" in page and "Bu Contoh" not in page and "9999" not in page
    assert _codes(report) == ["REPORT_CORRECTED"]
    desk = _desk(report).get(reverse("cases:case", args=[report.pk])).content.decode()
    assert "Bu Contoh" in desk and "Pelapor mengubah tulisan" in desk
    report.case.refresh_from_db()
    assert report.case.title == "Jalan rekaan rusak parah"


def test_the_point_and_a_photo(report):
    token = report.case.attachments.get().document.token
    assert _send(report, "titik").status_code == 302 and ExactPlace.objects.filter(case=report.case).exists()
    assert (
        _send(report, "foto", token=token, boxes=json.dumps([[0, 0, 0.5, 0.5]]), version=0).status_code == 302
    )
    assert _send(report, "foto", token=token, withhold="1").status_code == 302
    assert token not in _public(report).content.decode()
    assert _codes(report) == ["REPORT_CORRECTED", "PHOTO_COVERED", "PHOTO_WITHHELD"]


def test_a_photo_of_another_report_is_not_ones_own(report):
    kept = documents.store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=timezone.now())
    other = file(text="Laporan rekaan yang lain sama sekali.", photos=[kept])
    assert _send(report, "foto", token=kept.token, withhold="1").status_code == 404
    assert other.case.attachments.get().is_public


def test_bad_words_come_back_with_what_was_typed(report):
    answer = _send(report, "teks", text="pendek")
    assert (
        answer.status_code == 400
        and "terlalu pendek" in answer.content.decode()
        and ">pendek<" in answer.content.decode()
    )


@pytest.mark.parametrize("what", ["teks", "titik", "foto"])
@pytest.mark.parametrize("why", ["late", "answered"])
def test_after_the_window_nothing_changes_without_asking(report, what, why):
    if why == "late":
        Report.objects.update(created_at=timezone.now() - timedelta(hours=25))
    else:
        cases.accept(case_id=report.pk, by=officer(report.case.holder), at=timezone.now())
        cases.reply(case_id=report.pk, text="Sudah kami baca.", is_final=True, by=officer(report.case.holder), at=timezone.now())  # fmt: skip
    token = report.case.attachments.get().document.token
    answer = _send(report, what, text="Tulisan lain yang panjang.", token=token, withhold="1")
    assert answer.status_code == 409 and "Ajukan permintaan" in answer.content.decode()
    assert "Tulisan lain" not in _public(report).content.decode()


def test_a_code_that_nobody_has_opens_nothing(client):
    assert client.get(reverse("citizen_reports:correcting", args=["K7M-4Q2-XPD"])).status_code in {400, 404}


# --- asking


def test_asking_twice_is_one_wish_and_the_answer_is_read_by_the_reporter(report):
    for _ in range(2):
        assert (
            _send(report, "minta", wish="HIDE", words="Takut diketahui tetangga rekaan.").status_code == 302
        )
    wish = PrivacyWish.objects.get()
    answer = {"outcome": "GRANTED", "answer": "Baik, kami sembunyikan."}
    assert (
        _desk(report).post(reverse("citizen_reports:decide_wish", args=[wish.pk]), answer).status_code == 302
    )
    assert _public(report).status_code == 404
    page = (
        Client().get(reverse("citizen_reports:correcting", args=[report.case.tracking_code])).content.decode()
    )
    assert "Baik, kami sembunyikan." in page
    token = report.case.attachments.get().document.token
    assert Client().get(f"/berkas/{token}.jpg").status_code == 404
    assert _codes(report) == ["PRIVACY_WISH_ASKED", "PRIVACY_WISH_DECIDED"]


def test_who_has_nothing_to_do_with_it_does_not_decide(report):
    _send(report, "minta", wish="TEXT")
    wish = PrivacyWish.objects.get()
    address = reverse("citizen_reports:decide_wish", args=[wish.pk])
    given = {"outcome": "GRANTED", "text": "Tulisan orang lain yang panjang."}
    assert _desk(report, opd=make_opd("LAIN")).post(address, given).status_code == 404
    assert _desk(report, Role.FIELD_OFFICER).post(address, given).status_code == 302
    wish.refresh_from_db()
    assert wish.decided_at is None
    assert _desk(report).post(address, given).status_code == 302
    assert "Tulisan orang lain" in _public(report).content.decode()
    assert _desk(report).post(address, {"outcome": "REFUSED", "answer": "Terlambat."}).status_code == 302
    wish.refresh_from_db()
    assert wish.outcome == "GRANTED"


# --- the list of those who decide


def _listed(client):
    page = client.get(reverse("citizen_reports:wishes"))
    return page, [row.wish.wish for row in page.context["rows"]] if page.status_code == 200 else None


def test_who_decides_finds_what_waits_the_oldest_first_and_when_it_was_promised(report):
    for wish in ("TEXT", "PLACE"):
        _send(report, "minta", wish=wish)
    PrivacyWish.objects.filter(wish="PLACE").update(asked_at=timezone.now() - timedelta(hours=80))
    desk = _desk(report)
    page, wishes = _listed(desk)
    assert wishes == ["PLACE", "TEXT"]
    assert [row.is_late for row in page.context["rows"]] == [True, False]
    assert f"{reverse('cases:case', args=[report.pk])}#umum" in page.content.decode()
    assert _counted(desk) == 2
    case = desk.get(reverse("cases:case", args=[report.pk])).content.decode()
    assert "lewat janji" in case and reverse("citizen_reports:wishes") in case
    own = Client().get(reverse("citizen_reports:correcting", args=[report.case.tracking_code]))
    own = own.content.decode()
    assert (own.count("dijanjikan sebelum"), own.count("lewat</span>")) == (2, 1)
    for row in PrivacyWish.objects.all():
        given = {"outcome": "REFUSED", "answer": "Sudah kami periksa."}
        desk.post(reverse("citizen_reports:decide_wish", args=[row.pk]), given)
    page, wishes = _listed(desk)
    assert (wishes, _counted(desk)) == ([], 0)
    assert "Tidak ada permintaan yang menunggu" in page.content.decode()


def _counted(client):
    user = client.get(reverse("cases:inbox")).wsgi_request.user
    return counted("wishes", user)


def test_the_list_is_of_those_who_decide_and_of_their_own_cases(report):
    _send(report, "minta", wish="HIDE")
    assert _listed(_desk(report, opd=make_opd("LAIN")))[1] == []
    assert _listed(_desk(report, Role.COORDINATOR, opd=make_opd("KOORDINATOR")))[1] == ["HIDE"]
    for role in (Role.FIELD_OFFICER, Role.AUDITOR):
        client = _desk(report, role)
        assert client.get(reverse("citizen_reports:wishes")).status_code == 403
        assert _counted(client) == 0
    assert Client().get(reverse("citizen_reports:wishes")).status_code == 302


def test_what_an_accused_agency_may_not_know_is_not_on_its_list():
    accused = make_opd("DITUDUH")
    secret = file(text="Pungutan rekaan di kantor.", identity="CONFIDENTIAL", accused_opd_id=accused.pk)
    PrivacyWish.objects.create(case=secret.case, wish="TEXT", asked_at=timezone.now())
    for role in (Role.OPD_ADMIN, Role.COORDINATOR):
        client = _desk(secret, role, opd=accused)
        assert (_listed(client)[1], _counted(client)) == ([], 0)
