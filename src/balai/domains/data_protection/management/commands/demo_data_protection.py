"""`balai demo-data-protection`: invented requests and an exercise, once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.domains.data_protection.demo import make


class Command(BaseCommand):
    help = "Isi permintaan data pribadi rekaan dan satu latihan insiden."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{make(at=timezone.now())} permintaan rekaan.")
