"""Ideas and contests of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from balai.domains.ideas.demo import make


class Command(BaseCommand):
    """`demo_ideas`: once; a second run finds them and adds nothing."""

    help = "Contoh gagasan dan lomba."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        make(at=timezone.now())
