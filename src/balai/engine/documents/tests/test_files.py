"""Photos and PDF files of papers: what is kept, what is refused and in which words."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balai.engine.documents import permissions
from balai.engine.documents.actions import sweeping
from balai.engine.documents.actions.sweeping import in_use, sweep_orphans, sweep_unattached
from balai.engine.documents.public import Document, prepare_file, store_file, url, visibility
from balai.engine.documents.tests import papers
from balai.engine.documents.tests.images import photo
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused

pytestmark = pytest.mark.django_db


def kept(at: datetime, data: bytes, kind: str = "PAPER") -> Document:
    return store_file(file=prepare_file(upload=data, at=at), kind=kind, by=CITIZEN, at=at)


def refused(at: datetime, data: bytes, **options) -> str:
    with pytest.raises(Refused) as caught:
        prepare_file(upload=data, at=at, **options)
    assert caught.value.field == "file"
    return caught.value.code


def test_a_pdf_is_kept_as_it_came(folder: Path, at: datetime) -> None:
    data = papers.packed()
    document = kept(at, data)
    document.refresh_from_db()
    assert (document.content_type, document.pages, document.size) == ("application/pdf", 3, len(data))
    assert document.sha256 == document.original_sha256 == sha256(data).hexdigest()
    assert (document.width, document.size_small, document.difference_hash) == (None, None, None)
    assert document.name().endswith(f"{document.token}.pdf")
    assert (folder / document.name()).read_bytes() == data


def test_a_photo_is_told_by_what_was_sent_not_by_what_is_kept(folder: Path, at: datetime) -> None:
    data = photo()
    file = prepare_file(upload=SimpleUploadedFile("ktp.pdf", data, content_type="application/pdf"), at=at)
    assert (file.is_photo, file.sha256) == (True, sha256(data).hexdigest())
    document = store_file(file=file, kind="PAPER", by=CITIZEN, at=at)
    assert document.original_sha256 == file.sha256 != document.sha256
    assert document.is_photo


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"halo", "FILE_UNKNOWN"),
        (b"PK\x03\x04 rekaan", "FILE_UNKNOWN"),
        (b"%PDF-1.7\nrusak", "FILE_BROKEN"),
        (papers.plain()[:300], "FILE_BROKEN"),
        (b"\n" + papers.plain(), "FILE_UNKNOWN"),
        (papers.locked(), "FILE_LOCKED"),
        (papers.with_script(), "FILE_ACTIVE"),
        (papers.with_script(hidden=True), "FILE_ACTIVE"),
        (papers.with_program(), "FILE_ACTIVE"),
        (papers.with_attachment(), "FILE_ACTIVE"),
        (papers.with_attached_note(), "FILE_ACTIVE"),
        (papers.with_unmarked_form(), "FILE_ACTIVE"),
        (papers.plain(201), "FILE_TOO_MANY_PAGES"),
        (papers.bomb(), "FILE_BROKEN"),
        (papers.crowded(), "FILE_BROKEN"),
        (b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000, "FILE_BROKEN"),
        (b"%PDF-1.7\n" + b"0" * (8 * 1024 * 1024), "FILE_TOO_LARGE"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_harmless_paper_is_refused(data: bytes, code: str, folder: Path, at: datetime) -> None:
    assert refused(at, data) == code
    assert not list(folder.rglob("*.*"))


def test_a_page_with_a_link_is_a_paper(folder: Path, at: datetime) -> None:
    assert kept(at, papers.with_link()).pages == 1


def test_where_a_photo_is_asked_for_a_pdf_is_not_taken(folder: Path, at: datetime) -> None:
    assert refused(at, papers.plain(), kinds=("PHOTO",)) == "FILE_NOT_WANTED"
    assert refused(at, photo(), kinds=("PDF",)) == "FILE_NOT_WANTED"
    assert refused(at, photo()[:-4000]) == "PHOTO_BROKEN"


def test_a_pdf_is_handed_out_in_a_sandbox(folder: Path, at: datetime, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(permissions, "_CHECKS", {})
    visibility("PAPER", lambda document, user: document.size < 0 or user.is_authenticated)
    visibility("OPEN", lambda document, user: True)
    data = papers.plain()
    hidden, shown = kept(at, data), kept(at, data, "OPEN")
    assert client.get(url(hidden)).status_code == 404
    answer = client.get(url(shown))
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["Content-Disposition"] == f'inline; filename="{shown.token}.pdf"'
    assert client.get(url(shown).replace(".pdf", ".jpg")).status_code == 404
    assert client.get(url(shown), headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_what_nothing_refers_to_is_swept_after_two_days(folder: Path, at: datetime, monkeypatch) -> None:
    monkeypatch.setattr(sweeping, "_USERS", {})
    used, loose, other = (
        kept(at, papers.plain(text=name), kind)
        for name, kind in (("a", "PAPER"), ("b", "PAPER"), ("c", "OTHER"))
    )
    picture = kept(at, photo())
    in_use("PAPER", lambda ids: {used.pk})
    assert sweep_unattached(at=at + timedelta(days=2)) == 0
    assert sweep_unattached(at=at + timedelta(days=2, seconds=1)) == 2
    assert set(Document.objects.all()) == {used, other}
    assert not (folder / loose.name()).exists()
    assert not (folder / picture.name(small=True)).exists()
    assert (folder / used.name()).exists()


def test_pdf_files_without_a_row_are_swept_and_others_stay(folder: Path, at: datetime) -> None:
    prepare_file(upload=papers.plain(text="batal"), at=at)
    document = kept(at, papers.plain())
    assert sweep_orphans(at=at + timedelta(days=3)) == 1
    assert (folder / document.name()).exists()
