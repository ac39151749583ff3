"""What happens every night, for nights that were missed or that are rehearsed."""

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from balai.domains.innovations.actions.alarms import raise_due
from balai.domains.innovations.actions.answering import lift_overdue
from balai.domains.innovations.actions.measuring import measure

NIGHT = time(1, 30)


class Command(BaseCommand):
    """`measure_innovations [--on DAY …] [--innovation ID …]`: measure, lift and raise as in those nights, in their order."""

    help = "Mengukur inovasi dan memunculkan alarmnya seperti setiap malam."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on", nargs="*", type=date.fromisoformat, default=[], help="tanggal, misalnya 2026-11-01"
        )
        parser.add_argument("--innovation", nargs="*", type=int, default=None, help="nomor inovasi")

    def handle(self, *args: Any, **options: Any) -> None:
        zone, ids = timezone.get_current_timezone(), options["innovation"]
        moments = [datetime.combine(day, NIGHT, zone) for day in sorted(options["on"])] or [timezone.now()]
        for at in moments:
            measured = measure(at=at, innovation_ids=ids)
            lifted = lift_overdue(at=at, innovation_ids=ids)
            raised = raise_due(at=at, innovation_ids=ids)
            self.stdout.write(
                f"{timezone.localdate(at)}: {measured} diukur, {raised} alarm baru, {lifted} naik"
            )
