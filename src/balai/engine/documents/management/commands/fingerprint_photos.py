"""Fingerprint the photos that were kept before there were fingerprints: `balai fingerprint_photos`."""

from typing import Any

from django.core.management.base import BaseCommand

from balai.engine.documents.actions.fingerprinting import fill_fingerprints


class Command(BaseCommand):
    help = "Beri sidik pada foto lama, agar dapat dikenali lagi. Boleh dihentikan dan dijalankan ulang."

    def handle(self, *args: Any, **options: Any) -> None:
        total, last, before = 0, 0, -1
        while last != before:
            before = last
            done, last = fill_fingerprints(after=last)
            total += done
        self.stdout.write(f"{total} foto diberi sidik.")
