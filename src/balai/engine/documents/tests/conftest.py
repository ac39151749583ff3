"""What the tests of documents share: a storage of their own and a moment."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.storage import storages


def fresh_storages() -> None:
    """Django builds each storage once; a test that changes where it lies must have it built again."""
    storages._storages.clear()


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 17, 18, 30, tzinfo=UTC)


@pytest.fixture
def folder(settings, tmp_path: Path) -> Iterator[Path]:
    """An empty local storage."""
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.DOCUMENTS_S3 = ""
    fresh_storages()
    yield settings.MEDIA_ROOT
    fresh_storages()
