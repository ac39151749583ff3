"""Where the files lie: a local folder, or any S3-compatible service by one setting."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.module_loading import import_string

from balai.foundation.errors import Refused


class StorageAway(Refused):
    """The storage does not answer; nothing was kept. The same request will do later."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "STORAGE_AWAY",
            "Penyimpanan foto sedang tidak dapat dijangkau. Coba lagi beberapa menit lagi.",
            field="photos",
        )


class FolderStorage(FileSystemStorage):
    """Files under MEDIA_ROOT. A name holds the whole file or does not exist, also after a power cut."""

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(target, content)
        except OSError as error:
            raise StorageAway from error
        return name

    def _write(self, target: Path, content: File) -> None:
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.replace(temporary, target)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
        _sync_folder(target.parent)

    def names(self, folder: str) -> Iterator[str]:
        """Every file below a folder, also what an interrupted write left behind."""
        root = Path(self.path(folder))
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(self.location))


def _sync_folder(folder: Path) -> None:
    """A rename is only durable once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def DocumentStorage() -> Storage:
    """The storage that the settings ask for. The S3 libraries are only loaded where they are used."""
    if settings.DOCUMENTS_S3:
        return import_string("balai.engine.documents.bucket.BucketStorage")(settings.DOCUMENTS_S3)
    return FolderStorage()
