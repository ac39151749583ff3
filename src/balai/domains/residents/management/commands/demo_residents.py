"""`manage.py demo_residents`: invented villagers for a demonstration."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.domains.residents.demo import fill


class Command(BaseCommand):
    help = "Mengisi tiga desa contoh dengan penduduk rekaan (NIK berawalan 99)."

    def handle(self, **options: object) -> None:
        made = fill(at=timezone.now())
        self.stdout.write(
            f"  Penduduk rekaan: {made['residents']}, di antaranya pada daftar DTSEN: {made['poor']}"
        )
