"""`balai load-region FOLDER`: areas, agencies, calendar, parameters and the rooms' own data of one region."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.engine.organizations.public import load_region
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused


class Command(BaseCommand):
    help = "Memuat data wilayah dari sebuah folder; aman dijalankan berulang kali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="folder wilayah, atau namanya di bawah regions/")

    def handle(self, *, folder: str, **options: object) -> None:
        path = Path(folder)
        if not path.is_dir():
            path = Path(settings.REGIONS_DIR) / folder
        if not path.is_dir():
            raise CommandError(f"Folder {folder} tidak ada.")
        try:
            load_region(folder=path, by=SYSTEM, at=timezone.now(), progress=self.stdout.write)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(self.style.SUCCESS(f"Wilayah dimuat dari {path}."))
