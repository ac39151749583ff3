"""Pages of letters: what strangers learn, what the owner gets, what a changed file is told."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balai.engine.documents.public import (
    Letter,
    letter_file_url,
    letter_url,
    revoke_letter,
    sign_letter,
    url,
)
from balai.engine.documents.tests import papers
from balai.engine.documents.tests.letters import AT, OFFICER, compose

pytestmark = pytest.mark.django_db
CHECK = "/periksa/"


@pytest.fixture(autouse=True)
def quiet(folder: Path) -> None:
    """An empty storage, and nobody has guessed yet."""
    cache.clear()


def signed(**changes) -> Letter:
    return sign_letter(letter_id=compose(**changes).pk, credentials=None, by=OFFICER, at=AT)


def revoked(letter: Letter) -> Letter:
    return revoke_letter(letter_id=letter.pk, reason="Nama orang tua tertukar.", by=OFFICER, at=AT)


def file_of(letter: Letter, folder: Path) -> bytes:
    return (folder / letter.document.name()).read_bytes()


def sent(client: Client, data: bytes, name: str = "surat.pdf"):
    return client.post(CHECK, {"file": SimpleUploadedFile(name, data)})


def test_the_page_behind_the_qr_code_says_who_signed_what(client: Client) -> None:
    letter = signed()
    answer = client.get(f"{CHECK}{letter.check_code}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    for text in (
        "berlaku",
        letter.number,
        "Pemerintah Desa Contohsari",
        "S*** R***",
        "Wati Rekaan",
        "Kepala Desa",
    ):
        assert text in page
    assert "Siti" not in page
    assert letter.token not in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_code_may_be_typed_in_any_way(change, client: Client) -> None:
    letter = signed()
    answer = client.post(CHECK, {"code": change(letter.check_code)})
    assert (answer.status_code, answer.url) == (302, f"{CHECK}{letter.check_code}/")


@pytest.mark.parametrize(
    ("code", "status", "says"),
    [
        ("K7M", 422, "Kode periksa surat terdiri atas 12 huruf"),
        ("K7M-4Q2-XPD-8TR", 422, "salah ketik"),
        ("000-000-000-000", 404, "tidak ada"),
    ],
)
def test_a_wrong_code_is_told_and_kept(code: str, status: int, says: str, client: Client) -> None:
    answer = client.post(CHECK, {"code": code})
    assert answer.status_code == status
    assert f'value="{code}"' in answer.content.decode()
    assert says in answer.content.decode()


def test_a_draft_is_nobodys_business(client: Client) -> None:
    letter = compose()
    assert client.get(f"{CHECK}{letter.check_code}/").status_code == 404
    assert client.get(letter_url(letter)).status_code == 404
    assert client.get(letter_file_url(letter)).status_code == 404


def test_a_revoked_letter_says_why_and_what_stands_for_it(client: Client) -> None:
    old = revoked(signed())
    new = signed(replaces=old.pk)
    page = client.get(f"{CHECK}{old.check_code}/").content.decode()
    assert "sudah dicabut" in page
    assert "Nama orang tua tertukar." in page
    assert f"{CHECK}{new.check_code}/" in page
    page = client.get(f"{CHECK}{new.check_code}/").content.decode()
    assert f"{CHECK}{old.check_code}/" in page
    assert "berlaku" in page


def test_a_replacement_that_is_not_signed_yet_is_not_told(client: Client) -> None:
    old = revoked(signed())
    new = compose(replaces=old.pk)
    assert new.check_code not in client.get(f"{CHECK}{old.check_code}/").content.decode()


def test_whoever_guesses_is_stopped(client: Client) -> None:
    letter = signed()
    statuses = [client.post(CHECK, {"code": "000-000-000-000"}).status_code for _ in range(22)]
    assert (statuses[0], statuses[-1]) == (404, 429)
    assert client.get(f"{CHECK}{letter.check_code}/").status_code == 429


def test_the_file_itself_is_genuine(client: Client, folder: Path) -> None:
    letter = signed()
    page = sent(client, file_of(letter, folder)).content.decode()
    assert "asli dan utuh" in page
    assert letter.number in page


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_flipped_byte_is_told(place: float, client: Client, folder: Path) -> None:
    letter = signed()
    data = bytearray(file_of(letter, folder))
    data[int(len(data) * place)] ^= 1
    page = sent(client, bytes(data)).content.decode()
    assert "Dokumen ini telah diubah" in page
    assert letter.number in page


def test_something_added_after_the_signature_is_told(client: Client, folder: Path) -> None:
    page = sent(client, file_of(signed(), folder) + b"\n% tambahan\n").content.decode()
    assert "Dokumen ini telah diubah" in page


def test_the_file_of_a_revoked_letter_is_told(client: Client, folder: Path) -> None:
    letter = signed()
    data = file_of(letter, folder)
    revoked(letter)
    assert "sudah dicabut" in sent(client, data).content.decode()


def test_a_letter_of_nobody_here_is_told(client: Client, folder: Path) -> None:
    letter = signed()
    data = file_of(letter, folder)
    Letter.objects.all().delete()
    page = sent(client, data).content.decode()
    assert "Bukan surat dari sini" in page
    assert "CONTOH Penanda Tangan Balai" in page


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (papers.plain(), 200, "Tidak ada tanda tangan elektronik"),
        (b"%PDF-1.7 rusak", 200, "Tidak ada tanda tangan elektronik"),
        (b"bukan pdf", 422, "bukan PDF"),
        (b"%PDF-" + b"0" * (8 * 1024 * 1024), 422, "lebih besar dari 8 MB"),
    ],
    ids=["unsigned", "broken", "other", "large"],
)
def test_other_files_are_told_what_they_are(data: bytes, status: int, says: str, client: Client) -> None:
    answer = sent(client, data)
    assert answer.status_code == status
    assert says in answer.content.decode()


def test_the_owner_fetches_the_letter_without_an_account(client: Client, folder: Path) -> None:
    letter = signed()
    page = client.get(letter_url(letter)).content.decode()
    assert letter_file_url(letter) in page
    answer = client.get(letter_file_url(letter))
    assert b"".join(answer.streaming_content) == file_of(letter, folder)
    name = f"Surat Keterangan Domisili 2026-11-22 {letter.check_code}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    shown = client.get(letter_file_url(letter) + "?buka")
    assert shown["Content-Disposition"].startswith("inline;")
    assert "no-store" in shown["Cache-Control"]


def test_a_letter_has_no_other_address(client: Client) -> None:
    assert client.get(url(signed().document)).status_code == 404
    assert client.get(reverse("letters:letter", args=["0" * 32])).status_code == 404


def test_a_revoked_letter_is_no_longer_handed_out(client: Client) -> None:
    letter = revoked(signed())
    assert "dicabut" in client.get(letter_url(letter)).content.decode()
    assert client.get(letter_file_url(letter)).status_code == 404
