"""A person applies from home, step by step, without scripts."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.public_services.actions.drafts import open_draft
from balai.domains.public_services.links import owner_key
from balai.domains.public_services.models import Application, Draft
from balai.domains.public_services.testing import VILLAGE
from balai.domains.public_services.tests.home_service import ANSWERS, HOME, NIK, open_home, photo
from balai.foundation.actor import CITIZEN


@pytest.fixture
def home(town):
    open_home()
    return town


def begin(client: Client) -> Draft:
    answer = client.post(reverse("public_services:apply", args=[HOME]), {"area": VILLAGE})
    assert answer.status_code == 302
    return Draft.objects.get()


def ready(**answers) -> Draft:
    """A form of a visitor with everything in it but the paper."""
    now = timezone.now()
    since = (timezone.localdate() - timedelta(days=30)).isoformat()
    filled = {**ANSWERS, "since": since, **answers}
    return open_draft(service=HOME, area_id=VILLAGE, by=CITIZEN, at=now, answers=filled)


def at(name: str, draft: Draft, *more: object) -> str:
    return reverse(f"public_services:{name}", args=[draft.key, *more])


def attach(client: Client, draft: Draft, shade: int = 120):
    return client.post(at("draft_papers", draft), {"berkas_card": photo(shade), "lanjut": "1"})


def test_a_village_must_be_chosen(home, client) -> None:
    answer = client.post(reverse("public_services:apply", args=[HOME]), {})
    assert answer.status_code == 422 and "Pilih desa atau kelurahan Anda" in answer.content.decode()
    assert not Draft.objects.exists()


def test_from_the_first_page_to_the_receipt(home, client) -> None:
    draft = begin(client)
    since = (timezone.localdate() - timedelta(days=30)).isoformat()
    first = {
        "tampil": "",
        "person_nik": NIK,
        "person_name": "Siti Contoh Rekaan",
        "since": since,
        "lanjut": "1",
    }
    answer = client.post(at("draft_section", draft, "person"), first)
    assert answer["Location"] == at("draft_section", draft, "work")
    answer = client.post(at("draft_section", draft, "work"), {"has_job": "false", "job": "", "lanjut": "1"})
    assert answer["Location"] == at("draft_papers", draft)
    assert attach(client, draft)["Location"] == at("draft_review", draft)
    review = client.get(at("draft_review", draft)).content.decode()
    assert "Sudah lengkap" in review and "Siti Contoh Rekaan" in review and "Tidak" in review
    answer = client.post(at("draft_review", draft), {"is_true": "on", "contact": "siti@contoh.invalid"})
    filed = Application.objects.select_related("case").get()
    code = filed.case.tracking_code
    assert answer["Location"] == f"/layanan/lacak/{code}/?kunci={owner_key(code)}&baru=1"
    receipt = client.get(answer["Location"]).content.decode()
    assert "Permohonan diterima" in receipt and code in receipt and "<svg" in receipt
    assert NIK not in receipt and "Siti Contoh" not in receipt and "S*** C*** R***" in receipt
    assert filed.contact == "siti@contoh.invalid"


def test_what_is_wrong_stands_at_its_field_and_everything_typed_stays(home, client) -> None:
    draft = begin(client)
    typed = {
        "tampil": "person_nik person_name since",
        "person_nik": "123",
        "person_name": "Siti",
        "since": "2999-01-01",
        "lanjut": "1",
    }
    answer = client.post(at("draft_section", draft, "person"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "harus 16 angka, sekarang 3" in page and "tidak boleh setelah hari ini" in page
    assert 'href="#id_person_nik"' in page and 'value="123"' in page and 'value="2999-01-01"' in page


def test_going_back_keeps_what_was_typed_even_if_it_is_wrong(home, client) -> None:
    draft = ready()
    answer = client.post(at("draft_section", draft, "work"), {"has_job": "true", "job": "", "kembali": "1"})
    assert answer["Location"] == at("draft_section", draft, "person")
    shown = client.get(at("draft_section", draft, "work")).context["form"]
    assert shown["has_job"].value() == "true"


def test_an_answer_that_makes_a_question_shows_it_before_it_is_missed(home, client) -> None:
    draft = ready(has_job="")
    sent = {"tampil": "has_job", "has_job": "true", "job": "", "lanjut": "1"}
    answer = client.post(at("draft_section", draft, "work"), sent)
    page = answer.content.decode()
    assert answer.status_code == 200 and "pertanyaan lanjutan" in page
    assert '<div data-when="has_job" data-is="true">' in page and "belum diisi" not in page
    again = client.post(at("draft_section", draft, "work"), {**sent, "tampil": "has_job job"})
    assert again.status_code == 422 and "Pekerjaan belum diisi" in again.content.decode()


def test_autosave_answers_with_a_word(home, client) -> None:
    draft = begin(client)
    url = at("draft_section", draft, "person")
    answer = client.post(url, {"person_name": "Si", "simpan": "1"}, headers={"HX-Request": "true"})
    assert "Tersimpan pukul" in answer.content.decode() and "<html" not in answer.content.decode()
    assert 'value="Si"' in client.get(url).content.decode()


def test_the_draft_opens_where_something_is_missing(home, client) -> None:
    assert client.get(at("draft", begin(client)))["Location"].endswith("/isi/person/")
    draft = ready()
    assert client.get(at("draft", draft))["Location"] == at("draft_papers", draft)
    attach(client, draft)
    assert client.get(at("draft", draft))["Location"] == at("draft_review", draft)


def test_papers_are_seen_changed_and_checked(home, client) -> None:
    draft = ready()
    missing = client.post(at("draft_papers", draft), {"lanjut": "1"})
    assert missing.status_code == 422 and "belum dilampirkan" in missing.content.decode()
    wrong = client.post(at("draft_papers", draft), {"berkas_card": SimpleUploadedFile("x.pdf", b"MZ no pdf")})
    assert wrong.status_code == 422 and "bukan foto dan bukan PDF" in wrong.content.decode()
    attach(client, draft)
    paper = draft.papers.get()
    assert "Sudah ada" in client.get(at("draft_papers", draft)).content.decode()
    picture = client.get(at("draft_file", draft, paper.pk))
    assert picture["Content-Type"] == "image/jpeg" and "no-store" in picture["Cache-Control"]
    client.post(at("draft_papers", draft), {"hapus": paper.pk})
    assert not draft.papers.exists()
    assert client.get(at("draft_file", draft, paper.pk)).status_code == 404


def test_a_form_that_is_not_whole_is_not_sent(home, client) -> None:
    draft = ready(person_name="")
    page = client.get(at("draft_review", draft)).content.decode()
    assert (
        "Masih ada yang kurang" in page and f"{at('draft_section', draft, 'person')}#id_person_name" in page
    )
    answer = client.post(at("draft_review", draft), {"is_true": "on"})
    assert answer.status_code == 422 and not Application.objects.exists()


def test_the_last_page_asks_whether_it_is_true(home, client) -> None:
    draft = ready()
    attach(client, draft)
    answer = client.post(at("draft_review", draft), {"contact": "0812"})
    assert (
        answer.status_code == 422
        and not Application.objects.exists()
        and 'value="0812"' in answer.content.decode()
    )


def test_a_refusal_tells_the_reason_and_the_appeal_and_keeps_the_draft(home, client) -> None:
    draft = ready(since=timezone.localdate().isoformat())
    attach(client, draft)
    answer = client.post(at("draft_review", draft), {"is_true": "on"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Baru 3 hari tinggal di sini" in page and "Ajukan keberatan" in page and "masih tersimpan" in page
    assert Draft.objects.filter(pk=draft.pk).exists() and not Application.objects.exists()


def test_sent_twice_is_filed_once_and_ends_at_the_receipt(home, client) -> None:
    draft = ready()
    attach(client, draft)
    first = client.post(at("draft_review", draft), {"is_true": "on"})
    again = client.post(at("draft_review", draft), {"is_true": "on"})
    assert Application.objects.count() == 1
    assert again["Location"] == first["Location"].removesuffix("&baru=1")


def test_an_unknown_draft_says_so(home, client) -> None:
    answer = client.get(reverse("public_services:draft", args=["00000000-0000-4000-8000-000000000000"]))
    assert answer.status_code == 404 and "tidak ada lagi" in answer.content.decode()


def test_the_draft_of_an_account_is_nobody_elses(home, client) -> None:
    client.force_login(home.citizen)
    draft = begin(client)
    client.logout()
    assert client.get(at("draft_section", draft, "person")).status_code == 404
    assert client.get(at("draft_review", draft)).status_code == 404


def test_a_draft_can_be_forgotten_now(home, client) -> None:
    draft = ready()
    attach(client, draft)
    assert client.post(at("discard", draft))["Location"] == reverse("public_services:service", args=[HOME])
    assert not Draft.objects.exists()


def test_nothing_of_a_draft_is_kept_on_the_way(home, client) -> None:
    draft = ready()
    for url in (at("draft_section", draft, "person"), at("draft_papers", draft), at("draft_review", draft)):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_who_begins_too_often_waits(home, client) -> None:
    cache.set("throttle:service-start:127.0.0.1", 60, 600)
    answer = client.post(reverse("public_services:apply", args=[HOME]), {"area": VILLAGE})
    assert answer.status_code == 429 and not Draft.objects.exists()


def test_unknown_sections_are_not_there(home, client) -> None:
    assert client.get(at("draft_section", ready(), "lain")).status_code == 404
