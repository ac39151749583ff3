"""`balai load-boundaries FILE`: exact boundaries of the desa, as GeoJSON that the operator holds."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.engine.organizations.public import load_boundaries
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused


class Command(BaseCommand):
    help = "Memasang batas desa dan kelurahan dari berkas GeoJSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--property", default="code", help="nama properti yang berisi kode desa")

    def handle(self, *, file: Path, property: str, **options: object) -> None:
        try:
            count = load_boundaries(path=file, code_property=property, by=SYSTEM, at=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(self.style.SUCCESS(f"{count} batas dipasang."))
