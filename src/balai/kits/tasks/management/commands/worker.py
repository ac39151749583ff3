"""`balai worker`: run background jobs until asked to stop."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from balai.kits.tasks.worker import run_worker


class Command(BaseCommand):
    help = "Menjalankan pekerjaan latar sampai dihentikan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--threads", type=int, default=2, help="banyaknya pekerjaan serentak")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
        run_worker(stop, threads=options["threads"])
