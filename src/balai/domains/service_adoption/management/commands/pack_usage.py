"""`balai pack usage PACK`: signed counts of use for the donor, where the region agreed."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.domains.service_adoption.actions import usage_file
from balai.foundation.errors import Refused


class Command(BaseCommand):
    help = (
        "Hitungan pemakaian satu layanan bagi daerah asalnya: per bulan, tanpa data pribadi, ditandatangani."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack")
        parser.add_argument("--out", default="")

    def handle(self, *, pack: str, out: str, **options: object) -> None:
        try:
            data = usage_file(pack, at=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if not out:
            self.stdout.write(data.decode(), ending="")
            return
        Path(out).write_bytes(data)
        self.stdout.write(f"{out}: {len(data)} byte.")
