"""Ties things of several rooms into one story, as `regions/<region>/threads.yaml` tells it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.engine.organizations.public import Region, read_yaml
from balai.engine.threads.public import thread_kind, tie
from balai.foundation.actor import SYSTEM


class Command(BaseCommand):
    """`demo_threads`: what is tied already stays as it is; what a hall does not have is skipped."""

    help = "Contoh benang merah antarbagian."

    def handle(self, *args: Any, **options: Any) -> None:
        place = Region.objects.first()
        path = Path(settings.REGIONS_DIR) / (place.short_name.casefold() if place else "") / "threads.yaml"
        if place is None or not path.exists():
            return
        now = timezone.now()
        for row in read_yaml(path).rows("threads"):
            start, end = self._found(row.need("from", list)), self._found(row.need("to", list))
            if start and end and start != end:
                tie(start=start, end=end, why=row.need("why", str), by=SYSTEM, at=now)

    def _found(self, wanted: list[str]) -> tuple[str, str] | None:
        kind = thread_kind(wanted[0])
        knots = kind.search(wanted[1], 1) if kind else []
        return (wanted[0], knots[0].id) if knots else None
