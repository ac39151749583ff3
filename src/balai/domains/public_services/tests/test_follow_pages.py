"""A family follows its application: with the code it sees, with the secret link it acts."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.signatories import appoint
from balai.domains.public_services.links import is_owner_key, owner_key, owner_url
from balai.domains.public_services.models import Application, Paper
from balai.domains.public_services.testing import AMOUNT, GRANT, LETTER, MONDAY, VILLAGE, Town
from balai.domains.public_services.tests.home_service import HOME, NIK, open_home, photo
from balai.domains.public_services.tests.test_apply_pages import at, attach, ready
from balai.engine.documents.public import Letter, letter_url
from balai.foundation.ids import new_tracking_code


@pytest.fixture
def home(town):
    open_home()
    return town


def file_home(client: Client) -> Application:
    draft = ready()
    attach(client, draft)
    client.post(at("draft_review", draft), {"is_true": "on"})
    return Application.objects.select_related("case").get(client_key=draft.key)


def code_of(application: Application) -> str:
    return application.case.tracking_code


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def by_code(application: Application) -> str:
    return reverse("public_services:tracked", args=[code_of(application)])


def send_back(town, application: Application) -> None:
    move(
        application_id=application.pk,
        move="return",
        text="Foto KTP buram.",
        by=town.by(town.clerk),
        at=timezone.now(),
    )


def test_the_code_shows_where_it_stands_and_nothing_of_the_person(home, client) -> None:
    application = file_home(client)
    said = page(client, by_code(application))
    assert "Diperiksa desa" in said and "Selesai" in said and "Tidak dipungut biaya apa pun" in said
    assert "Pemerintah" in said or "Desa Contohsari" in said
    assert "S*** C*** R***" in said and "Siti" not in said and NIK not in said
    assert "Tarik permohonan" not in said and "tanda terima" in said


def test_unknown_codes_get_the_same_page_whatever_they_are(home, client) -> None:
    unknown = new_tracking_code()
    answer = client.get(reverse("public_services:tracked", args=[unknown]))
    again = client.get(reverse("public_services:tracked", args=[other := new_tracking_code()]))
    token = re.compile(r'"[A-Za-z0-9]{64}"|[0-9a-f]{32}')
    first, second = (token.sub("", one.content.decode()) for one in (answer, again))
    assert (answer.status_code, again.status_code) == (404, 404)
    assert first.replace(unknown, "") == second.replace(other, "")


def test_a_slip_of_the_pen_is_told_and_not_counted(home, client) -> None:
    answer = client.get(reverse("public_services:tracked", args=["K7M"]))
    assert answer.status_code == 400 and "9 huruf dan angka" in answer.content.decode()
    assert cache.get("throttle:track:127.0.0.1") is None


def test_who_guesses_is_stopped_even_at_the_right_code(home, client) -> None:
    application = file_home(client)
    cache.set("throttle:track:127.0.0.1", 20, 600)
    assert client.get(by_code(application)).status_code == 429


def test_the_page_for_codes_of_reports_leads_here_too(home, client) -> None:
    application = file_home(client)
    answer = client.post(reverse("citizen_reports:track"), {"code": code_of(application).lower()})
    assert answer["Location"] == by_code(application)
    assert client.get(reverse("citizen_reports:tracked", args=[code_of(application)]))["Location"] == by_code(
        application
    )
    assert "kunci" not in answer["Location"]


def test_the_secret_link_withdraws_and_the_code_alone_does_not(home, client) -> None:
    application = file_home(client)
    url = reverse("public_services:tracked_move", args=[code_of(application), "withdraw"])
    refused = client.post(url)
    assert refused.status_code == 400 and "tautan pada tanda terima" in refused.content.decode()
    assert "Tarik permohonan" in page(client, owner_url(code_of(application)))
    wrong = client.post(url, {"kunci": "0" * 32})
    assert wrong.status_code == 400
    done = client.post(url, {"kunci": owner_key(code_of(application))})
    assert done["Location"] == owner_url(code_of(application))
    application.case.refresh_from_db()
    assert application.case.state == "WITHDRAWN"
    assert "Ditarik" in page(client, by_code(application))


def test_what_is_missing_is_added_and_sent_again(home, client) -> None:
    application = file_home(client)
    send_back(home, application)
    link = owner_url(code_of(application))
    said = page(client, link)
    assert "Giliran Anda" in said and "Foto KTP buram." in said and "Sudah ada" in said
    add = reverse("public_services:tracked_papers", args=[code_of(application)])
    key = owner_key(code_of(application))
    assert client.post(add, {"berkas_card": photo(10)}).status_code == 400
    assert client.post(add, {"kunci": key}).status_code == 422
    twice = client.post(add, {"kunci": key, "berkas_card": photo()})
    assert twice.status_code == 422 and "sudah diunggah" in twice.content.decode()
    assert client.post(add, {"kunci": key, "berkas_card": photo(10)})["Location"] == link
    assert Paper.objects.filter(application=application).count() == 2
    client.post(
        reverse("public_services:tracked_move", args=[code_of(application), "resend"]), {"kunci": key}
    )
    application.case.refresh_from_db()
    assert application.case.step == "FILED"
    late = client.post(add, {"kunci": key, "berkas_card": photo(20)})
    assert late.status_code == 422 and Paper.objects.filter(application=application).count() == 2


def test_an_act_that_is_not_the_familys_is_refused(home, client) -> None:
    application = file_home(client)
    url = reverse("public_services:tracked_move", args=[code_of(application), "finish"])
    answer = client.post(url, {"kunci": owner_key(code_of(application))})
    assert answer.status_code == 403
    application.case.refresh_from_db()
    assert application.case.step == "FILED"


def test_a_grant_says_what_is_paid_and_how(town, client) -> None:
    application = town.file(GRANT)
    said = page(client, by_code(application))
    assert "Rp 1.000.000" in said and "tanpa potongan" in said and "Belum diputuskan" in said
    move(
        application_id=application.pk,
        move="approve",
        by=town.by(town.verifier),
        at=MONDAY + timedelta(hours=1),
    )
    said = page(client, by_code(application))
    assert "Uangnya sudah disediakan" in said and "Dinsos" in said


def test_a_family_on_the_waiting_list_knows_its_place(db, client) -> None:
    cache.clear()
    town = Town(budget_rupiah=AMOUNT)
    rows = [town.file(GRANT) for _ in range(3)]
    for number, row in enumerate(rows):
        at_moment = MONDAY + timedelta(hours=1, minutes=number)
        move(application_id=row.pk, move="approve", by=town.by(town.verifier), at=at_moment)
    assert "1 keluarga di depan Anda" in page(client, by_code(rows[2]))
    assert "Waiting" in page(client, by_code(rows[2]))


def test_the_secret_of_one_code_opens_no_other() -> None:
    assert is_owner_key("K7M-4Q2-XPD", owner_key("K7M-4Q2-XPD"))
    assert not is_owner_key("K7M-4Q2-XPD", owner_key("K7M-4Q2-XPE"))
    assert not is_owner_key("K7M-4Q2-XPD", "")


def test_the_receipt_is_shown_only_with_the_secret(home, client) -> None:
    application = file_home(client)
    assert "Permohonan diterima</h1>" in page(client, owner_url(code_of(application), baru="1"))
    assert "Permohonan diterima</h1>" not in page(client, f"{by_code(application)}?baru=1")


def test_the_village_is_named(home, client) -> None:
    application = file_home(client)
    assert application.case.area_id == VILLAGE and "Desa Contohsari" in page(client, by_code(application))
    assert application.service == HOME


@pytest.mark.slow
def test_a_signed_letter_is_fetched_with_the_secret_link_only(town, client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    clerk, now = town.by(town.clerk), timezone.now()
    since = timezone.localdate() - timedelta(days=30)
    appoint(
        office_id=town.office.pk, user_id=town.clerk.pk, position="Kepala Desa", is_delegate=False,
        valid_from=since, by=clerk, at=now,
    )  # fmt: skip
    application = town.file(LETTER, at=now, death_date=timezone.localdate().isoformat())
    assert "Surat Anda" not in page(client, owner_url(code_of(application)))
    move(application_id=application.pk, move="sign", by=clerk, at=now)
    letter = Letter.objects.get()
    held, open_to_all = page(client, owner_url(code_of(application))), page(client, by_code(application))
    assert letter_url(letter) in held and letter.number in held
    assert "Suratnya sudah jadi" in open_to_all and letter.token not in open_to_all
    assert client.get(letter_url(letter)).status_code == 200
