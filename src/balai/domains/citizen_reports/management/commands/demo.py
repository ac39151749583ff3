"""`balai demo`: an invented past of sixty days, so that a new installation can be looked at."""

import time
from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.domains.citizen_reports.demo.making import make_demo
from balai.domains.citizen_reports.demo.people import demo_signins
from balai.domains.citizen_reports.demo.texts import REGION
from balai.domains.citizen_reports.models import Report
from balai.engine.cases.public import STATE_LABELS, State
from balai.engine.organizations.public import Region

SIGN_INS = demo_signins()


class Command(BaseCommand):
    help = (
        "Mengisi pemasangan ini dengan orang dan laporan rekaan; bukan untuk pemasangan yang dipakai warga."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reports", type=int, default=420, help="berapa laporan")
        parser.add_argument("--days", type=int, default=60, help="selama berapa hari terakhir")
        parser.add_argument("--seed", type=int, default=7, help="angka awal; yang sama memberi isi yang sama")
        parser.add_argument("--until", default="", help="saat terakhir (ISO 8601); bila kosong, sekarang")
        parser.add_argument("--region", default=REGION, help="folder wilayah di bawah regions/")
        parser.add_argument("--more", action="store_true", help="tambahkan walaupun sudah ada laporan")

    def handle(
        self, *, reports: int, days: int, seed: int, until: str, region: str, more: bool, **options: object
    ) -> None:
        if Report.objects.exists() and not more:
            raise CommandError("Sudah ada laporan. Gunakan --more bila memang ingin menambah laporan rekaan.")
        if not Region.objects.exists():
            raise CommandError(f"Belum ada wilayah. Jalankan dahulu: balai load-region {region}")
        began = time.monotonic()
        try:
            states = make_demo(
                reports=reports,
                days=days,
                seed=seed,
                until=_moment(until),
                region=region,
                say=lambda line: self.stdout.write(f"  {line}"),
                progress=self._progress,
            )
        except FileNotFoundError as missing:
            raise CommandError(f"Wilayah {region} tidak punya data contoh: {missing.filename}") from missing
        self.stdout.write("")
        for state, count in states.most_common():
            self.stdout.write(f"  {count:5d}  {STATE_LABELS[State(state)]}")
        self.stdout.write(f"  {sum(states.values())} laporan dalam {time.monotonic() - began:.1f} detik")
        if not options["verbosity"]:
            return  # `balai run` prints them last
        self.stdout.write("\nAkun contoh:")
        for label, email, password in demo_signins(region):
            self.stdout.write(f"  {label:32s} {email:52s} {password}")

    def _progress(self, done: int, total: int) -> None:
        share = 100 * done // total
        print(f"\r  Memainkan laporan contoh: {share:3d} %", end="" if done < total else "\n", flush=True)


def _moment(text: str) -> datetime:
    """The moment that was given, in local time when it names no zone; else now."""
    if not text:
        return timezone.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Saat tidak dapat dibaca: {text}") from error
    moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    if moment > timezone.now():
        raise CommandError("Saat terakhir tidak boleh di masa depan.")
    return moment
