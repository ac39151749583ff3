"""Risks of the demonstration, with triggers on figures that were really published."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from balai.domains.risks.demo import make


class Command(BaseCommand):
    """`demo_risks`: once; a second run finds them and adds nothing."""

    help = "Contoh risiko."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        make(at=timezone.now())
