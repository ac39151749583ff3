"""Visitors who choose English read English on every page; the others never meet it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.engine.organizations.testing import region_of_module
from balai.kits.ui import messages

from .public_pages import found_in, make_reports, pages
from .public_pages_of_the_plan import fill_the_plan, pages_of_the_plan

INDONESIAN = frozenset(
    ["ada", "adalah", "agar", "akan", "anda", "apa", "apakah", "atau", "bahasa", "belum", "bila", "buat", "cari", "dalam", "dan", "dapat", "dari", "dengan", "di", "dijawab", "ditangani", "ditutup", "hari", "harus", "hingga", "ini", "isi", "itu", "jawaban", "jenis", "juga", "kami", "karena", "kategori", "ke", "keterangan", "kirim", "kode", "laporan", "lacak", "lagi", "lalu", "lapor", "lebih", "lewat", "lihat", "masuk", "menit", "menunggu", "menurut", "menurunkan", "milik", "nama", "oleh", "pada", "paling", "patokan", "pelapor", "petugas", "pilih", "saja", "sampai", "satu", "saya", "sebelum", "sedang", "sejak", "semua", "setelah", "siapa", "statistik", "sudah", "surel", "tanpa", "tempat", "terbaru", "tidak", "tindakan", "tunda", "untuk", "warga", "wilayah", "yang"]
)  # fmt: skip
ENGLISH = frozenset(
    ["about", "after", "agency", "already", "and", "answer", "answered", "are", "at", "before", "by", "cannot", "choose", "code", "confirmed", "date", "days", "enter", "field", "for", "from", "has", "have", "hours", "if", "in", "invalid", "is", "last", "minutes", "more", "must", "no", "not", "number", "of", "on", "or", "page", "password", "please", "received", "report", "reports", "required", "search", "send", "sign", "state", "submit", "that", "the", "there", "this", "to", "track", "unknown", "value", "was", "when", "where", "which", "with", "yes", "you", "your"]
)  # fmt: skip


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """The real region, whose words are translated too, with reports in every state and an example of every plan."""
    folder = settings.REGIONS_DIR / "batang"
    with region_of_module(folder, at=timezone.now(), blocker=django_db_blocker):
        with django_db_blocker.unblock():
            reports = make_reports()
            fill_the_plan()
        yield reports


@pytest.fixture
def reports(town, db):
    return town


def visitor(language: str) -> Client:
    """A browser that pressed the button of that language in the foot of the page."""
    client = Client(headers={"accept-language": "id"})
    answer = client.post(reverse("set_language"), {"language": language, "next": "/"})
    assert (answer.status_code, answer.cookies[settings.LANGUAGE_COOKIE_NAME].value) == (302, language)
    return client


@pytest.mark.slow
@pytest.mark.parametrize(("language", "foreign"), [("en", INDONESIAN), ("id", ENGLISH)])
def test_every_public_page_is_in_the_chosen_language(language, foreign, reports, english_catalogue):
    client = visitor(language)
    seen = [*pages_of_the_plan(client), *pages(client, reports)]
    wrong = {what: found for what, page in seen if (found := found_in(page, language, foreign))}
    assert len(seen) > 200
    assert wrong == {}


def test_a_word_in_the_wrong_language_would_be_found(reports):
    page = '<html lang="en"><p>Three reports</p><img alt="Foto laporan"><b lang="id">laporan</b></html>'
    assert found_in(page, "en", INDONESIAN) == ["Three reports | Foto laporan"]
    assert found_in(page.replace('"en"', '"id"'), "id", ENGLISH) == ["Three reports | Foto laporan | laporan"]


def test_every_word_of_the_program_has_an_english_one():
    english = messages.load("en")
    missing = [
        word.id
        for word in messages.collect()
        if word.id
        and ((known := english.get(word.id, word.context)) is None or not messages.translated(known.string))
    ]
    assert missing == [], "balai extract_messages, then fill in kits/ui/locale/en/LC_MESSAGES/django.po"
