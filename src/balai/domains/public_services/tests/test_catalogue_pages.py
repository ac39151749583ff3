"""The catalogue: what there is, found by misspelt words, and everything about one service."""

import pytest
from django.urls import reverse

from balai.domains.public_services.testing import GRANT, MONDAY
from balai.domains.public_services.tests.home_service import HOME, open_home
from balai.engine.packs import public as packs
from balai.foundation.actor import SYSTEM

CATALOGUE = "/layanan/"


@pytest.fixture
def services(town):
    return town, open_home()


def said(client, url: str, **headers) -> str:
    answer = client.get(url, **headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_card_says_what_is_needed_how_long_what_it_costs_and_who_answers(services, client) -> None:
    page = said(client, CATALOGUE)
    for words in (
        "Santunan rekaan",
        "Foto KK",
        "Hari itu juga",
        "Gratis",
        "Dinsos",
        "Surat dari rumah",
        "Foto KTP",
    ):
        assert words in page
    assert reverse("public_services:service", args=[HOME]) in page


@pytest.mark.parametrize("typed", ["domisli", "surat mskn", "letter from hom"])
def test_misspelt_words_find_it(services, client, typed: str) -> None:
    page = said(client, f"{CATALOGUE}?q={typed}")
    assert "Surat dari rumah" in page and "Santunan rekaan" not in page


def test_the_live_search_gets_only_the_part_that_changes(services, client) -> None:
    page = said(client, f"{CATALOGUE}?q=domisili", headers={"HX-Request": "true", "HX-Target": "hasil"})
    assert "<html" not in page and "Surat dari rumah" in page


@pytest.mark.parametrize(("way", "there", "gone"), [("mandiri", "Surat dari rumah", "Santunan rekaan"), ("datang", "Santunan rekaan", "Surat dari rumah")])  # fmt: skip
def test_the_way_of_filing_narrows(services, client, way: str, there: str, gone: str) -> None:
    page = said(client, f"{CATALOGUE}?cara={way}")
    assert there in page and gone not in page


@pytest.mark.parametrize("typed", ["zzzzqqq", "<script>alert(1)</script>", "x" * 3000])
def test_nothing_found_helps_on(services, client, typed: str) -> None:
    page = said(client, f"{CATALOGUE}?q={typed}")
    assert "<script>alert" not in page and "Lihat semua layanan" in page


def test_a_closed_service_is_explained_and_not_listed(services, client) -> None:
    packs.close_service(pack_id=HOME, reason="Sedang dibenahi.", by=SYSTEM, at=MONDAY)
    assert "Surat dari rumah" not in said(client, CATALOGUE)
    assert "Layanan ini sedang ditutup" in said(client, reverse("public_services:service", args=[HOME]))
    assert client.get(reverse("public_services:apply", args=[HOME])).status_code == 404


def test_the_page_of_a_service_tells_everything(services, client) -> None:
    page = said(client, reverse("public_services:service", args=[HOME]))
    expected = (
        "Foto KTP", "Kapan permohonan ditolak?", "Baru 3 hari tinggal di sini", "Apakah bayar?", "UU 27/2022", "10 tahun",
        "belum diperiksa", "<svg", "Diperiksa desa", "1 hari kerja", "Ajukan sekarang", "Lihat semua aturan",
    )  # fmt: skip
    assert [words for words in expected if words not in page] == []


def test_a_service_of_the_village_officer_says_where_to_go(services, client) -> None:
    page = said(client, reverse("public_services:service", args=[GRANT]))
    assert "Datang ke balai desa" in page and "Ajukan sekarang" not in page
    assert client.get(reverse("public_services:apply", args=[GRANT])).status_code == 404


def test_what_to_bring_can_be_printed(services, client) -> None:
    page = said(client, reverse("public_services:checklist", args=[GRANT]))
    assert "☐ Foto KK" in page and "Tidak dipungut biaya" in page


def test_an_unknown_service_is_not_there(services, client) -> None:
    assert client.get("/layanan/tidak-ada-begini/").status_code == 404


def test_both_languages(services, client) -> None:
    client.cookies["django_language"] = "en"
    page = said(client, reverse("public_services:service", args=[HOME]))
    assert "Letter from home" in page and "Does it cost?" in page and "Surat dari rumah" not in page


def test_the_number_of_questions_to_the_database_does_not_grow(
    services, client, django_assert_max_num_queries
) -> None:
    client.get(CATALOGUE)
    with django_assert_max_num_queries(3):
        client.get(CATALOGUE)
