"""`balai scrub-reports [--dry-run]`: what is public of all reports, by today's rules of scrubbing and coarsening."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.domains.citizen_reports.models_forgetting import ScrubRun
from balai.domains.citizen_reports.rescrub.acts import BATCH, scrub_again, would_change
from balai.domains.citizen_reports.rescrub.changes import KIND_LABELS
from balai.foundation.actor import SYSTEM

MOST_BATCH = 5000


class Command(BaseCommand):
    help = "Samarkan lagi yang terlihat umum dari semua laporan, setelah aturannya membaik. Terputus? Jalankan lagi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="hanya hitung apa yang akan berubah")
        parser.add_argument("--afresh", action="store_true", help="mulai dari laporan pertama, juga bila yang lalu terputus")  # fmt: skip
        parser.add_argument(
            "--batch", type=int, default=BATCH, help=f"laporan setiap putaran, bawaan {BATCH}"
        )

    def handle(self, *args: object, **options: object) -> None:
        batch = int(str(options["batch"]))
        if not 1 <= batch <= MOST_BATCH:
            raise CommandError(f"--batch: isi dengan angka 1 sampai {MOST_BATCH}.")
        now = timezone.now()
        if options["dry_run"]:
            run = would_change(at=now, batch=batch, tell=self._progress)
        else:
            run = scrub_again(
                by=SYSTEM, at=now, batch=batch, is_afresh=bool(options["afresh"]), tell=self._progress
            )
        self._figures(run, is_dry=bool(options["dry_run"]))

    def _progress(self, run: ScrubRun) -> None:
        self.stderr.write(f"… {run.seen} diperiksa, {run.changed} berubah")

    def _figures(self, run: ScrubRun, *, is_dry: bool) -> None:
        says = "akan berubah" if is_dry else "diubah, masing-masing tercatat di jurnal"
        self.stdout.write(f"{run.seen} laporan diperiksa, {run.changed} {says}.")
        for code, label in KIND_LABELS.items():
            self.stdout.write(f"  {label:<32} {run.counts.get(code, 0):>7}")
        if is_dry:
            self.stdout.write("Belum ada yang ditulis. Jalankan tanpa --dry-run untuk mengubahnya.")
