"""Keeping photos in a folder: rows, files, and what a crash leaves."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from balai.engine.documents.actions.sweeping import sweep_orphans
from balai.engine.documents.public import Document, look_alikes, prepare_photo, store_photo
from balai.engine.documents.tasks import sweep_documents
from balai.engine.documents.tests.images import IN_BATANG, encoded, exif, photo, scene
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused

pytestmark = pytest.mark.django_db


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def kept(at: datetime, **options) -> Document:
    options.setdefault("upload", photo())
    return store_photo(kind="TEST", by=CITIZEN, at=at, **options)


def test_a_photo_becomes_a_row_and_two_files(folder: Path, at: datetime) -> None:
    upload = SimpleUploadedFile("IMG_0001.heic", photo(2400, 1800), content_type="text/html")
    document = kept(at, upload=upload, taken_at=at, latitude=-6.9, longitude=109.7)
    document.refresh_from_db()
    assert (document.kind, document.content_type) == ("TEST", "image/jpeg")
    assert (document.width, document.height, document.created_at) == (1600, 1200, at)
    assert (document.taken_at, document.latitude, document.longitude) == (at, -6.9, 109.7)
    assert document.created_by_id is None
    assert files(folder) == sorted([document.name(), document.name(small=True)])
    assert (folder / document.name()).stat().st_size == document.size
    assert (folder / document.name(small=True)).stat().st_size == document.size_small


def test_what_the_camera_wrote_is_kept_only_when_asked(folder: Path, at: datetime) -> None:
    upload = photo(exif=exif(taken="2026:03:17 08:30:00", offset="+07:00", place=IN_BATANG))
    plain = kept(at, upload=upload)
    assert (plain.exif_taken_at, plain.exif_latitude, plain.exif_longitude) == (None, None, None)
    proof = kept(at, upload=upload, keep_capture=True)
    proof.refresh_from_db()
    assert proof.exif_taken_at == datetime.fromisoformat("2026-03-17T01:30:00+00:00")
    assert (proof.exif_latitude, proof.exif_longitude) == (-6.9083333, 109.73)


@pytest.mark.parametrize("size", [10 * 1024 * 1024 + 1])
def test_a_file_that_is_too_large_is_not_even_read(size: int, folder: Path, at: datetime) -> None:
    class Unreadable(SimpleUploadedFile):
        def read(self, *args) -> bytes:
            raise AssertionError("was read")

    upload = Unreadable("besar.jpg", b"")
    upload.size = size
    with pytest.raises(Refused) as caught:
        kept(at, upload=upload)
    assert caught.value.code == "PHOTO_TOO_LARGE"


def test_a_refusal_leaves_nothing(folder: Path, at: datetime) -> None:
    with pytest.raises(Refused):
        kept(at, upload=photo()[:-4000])
    assert not Document.objects.exists()
    assert files(folder) == []


def test_a_prepared_photo_is_written_before_the_transaction(folder: Path, at: datetime) -> None:
    prepared = prepare_photo(upload=photo(), at=at)
    written = files(folder)
    assert len(written) == 2
    document = kept(at, upload=prepared)
    assert files(folder) == written == sorted([document.name(), document.name(small=True)])


def test_a_rolled_back_act_leaves_files_that_are_swept_after_a_day(folder: Path, at: datetime) -> None:
    document = kept(at)
    with pytest.raises(RuntimeError), transaction.atomic():
        kept(at)
        raise RuntimeError
    (folder / "2026-03-17" / "00").mkdir(parents=True, exist_ok=True)
    (folder / "2026-03-17" / "00" / "tmpabc.part").touch()
    assert len(files(folder)) == 5
    assert sweep_orphans(at=at + timedelta(hours=24)) == 0
    assert sweep_orphans(at=at + timedelta(hours=48)) == 3
    assert files(folder) == sorted([document.name(), document.name(small=True)])


def test_the_nightly_task_sweeps_what_a_crash_left(folder: Path) -> None:
    document = kept(timezone.now() - timedelta(days=3))
    with pytest.raises(RuntimeError), transaction.atomic():
        kept(timezone.now() - timedelta(days=3))
        raise RuntimeError
    assert sweep_documents.call() == 2
    assert files(folder) == sorted([document.name(), document.name(small=True)])


def test_a_disk_that_refuses_leaves_no_row_and_no_half_file(
    folder: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as caught:
        kept(at)
    assert (caught.value.code, caught.value.status) == ("STORAGE_AWAY", 503)
    assert files(folder) == []
    assert not Document.objects.exists()


def test_look_alikes_are_found_nearest_first(folder: Path, at: datetime) -> None:
    document = kept(at)
    smaller = kept(at, upload=photo(400, 300, "WEBP", quality=30))
    kept(at, upload=encoded(scene().rotate(180)))
    store_photo(upload=photo(), kind="OTHER", by=CITIZEN, at=at)
    assert look_alikes(document, since=at) == [smaller]
    assert look_alikes(document, since=at + timedelta(seconds=1)) == []
