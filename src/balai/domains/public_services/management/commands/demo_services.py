"""`balai demo-services`: invented claims and letters of recent weeks, so that a new installation can be looked at."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.domains.public_services.demo.making import make_demo
from balai.domains.public_services.demo.people import signins
from balai.domains.public_services.models import Application

SIGN_INS = signins()


class Command(BaseCommand):
    help = "Mengisi pemasangan ini dengan permohonan rekaan; bukan untuk pemasangan yang dipakai warga."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, default=60, help="berapa santunan")
        parser.add_argument("--letters", type=int, default=8, help="berapa surat")
        parser.add_argument("--days", type=int, default=60, help="selama berapa hari terakhir")
        parser.add_argument("--seed", type=int, default=7, help="angka awal; yang sama memberi isi yang sama")

    def handle(self, *, claims: int, letters: int, days: int, seed: int, **options: object) -> None:
        if Application.objects.exists():
            raise CommandError("Sudah ada permohonan. Contoh hanya untuk pemasangan yang kosong.")
        began = time.monotonic()
        states = make_demo(claims=claims, letters=letters, days=days, seed=seed, until=timezone.now())
        for step, count in states.most_common():
            self.stdout.write(f"  {count:5d}  {step}")
        self.stdout.write(f"  {sum(states.values())} permohonan dalam {time.monotonic() - began:.1f} detik")
