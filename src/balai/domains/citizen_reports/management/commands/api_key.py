"""`balai api-key new|list|revoke`: keys for other applications."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.domains.citizen_reports.actions.keys import issue_key, revoke_key
from balai.domains.citizen_reports.models import ApiKey
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused


class Command(BaseCommand):
    help = "Kunci API bagi aplikasi lain: terbitkan, tampilkan, cabut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="{new,list,revoke}")
        new = acts.add_parser("new", help="terbitkan kunci")
        new.add_argument("label", help="nama aplikasi")
        new.add_argument("--contact", default="", help="penanggung jawab yang dapat dihubungi")
        acts.add_parser("list", help="tampilkan semua kunci")
        acts.add_parser("revoke", help="cabut kunci").add_argument("id", type=int)

    def handle(self, *args: object, **options: object) -> None:
        try:
            {"new": self._new, "list": self._list, "revoke": self._revoke}[options["act"]](options)
        except Refused as refusal:
            raise CommandError(refusal.message) from None

    def _new(self, options: dict) -> None:
        key, secret = issue_key(
            label=options["label"], contact=options["contact"], by=SYSTEM, at=timezone.now()
        )
        self.stdout.write(f"Kunci {key.pk} untuk {key.label}. Simpan sekarang, tidak ditampilkan lagi:")
        self.stdout.write(secret)

    def _list(self, options: dict) -> None:
        for key in ApiKey.objects.order_by("pk"):
            state = f"dicabut {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "aktif"
            self.stdout.write(f"{key.pk}\t{key.created_at:%Y-%m-%d}\t{state}\t{key.label}")

    def _revoke(self, options: dict) -> None:
        key = revoke_key(key_id=options["id"], by=SYSTEM, at=timezone.now())
        self.stdout.write(f"Kunci {key.pk} ({key.label}) dicabut.")
