"""Invented programmes beside the real quick wins, and what a demonstration of the rest of the plan needs."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from balai.domains.masterplan.demo import make_demo
from balai.domains.masterplan.demo_strategy import tell


class Command(BaseCommand):
    """`demo_masterplan`: once; a second run finds its examples and adds nothing."""

    help = "Contoh program masterplan."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        make_demo(at=now)
        tell(at=now)
