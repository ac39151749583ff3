"""`manage.py compile_messages`: make the catalogues that Django reads."""

from typing import Any

from django.core.management.base import BaseCommand

from balai.kits.ui import messages


class Command(BaseCommand):
    """Compile every language; cheap enough for each start of the server."""

    help = "Compile the translations, without the gettext programs"

    def handle(self, *args: Any, **options: Any) -> None:
        for language in messages.languages():
            self.stdout.write(str(messages.compile_language(language)))
