"""`manage.py extract_messages`: collect new words for the translators."""

from typing import Any

from django.core.management.base import BaseCommand

from balai.kits.ui import messages


class Command(BaseCommand):
    """Merge the words of templates and code into the language file."""

    help = "Collect translatable words into locale/<language>/LC_MESSAGES/django.po"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--language", default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        total, missing = messages.update(options["language"])
        self.stdout.write(f"{total} words, {missing} without translation")
