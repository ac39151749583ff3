"""`balai relay send|news|reconcile|retry`: cases that were sent on to other bodies, by hand."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.domains.citizen_reports.models_peers import Body
from balai.domains.citizen_reports.relay.actions.delivery import deliver
from balai.domains.citizen_reports.relay.actions.news import fetch_news
from balai.domains.citizen_reports.relay.actions.reconciling import reconcile
from balai.domains.citizen_reports.relay.actions.relaying import retry_relay
from balai.domains.citizen_reports.relay.queries import dead_letters
from balai.foundation.actor import SYSTEM


class Command(BaseCommand):
    help = "Laporan yang diteruskan ke badan lain: kirim, tanyakan kabar, bandingkan, ulangi yang gagal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="{send,news,reconcile,retry}")
        acts.add_parser("send", help="kirim yang menunggu sekarang juga")
        acts.add_parser("news", help="tanyakan kabar sekarang")
        acts.add_parser("reconcile", help="bandingkan kedua catatan dan bereskan").add_argument(
            "body", nargs="?", default="", help="kode satu badan; tanpa ini semua"
        )
        acts.add_parser("retry", help="ulangi semua yang gagal")

    def handle(self, *args: object, **options: object) -> None:
        {"send": self._send, "news": self._news, "reconcile": self._reconcile, "retry": self._retry}[
            str(options["act"])
        ](options)

    def _send(self, options: dict) -> None:
        tally = deliver(at=timezone.now(), impatient=True)
        self.stdout.write(f"{tally.sent} terkirim, {tally.again} dicoba lagi nanti, {tally.failed} gagal.")

    def _news(self, options: dict) -> None:
        self.stdout.write(f"{fetch_news(at=timezone.now())} kabar baru.")

    def _reconcile(self, options: dict) -> None:
        """One line a body; the exit status is 1 where something still differs or a body was away."""
        bodies = Body.objects.filter(is_active=True).exclude(endpoint="")
        if options["body"]:
            bodies = bodies.filter(code=options["body"])
        good = True
        for body in bodies:
            found = reconcile(body=body, by=SYSTEM, at=timezone.now())
            away = f"; tidak menjawab: {found.away}" if found.away else ""
            self.stdout.write(
                f"{body.code}: {found.compared} dibandingkan, {found.mended} dibereskan, {found.left} berbeda{away}"
            )
            good = good and not (found.left or found.away)
        if not good:
            raise SystemExit(1)

    def _retry(self, options: dict) -> None:
        ids = list(dead_letters().filter(body__is_active=True).values_list("pk", flat=True))
        for pk in ids:
            retry_relay(relay_id=pk, by=SYSTEM, at=timezone.now())
        self.stdout.write(f"{len(ids)} akan dicoba lagi.")
