"""Needs of the demonstration; those that nobody published say that they are examples."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from balai.domains.needs.demo import make


class Command(BaseCommand):
    """`demo_needs`: once; a second run finds them and adds nothing."""

    help = "Contoh kebutuhan."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        make(at=timezone.now())
