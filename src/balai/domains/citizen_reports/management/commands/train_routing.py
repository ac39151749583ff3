"""`balai train-routing`: learn the category of reports from the region's own decided ones."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.domains.citizen_reports.learning.actions import choose_routing, train_routing
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused


class Command(BaseCommand):
    help = "Pelajari kategori laporan dari laporan yang sudah diputuskan; cetak angkanya terhadap tebakan mayoritas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--use", action="store_true", help="langsung pakai untuk menyarankan")

    def handle(self, *args: object, **options: object) -> None:
        try:
            row = train_routing(by=SYSTEM, at=timezone.now())
            if options["use"]:
                choose_routing(version=row.pk, by=SYSTEM, at=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.message) from None
        figures = row.figures
        self.stdout.write(f"Versi {row.pk}: {row.examples} laporan dipelajari.")
        self.stdout.write(
            f"Diuji pada {figures['tested_on']} laporan terbaru, sejak {figures['since'][:10]}:"
        )
        for name, code in (("hasil belajar", "accuracy"), ("di antara tiga saran", "among_three"), ("kata kunci saja", "keywords"), ("tebakan mayoritas", "majority")):  # fmt: skip
            self.stdout.write(f"  {name:<22} {figures[code]:.1%}")
        self.stdout.write(
            "Dipakai." if options["use"] else "Belum dipakai; koordinator memilihnya di /petugas/belajar/."
        )
