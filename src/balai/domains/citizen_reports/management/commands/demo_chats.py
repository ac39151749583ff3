"""Conversations of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.domains.citizen_reports.demo.chats import make


class Command(BaseCommand):
    """`demo_chats`: once; a second run finds them and adds nothing."""

    help = "Contoh percakapan."

    def handle(self, *args: Any, **options: Any) -> None:
        make(at=timezone.now())
