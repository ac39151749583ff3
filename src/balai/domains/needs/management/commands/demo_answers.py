"""Which programmes answer the needs of the demonstration; run once the programmes are there."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from balai.domains.needs.demo import answer


class Command(BaseCommand):
    """`demo_answers`: ties what the file of the needs names; twice is once."""

    help = "Contoh jawaban atas kebutuhan."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        answer(at=timezone.now())
