"""`balai tasks`: how the queue stands, the dead letters, and their replay."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.kits.tasks import queue


class Command(BaseCommand):
    help = "Antrean pekerjaan latar: keadaan, kegagalan tetap, dan pengulangannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb")
        verbs.add_parser("status", help="panjang antrean")
        verbs.add_parser("dead", help="pekerjaan yang gagal tetap")
        replay = verbs.add_parser("replay", help="ulangi pekerjaan yang gagal tetap")
        replay.add_argument("ids", type=int, nargs="*", help="nomor pekerjaan; kosong berarti semuanya")

    def handle(self, *args: Any, **options: Any) -> None:
        {"dead": self._dead, "replay": self._replay}.get(options["verb"], self._status)(options)

    def _status(self, options: dict) -> None:
        now = timezone.now()
        length, beat = queue.length(at=now), queue.last_beat()
        self.stdout.write(
            f"menunggu {length.due} (terlama {length.lag.total_seconds():.0f} detik) · terjadwal {length.later} · "
            f"berjalan {length.running} · gagal tetap {length.dead}"
        )
        self.stdout.write(f"denyut pekerja terakhir: {timezone.localtime(beat) if beat else 'belum pernah'}")

    def _dead(self, options: dict) -> None:
        jobs = queue.dead()
        for job in jobs:
            last_line = job.error.strip().rsplit("\n", 1)[-1]
            self.stdout.write(
                f"#{job.pk} {job.task} · {job.attempts} percobaan · {job.finished_at} · {last_line}"
            )
        if not jobs:
            self.stdout.write("Tidak ada pekerjaan yang gagal tetap.")

    def _replay(self, options: dict) -> None:
        count = queue.replay(ids=options["ids"] or None, at=timezone.now())
        self.stdout.write(f"{count} pekerjaan dikembalikan ke antrean.")
