"""`balai keys status|new|rotate|drop`: change the keys of what is encrypted, without a stop and without a loss."""

import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from balai.engine.data_subjects.public import needs, rotate
from balai.kits.crypto import INDEX_KEY, index_keys, key_name


class Command(BaseCommand):
    help = "Ganti kunci data: status, new, rotate, drop. Urutannya ada di docs/privacy.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["status", "new", "rotate", "drop"])
        parser.add_argument("--batch", type=int, default=500)

    def handle(self, *args: Any, verb: str, batch: int, **options: Any) -> None:
        getattr(self, f"_{verb}")(batch)

    def _status(self, batch: int) -> None:
        """Which keys there are, and which are still needed."""
        for name, keys in (("data", settings.DATA_KEYS), ("sidik", index_keys())):
            for place, key in enumerate(keys):
                says = "menulis" if place == 0 else "membaca saja"
                self.stdout.write(f"kunci {name} {key_name(key)}: {says}")
        wanted = needs(at=timezone.now())
        for one in wanted:
            self.stdout.write(f"  masih perlu kunci lama: {one.column} {one.rows or ''} {one.why}".rstrip())
        if not wanted and len(settings.DATA_KEYS) + len(index_keys()) > 2:
            self.stdout.write("Kunci lama tidak diperlukan lagi. Buang dengan: balai keys drop")

    def _new(self, batch: int) -> None:
        """New keys in front of those in use; they write from the next start on."""
        data = [Fernet.generate_key().decode(), *settings.DATA_KEYS]
        index = [INDEX_KEY + Fernet.generate_key().decode(), *index_keys()]
        self._give(data, index)
        self.stdout.write("Nyalakan ulang semua proses, lalu jalankan: balai keys rotate")

    def _rotate(self, batch: int) -> None:
        """Write everything again by the new keys; interrupted, the next call goes on."""
        written = rotate(at=timezone.now(), batch=batch, tell=self.stdout.write)
        self.stdout.write(f"Selesai: {written} nilai memakai kunci baru. Periksa: balai keys status")

    def _drop(self, batch: int) -> None:
        """Leave the older keys out, when nothing needs them."""
        wanted = needs(at=timezone.now())
        if wanted:
            raise CommandError("Kunci lama masih diperlukan: " + ", ".join(one.column for one in wanted))
        self._give(settings.DATA_KEYS[:1], index_keys()[:1])
        self.stdout.write(
            "Simpan kunci lama sampai cadangan terakhir yang memakainya dimusnahkan (docs/privacy.md)."
        )

    def _give(self, data: list[str], index: list[str]) -> None:
        """Into the files of a laptop or a demo; for a server as lines of its environment."""
        kept = Path(settings.DATA_DIR) / "data.key"
        if kept.exists() and not os.environ.get("BALAI_DATA_KEYS"):
            _write(kept, data)
            _write(kept.with_name("index.key"), index)
            self.stdout.write(f"Tersimpan di {kept.parent}.")
            return
        self.stdout.write(f"BALAI_DATA_KEYS={','.join(data)}")
        self.stdout.write(f"BALAI_INDEX_KEYS={','.join(index)}")


def _write(path: Path, keys: list[str]) -> None:
    """At once or not at all: a torn file of keys would be the end of the data."""
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(",".join(keys))
    fresh.replace(path)
